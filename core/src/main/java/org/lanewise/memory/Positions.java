package org.lanewise.memory;

/// Walks through the positions of a layout's elements in row-major order.
///
/// ```java
/// Positions positions = new Positions(layout);
/// for (long i = 0; i < layout.shape().size(); i++) {
///   long at = positions.next();
/// }
/// ```
public final class Positions {
  private final long[] sizes;
  private final long[] strides;
  private final long[] index;
  private long position;

  /// Starts before the first element.
  public Positions(Layout layout) {
    this.sizes = layout.shape().toArray();
    this.strides = layout.strides();
    this.index = new long[sizes.length];
    this.position = layout.offset();
  }

  /// The position of the next element, in elements.
  public long next() {
    long current = position;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position += strides[axis];
      if (++index[axis] < sizes[axis]) {
        break;
      }
      position -= strides[axis] * sizes[axis];
      index[axis] = 0;
    }
    return current;
  }
}
