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

/// Emits the elements of one part of a step that are computed one by one.
final class LoopScalars {
  private final CodeBuilder code;
  private final Addresses frame;
  private final Packing packing;
  private final Graph graph;
  private final ScalarOperations operations;
  private final Map<Integer, Integer> locals = new HashMap<>();

  LoopScalars(CodeBuilder code, Addresses frame, Packing packing, Graph graph) {
    this.code = code;
    this.frame = frame;
    this.packing = packing;
    this.graph = graph;
    this.operations = new ScalarOperations(code, graph, this::push, this::pushArgument);
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
    int local = code.allocateLocal(kind);
    code.storeLocal(kind, local);
    locals.put(node, local);
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
    load(place);
  }

  private void pushArgument(Node node) {
    throw new AssertionError("an argument has a place: " + node);
  }

  /// Stores an element in scratch memory.
  void copy(int node, Storage storage, long position) {
    store(node, new Place(Places.SCRATCH, position, storage));
  }

  /// Moves an element from one place to another, of the same lanes.
  void store(Place from, Place to) {
    frame.pushSegment(to.array());
    ScalarAccess.set(
        code, to.storage(), () -> frame.pushPosition(to.array(), to.position()), () -> load(from));
  }

  private void load(Place place) {
    frame.pushSegment(place.array());
    ScalarAccess.get(
        code, place.storage(), () -> frame.pushPosition(place.array(), place.position()));
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
