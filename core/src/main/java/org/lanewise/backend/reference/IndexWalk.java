package org.lanewise.backend.reference;

import org.lanewise.type.Shape;

/// Counts through the indices of a shape in row-major order.
final class IndexWalk {
  private final long[] sizes;
  private final long[] index;
  private boolean started;

  IndexWalk(Shape shape) {
    this.sizes = shape.toArray();
    this.index = new long[sizes.length];
  }

  /// The next index; the array is reused.
  long[] next() {
    if (!started) {
      started = true;
      return index;
    }
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      if (++index[axis] < sizes[axis]) {
        break;
      }
      index[axis] = 0;
    }
    return index;
  }
}
