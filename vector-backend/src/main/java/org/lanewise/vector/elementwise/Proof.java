package org.lanewise.vector.elementwise;

import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;

/// States what shapes and strides guarantee before a kernel runs on raw addresses; checked in
/// checked mode.
final class Proof {
  private Proof() {}

  /// The elements from `start` on, counted from the array's first one, lie in its buffer.
  static void inBounds(Strided array, long start, long n) {
    if (Memory.CHECKED) {
      int size = array.dtype().byteSize();
      long from = array.byteOffset() + start * size;
      if (from < 0 || from + n * size > array.buffer().byteSize()) {
        throw new AssertionError(
            "a kernel would leave its operand: "
                + n
                + " elements from "
                + start
                + " of "
                + array.layout()
                + "; please report this");
      }
    }
  }
}
