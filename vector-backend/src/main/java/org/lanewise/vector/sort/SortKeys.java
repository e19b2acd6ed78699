package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

/// Elements as signed integers in the order of the elements, and back.
///
/// The bits of a floating number count upwards from +0; those of a negative one are turned to count
/// downwards. −0 gets the key of +0, and every NaN the largest one.
final class SortKeys {
  private SortKeys() {}

  /// Reads a row; keys of 32-bit elements stand in the upper half.
  static long[] read(DType dtype, MemorySegment source, long at, int n) {
    long[] keys = new long[n];
    if (dtype.byteSize() == 8) {
      MemorySegment.copy(source, Memory.LONG, at, keys, 0, n);
    } else {
      MemorySegment elements = Memory.view(source);
      for (int i = 0; i < n; i++) {
        keys[i] = (long) elements.get(Memory.INT, at + 4L * i) << Integer.SIZE;
      }
    }
    turn(dtype, keys);
    return keys;
  }

  /// Bits to keys.
  private static void turn(DType dtype, long[] keys) {
    if (dtype.isFloating()) {
      boolean narrow = dtype == DType.FLOAT32;
      long infinity = narrow ? 0x7F80_0000L << Integer.SIZE : 0x7FF0L << 48;
      long used = narrow ? 0x7FFF_FFFFL << Integer.SIZE : Long.MAX_VALUE;
      for (int i = 0; i < keys.length; i++) {
        keys[i] = ofFloating(keys[i], infinity, used);
      }
    } else if (dtype.isUnsigned()) {
      turnUnsigned(keys);
    }
  }

  /// Sign, exponent and fraction stand in the upper bits of either type.
  ///
  /// @param used the bits that an element has, but for the sign
  private static long ofFloating(long bits, long infinity, long used) {
    long size = bits & Long.MAX_VALUE;
    if (size > infinity) {
      return used;
    }
    return bits >= 0 || size == 0 ? size : bits ^ used;
  }

  /// Turns sorted keys back into elements and writes them. Zeros are all +0.
  static void write(DType dtype, long[] keys, MemorySegment target, long at) {
    if (dtype.isFloating()) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] ^= (keys[i] >> 63) & Long.MAX_VALUE;
      }
    } else if (dtype.isUnsigned()) {
      turnUnsigned(keys);
    }
    if (dtype.byteSize() == 8) {
      MemorySegment.copy(keys, 0, target, Memory.LONG, at, keys.length);
      return;
    }
    MemorySegment elements = Memory.view(target);
    for (int i = 0; i < keys.length; i++) {
      elements.set(Memory.INT, at + 4L * i, (int) (keys[i] >>> Integer.SIZE));
    }
  }

  private static void turnUnsigned(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Long.MIN_VALUE;
    }
  }
}
