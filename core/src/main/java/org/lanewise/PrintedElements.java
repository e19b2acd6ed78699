package org.lanewise;

import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Shape;

/// The elements of an array as the printer reads them: by index, and only those that are shown.
final class PrintedElements {
  /// More elements than this are summarised.
  private static final long THRESHOLD = 1000;

  /// How many entries a summary shows at either end of an axis.
  static final int EDGE = 3;

  private final Strided data;
  private final Shape shape;
  private final boolean summarised;

  PrintedElements(Strided data) {
    this.data = data;
    this.shape = data.shape();
    this.summarised = shape.size() > THRESHOLD;
  }

  Shape shape() {
    return shape;
  }

  /// Whether an axis is shown by its ends only.
  boolean isCut(int axis) {
    return summarised && shape.get(axis) > 2 * EDGE;
  }

  /// The bits of the element at a position, in elements from the layout's own origin.
  long bits(long offset) {
    return Transfer.getBits(data.buffer().segment(), data.dtype(), data.layout().offset() + offset);
  }

  /// The distance of neighbours along an axis.
  long stride(int axis) {
    return data.layout().stride(axis);
  }

  /// The bits of all elements that are shown, in order.
  long[] shown() {
    long count = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      count *= isCut(axis) ? 2 * EDGE : shape.get(axis);
    }
    long[] bits = new long[(int) count];
    collect(0, 0, bits, 0);
    return bits;
  }

  private int collect(int axis, long offset, long[] bits, int filled) {
    if (axis == shape.rank()) {
      bits[filled] = bits(offset);
      return filled + 1;
    }
    long n = shape.get(axis);
    int next = filled;
    for (long i = 0; i < n; i++) {
      if (isCut(axis) && i == EDGE) {
        i = n - EDGE;
      }
      next = collect(axis + 1, offset + i * stride(axis), bits, next);
    }
    return next;
  }
}
