package org.lanewise.vector.loops;

import java.util.Arrays;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;

/// The rows of a stack, as views: elements along all axes but the first.
final class Rows {
  private final Strided stack;
  private final Shape shape;
  private final long[] strides;
  private final long distance;

  Rows(Strided stack) {
    Layout layout = stack.layout();
    int rank = layout.shape().rank();
    this.stack = stack;
    this.shape = layout.shape().subshape(1, rank);
    this.strides = Arrays.copyOfRange(layout.strides(), 1, rank);
    this.distance = layout.stride(0);
  }

  /// The rows of several stacks.
  static Rows[] of(Strided[] stacks, int from) {
    Rows[] rows = new Rows[stacks.length - from];
    Arrays.setAll(rows, i -> new Rows(stacks[from + i]));
    return rows;
  }

  /// A row.
  Strided at(long row) {
    return stack.with(Layout.of(shape, strides, stack.layout().offset() + row * distance));
  }
}
