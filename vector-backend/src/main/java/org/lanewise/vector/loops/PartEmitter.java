package org.lanewise.vector.loops;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.codegen.VectorOperations;
import org.lanewise.vector.codegen.Vectors;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.loops.LoopParts.Action;
import org.lanewise.vector.loops.Places.Place;
import org.lanewise.vector.loops.Source.Run;

/// Emits a part of a step: vector operations on what is alike, scalar code for the rest.
///
/// The carry is in memory: a vector that goes around a loop in a local variable is boxed more often
/// than not. Nothing is stored before all guards have been asked, so a step can be left to another
/// form as long as it has left no trace.
final class PartEmitter {
  private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");
  private static final ClassDesc MEMORY = ClassDesc.of(Memory.class.getName());

  private final CodeBuilder code;
  private final VectorLoop plan;
  private final Packing packing;
  private final Graph packs;
  private final boolean before;
  private final PartFrame frame;
  private final VectorOperations operations;
  private final LoopScalars scalars;
  private final Set<Integer> made = new HashSet<>();

  /// @param before whether the part comes before the first step
  PartEmitter(CodeBuilder code, VectorLoop plan, boolean before) {
    this.code = code;
    this.plan = plan;
    this.before = before;
    this.packing = plan.packing();
    this.packs = packing.packs();
    this.frame = new PartFrame(code, plan.body().arrays());
    this.operations = new VectorOperations(code, packs, plan.width());
    this.scalars = new LoopScalars(code, frame, packing, plan.body().graph());
  }

  /// Emits the whole method.
  void emit(List<Action> actions) {
    Label leave = code.newLabel();
    for (Action action : actions) {
      switch (action) {
        case Action.Compute(int pack) -> compute(pack);
        case Action.Condition(int node) -> {
          scalars.materialise(node);
          scalars.push(node);
          code.ifeq(leave);
        }
        case Action.Ask(Seeds.Guard guard) -> ask(guard, leave);
        case Action.Save(int node, int position) -> save(node, position);
        case Action.SavePack(int pack, int position) -> {
          provide(pack);
          operations.push(pack);
          store(Places.storage(packs.get(pack).lane()), Places.SCRATCH, position);
        }
        case Action.StorePack(Seeds.Store store, int saved) -> storePack(store, saved);
        case Action.StoreElement store -> storeElement(store);
      }
    }
    code.iconst_0().ireturn().labelBinding(leave).iconst_1().ireturn();
  }

  /// Computes a pack here.
  private void compute(int pack) {
    Node node = packs.get(pack);
    provide(node.a());
    if (!operations.hasConstantCount(node)) {
      provide(node.b());
    }
    provide(node.c());
    if (node.code() == Leaf.ARG) {
      load(node);
    } else {
      operations.compute(node);
    }
    keep(pack);
    boolean isThere = node.code() == Leaf.ARG && packing.source(node) instanceof Source.Gathered;
    if (packing.home(pack) >= 0 && !isThere && packing.isEarly(pack) == before) {
      operations.push(pack);
      store(Places.storage(node.lane()), Places.SCRATCH, packing.home(pack));
    }
  }

  private void keep(int pack) {
    operations.keep(pack, code.allocateLocal(TypeKind.REFERENCE));
    made.add(pack);
  }

  /// Makes a pack be in a local variable: computed here already, or loaded, or computed again.
  private void provide(int pack) {
    if (pack < 0 || made.contains(pack)) {
      return;
    }
    if (plan.parts().isLeaf(pack) || plan.parts().isMask(pack)) {
      compute(pack);
      return;
    }
    if (packing.home(pack) < 0) {
      throw new AssertionError("a pack is read before it is computed: " + packs.get(pack));
    }
    loadWhole(Places.storage(packs.get(pack).lane()), Places.SCRATCH, packing.home(pack));
    keep(pack);
  }

  private void save(int node, int position) {
    scalars.materialise(node);
    scalars.copy(node, Places.storage(plan.body().graph().lane(node)), position);
  }

  private void load(Node pack) {
    switch (packing.source(pack)) {
      case Source.Splat(int node) -> {
        scalars.materialise(node);
        operations.pushSpecies(pack.lane());
        scalars.push(node);
        operations.broadcast(pack.lane());
      }
      case Source.Runs(Storage storage, List<Run> runs) -> loadRuns(storage, runs);
      case Source.Gathered(Storage storage, List<Integer> nodes, int position) -> {
        for (int i = 0; i < nodes.size(); i++) {
          scalars.materialise(nodes.get(i));
          scalars.copy(nodes.get(i), storage, position + i * storage.size());
        }
        loadWhole(storage, Places.SCRATCH, position);
      }
      case Source.Prepared(Storage storage, _, int position) ->
          loadWhole(storage, Places.SCRATCH, position);
    }
  }

