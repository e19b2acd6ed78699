package org.lanewise.vector.elementwise;

import org.lanewise.memory.Layout;
import org.lanewise.type.Shape;

/// How a kernel's operands, of any layout, are walked together with row-major results.
///
/// Three ways. *Flat*: every operand lies like the results or is one element. *Rows*: one call of
/// the kernel for each turn of the outer loops; along the innermost axis an operand is a run or one
/// element. *Strips*: where rows are too short for a call each, several make a strip, and operands
/// that do not lie like the results are copied, strip by strip, to small pieces that stay in the
/// nearest cache.
///
/// A loop can begin and end at any element of the results, so that threads and tiles can be cut
/// anywhere. [MapRun] runs it.
public final class MapLoop {
  /// Rows shorter than this are run in strips.
  static final int SHORT = 32;

  /// Elements of a strip.
  static final int STRIP = 1024;

  /// The ways to walk.
  enum Way {
    FLAT,
    ROWS,
    STRIPS
  }

  private final Loop loop;
  private final Way way;
  private final long[] offsets;
  private final int[] sizes;
  private final int operands;
  private final long size;
  private final long splats;

  private MapLoop(Shape shape, Layout[] layouts, int[] sizes) {
    this.loop = Loop.of(shape, layouts);
    this.operands = layouts.length;
    this.sizes = sizes;
    this.size = shape.size();
    this.offsets = new long[operands];
    for (int i = 0; i < operands; i++) {
      offsets[i] = layouts[i].offset();
    }
    this.way = choose();
    this.splats = size == 1 ? 0 : repeated();
  }

  /// The loop over results of a shape.
  ///
  /// @param layouts of the operands, whose sizes are those of the shape, or 1, or which are scalars
  /// @param sizes the bytes of an element of each operand, then of each result
  public static MapLoop of(Shape shape, Layout[] layouts, int[] sizes) {
    return new MapLoop(shape, layouts, sizes);
  }

  private Way choose() {
    if (loop.rank() <= 1) {
      return Way.FLAT;
    }
    return loop.inner() < SHORT ? Way.STRIPS : Way.ROWS;
  }

  private long repeated() {
    long repeated = 0;
    for (int i = 0; i < operands; i++) {
      boolean single = loop.innerStride(i) == 0;
      boolean everywhere = way != Way.STRIPS || loop.isSameInEveryRow(i);
      repeated |= single && everywhere ? 1L << i : 0;
    }
    return repeated;
  }

  /// The operands that the kernel sees as one element repeated, one bit for each.
  public long splats() {
    return splats;
  }

  /// Whether an operand must be copied before the loop: it is neither a run nor one element.
  public boolean needsPacking(int operand) {
    long step = loop.innerStride(operand);
    return way != Way.STRIPS && step != 0 && step != 1;
  }

  /// The elements of each result.
  public long size() {
    return size;
  }

  /// Whether every operand lies like the results or is one element.
  public boolean isFlat() {
    return way == Way.FLAT;
  }

  /// Whether every call of the kernel but the last ends with a multiple of so many elements.
  public boolean endsRowsWith(int multiple) {
    return way == Way.FLAT || (way == Way.ROWS && loop.inner() % multiple == 0);
  }

  /// How many operands there are.
  int operands() {
    return operands;
  }

  /// The bytes of an element of an operand, or of a result, which are numbered after them.
  public int size(int array) {
    return sizes[array];
  }

  /// How many operands and results there are.
  int arrays() {
    return sizes.length;
  }

  Way way() {
    return way;
  }

  Loop loop() {
    return loop;
  }

  /// The position of an operand's first element.
  long offset(int operand) {
    return offsets[operand];
  }

  /// Whether an operand is one element for the kernel.
  boolean isSplat(int operand) {
    return (splats >> operand & 1) != 0;
  }
}
