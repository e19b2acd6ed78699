package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

/// The zeros of a row of floating numbers: −0 and +0 are equal keys, so a stable sort keeps their
/// order.
final class Zeros {
  private final BitSet negative = new BitSet();
  private int count;
  private int below;

  private Zeros() {}

  /// Notes the signs of zeros, in order, and how many numbers are smaller.
  static Zeros of(DType dtype, MemorySegment row, long at, int n) {
    Zeros zeros = new Zeros();
    if (dtype == DType.FLOAT32) {
      for (int i = 0; i < n; i++) {
        zeros.note(row.get(Memory.FLOAT, at + 4L * i));
      }
    } else if (dtype == DType.FLOAT64) {
      for (int i = 0; i < n; i++) {
        zeros.note(row.get(Memory.DOUBLE, at + 8L * i));
      }
    }
    return zeros;
  }

  private void note(double value) {
    if (value < 0) {
      below++;
    } else if (value == 0) {
      if (Double.doubleToRawLongBits(value) < 0) {
        negative.set(count);
      }
      count++;
    }
  }

  /// Writes the zeros with a sign where they stand in the sorted row.
  void putBack(DType dtype, MemorySegment row, long at) {
    for (int i = negative.nextSetBit(0); i >= 0; i = negative.nextSetBit(i + 1)) {
      if (dtype == DType.FLOAT32) {
        row.set(Memory.FLOAT, at + 4L * (below + i), -0.0f);
      } else {
        row.set(Memory.DOUBLE, at + 8L * (below + i), -0.0);
      }
    }
  }
}
