package org.lanewise.vector.move;

import org.lanewise.memory.Layout;

/// Walks over positions in row-major order, from any place on: `Positions` that can be sent to a
/// place, so that threads can take parts.
public final class Odometer {
  private final long[] sizes;
  private final long[] steps;
  private final long[] index;
  private final long start;
  private long position;

  /// Walks over the elements of a layout; positions are in elements.
  public Odometer(Layout layout) {
    this(layout.shape().toArray(), layout.strides(), layout.offset());
  }

  /// Walks over loops of the given sizes and steps. Starts at the first place.
  Odometer(long[] sizes, long[] steps, long start) {
    this.sizes = sizes;
    this.steps = steps;
    this.index = new long[sizes.length];
    this.start = start;
    this.position = start;
  }

  /// The current position.
  public long position() {
    return position;
  }

  /// Goes to a place, counted in row-major order.
  public void seek(long place) {
    position = start;
    long rest = place;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % sizes[axis];
      position += index[axis] * steps[axis];
      rest /= sizes[axis];
    }
  }

  /// Goes to the next place; after the last one, to the first.
  public void advance() {
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position += steps[axis];
      if (++index[axis] < sizes[axis]) {
        return;
      }
      position -= steps[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
}
