package org.lanewise.vector.loops;

import org.jspecify.annotations.Nullable;
import org.lanewise.vector.codegen.Code;
import org.lanewise.vector.codegen.Graph;
import org.lanewise.vector.codegen.Lane;
import org.lanewise.vector.codegen.Storage;
import org.lanewise.vector.loops.LoopBody.Element;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;

/// Where elements lie in memory while a vector loop runs: arguments in their arrays, carries in
/// their block.
final class Places {
  /// The number of the block of carries, and of scratch memory behind it.
  static final int BLOCK = -1;

  static final int SCRATCH = -2;

  private final LoopBody body;
  private final Graph graph;
  private final CarryBlock block;

  /// A place.
  ///
  /// @param array the array, [#BLOCK] or [#SCRATCH]
  /// @param position in bytes
  /// @param storage the type of the element
  record Place(int array, long position, Storage storage) {}

  Places(LoopBody body) {
    this.body = body;
    this.graph = body.graph();
    this.block = body.carryBlock();
  }

  /// The place of an argument, or null for other nodes.
  @Nullable Place of(int node) {
    return graph.get(node).code() == Code.Leaf.ARG
        ? of(body.arguments().get((int) graph.get(node).bits()))
        : null;
  }

  /// The place of an element.
  Place of(Element element) {
    Slot slot = body.arrays().get(element.array());
    long position = slot.position(element.index());
    return slot.kind() == Kind.CARRY
        ? new Place(BLOCK, position + block.offsets().get(element.array()), slot.storage())
        : new Place(element.array(), position, slot.storage());
  }

  /// How a lane's values lie in scratch memory.
  static Storage storage(Lane lane) {
    return switch (lane) {
      case F32 -> Storage.FLOAT;
      case F64 -> Storage.DOUBLE;
      case I32, MASK -> Storage.INT;
      case I64 -> Storage.LONG;
    };
  }
}
