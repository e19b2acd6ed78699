package org.lanewise.vector.loops;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.codegen.VectorOperations;
import org.lanewise.vector.codegen.Vectors;
import org.lanewise.vector.kernel.KernelCode;
import org.lanewise.vector.loops.Source.Run;

/// Emits a loop in packs (see [Packing]): vector operations on what is alike, scalar code for the
/// rest.
///
/// The carry is in memory: a vector that goes around a loop in a local variable is boxed more often
/// than not. Nothing is stored before all guards have been asked, so a step can be left to another
/// form as long as it has left no trace.
final class VectorLoopEmitter {
  private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");
  private static final ClassDesc MEMORY = ClassDesc.of("org.lanewise.vector.kernel.Memory");

  private final CodeBuilder code;
  private final LoopBody body;
  private final VectorLoop plan;
  private final Packing packing;
  private final Graph packs;
  private final LoopFrame frame;
  private final VectorOperations operations;
  private final LoopScalars scalars;
  private final Map<MaskKey, Integer> masks = new HashMap<>();
  private final int[] ready;

  private record MaskKey(Storage storage, int from, int to) {}

  VectorLoopEmitter(CodeBuilder code, VectorLoop plan) {
    this.code = code;
    this.plan = plan;
    this.body = plan.body();
    this.packing = plan.packing();
    this.packs = packing.packs();
    this.frame = new LoopFrame(code, body.arrays(), plan.uses().arrays(), true);
    this.operations = new VectorOperations(code, packs, plan.width());
    this.scalars = new LoopScalars(code, frame, packing, plan.uses(), body.graph());
    this.ready = plan.seeds().ready();
  }

  /// Emits the whole method.
  void emit() {
    frame.prologue();
    makeMasks();
    compute(0, packs.size(), true);
    scalars.computeEarly();
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test);
    frame.pushStep();
    frame.pushEnd();
    code.lcmp().ifge(end);
    if (body.condition() >= 0) {
      scalars.materialise(body.condition());
      scalars.push(body.condition());
      code.ifeq(end);
    }
    compute(0, plan.seeds().guardsEnd(), false);
    plan.seeds().guards().forEach(guard -> ask(guard, end));
    stores();
    frame.advance();
    code.goto_(test).labelBinding(end);
    frame.pushStep();
    code.lreturn();
  }

  private void stores() {
    List<Seeds.Store> stores = plan.seeds().stores();
    int done = plan.seeds().guardsEnd();
    for (int i = 0; i < stores.size(); i++) {
      compute(done, stores.get(i).end(), false);
      done = Math.max(done, stores.get(i).end());
      if (stores.get(i).pack() < 0) {
        stores.get(i).nodes().forEach(scalars::fetch);
      }
      for (int k = 0; k <= i; k++) {
        if (ready[k] == i) {
          store(stores.get(k));
        }
      }
    }
  }

  /// Computes the packs `from` (inclusive) to `to` (exclusive).
  private void compute(int from, int to, boolean early) {
    for (int i = from; i < to; i++) {
      if (packing.isEarly(i) == early) {
        Node pack = packs.get(i);
        if (pack.code() == Leaf.ARG) {
          load(pack);
        } else {
          operations.compute(pack);
        }
        operations.keep(i, frame.fresh(TypeKind.REFERENCE));
        if (packing.home(i) >= 0) {
          operations.push(i);
          store(Places.storage(pack.lane()), Places.SCRATCH, packing.home(i));
        }
      }
    }
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
        MethodTypeDesc.of(
            storage.vector(), Vectors.SPECIES, KernelCode.SEGMENT, CD_long, ORDER);
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
              storage.vector(),
              Vectors.SPECIES,
              KernelCode.SEGMENT,
              CD_long,
              ORDER,
              Vectors.MASK);
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
  private void ask(Seeds.Guard guard, Label end) {
    if (guard.pack() < 0) {
      scalars.materialise(guard.node());
      scalars.push(guard.node());
    } else {
      operations.pushMask(guard.pack());
      if (guard.count() == packing.lanes()) {
        code.invokevirtual(Vectors.MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
      } else {
        code.invokevirtual(Vectors.MASK, "toLong", MethodTypeDesc.of(CD_long));
        code.loadConstant((1L << guard.count()) - 1).land().lconst_0().lcmp();
      }
    }
    code.ifne(end);
  }

  private void store(Seeds.Store store) {
    if (store.pack() < 0) {
      for (int i = 0; i < store.nodes().size(); i++) {
        int node = store.nodes().get(i);
        if (plan.uses().argument(store.elements().get(i)) != node) {
          scalars.store(node, packing.place(store.elements().get(i)));
        }
      }
      return;
    }
    Places.Place place = packing.place(store.elements().get(0));
    Storage storage = place.storage();
    operations.push(store.pack());
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

  /// The masks of all runs and stores, before the loop.
  private void makeMasks() {
    for (Source source : packing.sources()) {
      if (source instanceof Source.Runs(Storage storage, List<Run> runs)) {
        runs.forEach(run -> mask(storage, run.from(), run.to()));
      }
    }
    for (Seeds.Store store : plan.seeds().stores()) {
      if (store.pack() >= 0 && store.nodes().size() < packing.lanes()) {
        mask(packing.place(store.elements().get(0)).storage(), 0, store.nodes().size());
      }
    }
  }

  private int mask(Storage storage, int from, int to) {
    return masks.computeIfAbsent(
        new MaskKey(storage, from, to),
        _ -> {
          int local = frame.fresh(TypeKind.REFERENCE);
          operations.pushSpecies(storage);
          code.loadConstant((1L << to) - (1L << from));
          MethodTypeDesc type = MethodTypeDesc.of(Vectors.MASK, Vectors.SPECIES, CD_long);
          code.invokestatic(Vectors.MASK, "fromLong", type).astore(local);
          return local;
        });
  }

  private void pushMask(Storage storage, int from, int to) {
    code.aload(mask(storage, from, to));
  }
}
