package org.lanewise.vector.move;

import org.lanewise.memory.Layout;

/// Walks over the positions of a layout in row-major order, from any element on: `Positions` that can be
/// sent to a place, so that threads can take parts.
public final class Odometer {
  private final long[] sizes;
  private final long[] strides;
  private final long[] index;
  private final long offset;
  private long position;

  /// Starts at the first element.
  public Odometer(Layout layout) {
    this.sizes = layout.shape().toArray();
    this.strides = layout.strides();
    this.index = new long[sizes.length];
    this.offset = layout.offset();
    this.position = offset;
  }

  /// The position of the current element, in elements.
  public long position() {
    return position;
  }

  /// Goes to an element, counted in row-major order.
  public void seek(long element) {
    position = offset;
    long rest = element;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % sizes[axis];
      position += index[axis] * strides[axis];
      rest /= sizes[axis];
    }
  }

  /// Goes to the next element; after the last one, to the first.
  public void advance() {
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position += strides[axis];
      if (++index[axis] < sizes[axis]) {
        return;
      }
      position -= strides[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
}
