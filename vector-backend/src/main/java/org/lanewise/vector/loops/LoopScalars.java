package org.lanewise.vector.loops;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.Map;
import org.lanewise.vector.codegen.Code.Leaf;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Node;
import org.lanewise.vector.codegen.ScalarAccess;
import org.lanewise.vector.codegen.ScalarOperations;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.loops.Places.Place;

/// Emits the elements of a vector loop that are computed one by one.
final class LoopScalars {
  private final CodeBuilder code;
  private final LoopFrame frame;
  private final Packing packing;
  private final LoopUses uses;
  private final Graph graph;
  private final ScalarOperations operations;
  private final Map<Integer, Integer> locals = new HashMap<>();

  LoopScalars(
      CodeBuilder code, LoopFrame frame, Packing packing, LoopUses uses, Graph graph) {
    this.code = code;
    this.frame = frame;
    this.packing = packing;
    this.uses = uses;
    this.graph = graph;
    this.operations = new ScalarOperations(code, graph, this::push, this::pushArgument);
  }

  /// Computes what is the same in each step.
  void computeEarly() {
    for (int node : packing.scalars()) {
      if (uses.time(node) == LoopUses.Time.BEFORE) {
        materialise(node);
      }
    }
  }

  /// Computes an element, unless it has a place in memory or is computed already.
  void materialise(int node) {
    Node made = graph.get(node);
    if (made.code() instanceof Leaf || locals.containsKey(node)) {
      return;
    }
    if (!packing.scalars().contains(node) && packing.place(node) != null) {
      return;
    }
    // operands first: what is computed on one side of a jump is not there on the other
    for (int operand : new int[] {made.a(), made.b(), made.c()}) {
      if (operand >= 0) {
        materialise(operand);
      }
    }
    operations.compute(made);
    keep(node);
  }

  private void keep(int node) {
    TypeKind kind = graph.lane(node).kind();
    int local = frame.fresh(kind);
    code.storeLocal(kind, local);
    locals.put(node, local);
  }

  /// Computes an element, or takes it out of a carry that may be written before it is used.
  void fetch(int node) {
    materialise(node);
    if (uses.isCarried(node) && !locals.containsKey(node)) {
      push(node);
      keep(node);
    }
  }

  /// Pushes an element that is computed.
  void push(int node) {
    Integer local = locals.get(node);
    if (local != null) {
      code.loadLocal(graph.lane(node).kind(), local);
      return;
    }
    Place place = packing.place(node);
    if (place == null) {
      operations.compute(graph.get(node));
      return;
    }
    frame.pushSegment(place.array());
    ScalarAccess.get(
        code, place.storage(), () -> frame.pushPosition(place.array(), place.position()));
  }

  private void pushArgument(Node node) {
    throw new AssertionError("an argument has a place: " + node);
  }

  /// Stores an element in scratch memory.
  void copy(int node, Storage storage, long position) {
    store(node, new Place(Places.SCRATCH, position, storage));
  }

  /// Stores an element.
  void store(int node, Place place) {
    frame.pushSegment(place.array());
    ScalarAccess.set(
        code,
        place.storage(),
        () -> frame.pushPosition(place.array(), place.position()),
        () -> push(node));
  }
}
