package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Stash;

/// The memory that one thread needs while it computes a part of a product: packed rows of the left
/// operand, a tile, and a place off-heap of the size of a tile, on which kernels are tried.
public final class Workspace {
  private static final Map<Element, Stash<Workspace>> STASH = stash();

  private final TileShape shape;
  private final Object left;
  private final Object tile;
  private final long[] offsets;
  private final Strided edge;

  private Workspace(TileShape shape) {
    this.shape = shape;
    this.left = shape.element().newArray(shape.leftLength());
    this.offsets = new long[shape.element().kBlock()];
    int elements = shape.rows() * shape.columns();
    this.tile = shape.element().newArray(elements);
    this.edge = Strided.allocate(shape.element().dtype(), Shape.of(elements));
  }

  private static Map<Element, Stash<Workspace>> stash() {
    Map<Element, Stash<Workspace>> stash = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      stash.put(element, new Stash<>());
    }
    return stash;
  }

  /// Takes a workspace that nobody uses.
  static Workspace borrow(TileShape shape) {
    return stash(shape).take(() -> new Workspace(shape));
  }

  /// Keeps the workspace for the next one who needs it.
  void giveBack() {
    stash(shape).give(this);
  }

  private static Stash<Workspace> stash(TileShape shape) {
    return Objects.requireNonNull(STASH.get(shape.element()));
  }

  /// The shape of the tiles.
  TileShape shape() {
    return shape;
  }

  /// Packed rows of the left operand.
  public Object left() {
    return left;
  }

  /// A tile of the product.
  public Object tile() {
    return tile;
  }

  /// Room for the places of the elements of one block of a sum.
  public long[] offsets() {
    return offsets;
  }

  /// The memory of a tile off-heap.
  MemorySegment edgeSegment() {
    return Memory.segment(edge);
  }

  /// Where it lies in that segment.
  long edgeAt() {
    return Memory.at(edge);
  }
}