  private void loadWhole(Storage storage, int array, long position) {
    operations.pushSpecies(storage);
    frame.pushSegment(array);
    frame.pushPosition(array, position);
    pushOrder();
    MethodTypeDesc type =
        MethodTypeDesc.of(storage.vector(), Vectors.SPECIES, KernelCode.SEGMENT, CD_long, ORDER);
    code.invokestatic(storage.vector(), "fromMemorySegment", type);
    if (storage.isNarrow()) {
      operations.convert(storage.vector(), storage.widening(), storage.lane());
    }
  }

  private void loadRuns(Storage storage, List<Run> runs) {
    Run first = runs.get(0);
    int end = runs.getLast().to();
    if (runs.size() == 1 && end == packing.lanes()) {
      loadWhole(storage, first.array(), first.position());
      return;
    }
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      operations.pushSpecies(storage);
      frame.pushSegment(run.array());
      frame.pushPosition(run.array(), run.position());
      pushOrder();
      pushMask(storage, run.from(), run.to());
      MethodTypeDesc type =
          MethodTypeDesc.of(
              storage.vector(), Vectors.SPECIES, KernelCode.SEGMENT, CD_long, ORDER, Vectors.MASK);
      code.invokestatic(storage.vector(), "fromMemorySegment", type);
      if (i > 0) {
        pushMask(storage, run.from(), run.to());
        MethodTypeDesc blend = MethodTypeDesc.of(storage.vector(), Vectors.VECTOR, Vectors.MASK);
        code.invokevirtual(storage.vector(), "blend", blend);
      }
    }
  }

  private void pushOrder() {
    code.getstatic(MEMORY, "ORDER", ORDER);
  }

  /// Leaves the loop if a guard holds.
  private void ask(Seeds.Guard guard, Label leave) {
    if (guard.pack() < 0) {
      scalars.materialise(guard.node());
      scalars.push(guard.node());
      code.ifne(leave);
      return;
    }
    provide(guard.pack());
    operations.pushMask(guard.pack());
    if (guard.count() == packing.lanes()) {
      code.invokevirtual(Vectors.MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
    } else {
      code.invokevirtual(Vectors.MASK, "toLong", MethodTypeDesc.of(CD_long));
      code.loadConstant((1L << guard.count()) - 1).land().lconst_0().lcmp();
    }
    code.ifne(leave);
  }

  private void storeElement(Action.StoreElement store) {
    Place place = packing.place(store.element());
    if (store.saved() < 0) {
      scalars.materialise(store.node());
      scalars.store(store.node(), place);
      return;
    }
    Storage storage = Places.storage(plan.body().graph().lane(store.node()));
    scalars.store(new Place(Places.SCRATCH, store.saved(), storage), place);
  }

  private void storePack(Seeds.Store store, int saved) {
    Place place = packing.place(store.elements().get(0));
    Storage storage = place.storage();
    if (saved < 0) {
      provide(store.pack());
      operations.push(store.pack());
    } else {
      loadWhole(Places.storage(packs.get(store.pack()).lane()), Places.SCRATCH, saved);
    }
    if (storage.isNarrow()) {
      operations.narrow(storage);
    }
    if (store.nodes().size() == packing.lanes()) {
      store(storage, place.array(), place.position());
      return;
    }
    frame.pushSegment(place.array());
    frame.pushPosition(place.array(), place.position());
    pushOrder();
    pushMask(storage, 0, store.nodes().size());
    MethodTypeDesc type =
        MethodTypeDesc.of(CD_void, KernelCode.SEGMENT, CD_long, ORDER, Vectors.MASK);
    code.invokevirtual(storage.vector(), "intoMemorySegment", type);
  }

  private void store(Storage storage, int array, long position) {
    frame.pushSegment(array);
    frame.pushPosition(array, position);
    pushOrder();
    MethodTypeDesc type = MethodTypeDesc.of(CD_void, KernelCode.SEGMENT, CD_long, ORDER);
    code.invokevirtual(storage.vector(), "intoMemorySegment", type);
  }

  private void pushMask(Storage storage, int from, int to) {
    operations.pushSpecies(storage);
    code.loadConstant((1L << to) - (1L << from));
    MethodTypeDesc type = MethodTypeDesc.of(Vectors.MASK, Vectors.SPECIES, CD_long);
    code.invokestatic(Vectors.MASK, "fromLong", type);
  }
}
