package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;

/// Elements as signed integers in the order of the elements, and back.
///
/// The bits of a floating number count upwards from +0; those of a negative one are turned to count downwards.
/// −0 gets the key of +0, and every NaN the largest one.
final class SortKeys {
  private SortKeys() {}

  /// Reads a row of 32-bit elements.
  static void read(DType dtype, MemorySegment source, long at, int[] keys) {
    MemorySegment.copy(source, Memory.INT, at, keys, 0, keys.length);
    if (dtype == DType.FLOAT32) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = ofFloat(keys[i]);
      }
    } else if (dtype.isUnsigned()) {
      turnUnsigned(keys);
    }
  }

  /// Reads a row of 64-bit elements.
  static void read(DType dtype, MemorySegment source, long at, long[] keys) {
    MemorySegment.copy(source, Memory.LONG, at, keys, 0, keys.length);
    if (dtype == DType.FLOAT64) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = ofDouble(keys[i]);
      }
    } else if (dtype.isUnsigned()) {
      turnUnsigned(keys);
    }
  }

  /// Turns sorted keys back into elements and writes them. Zeros are all +0.
  static void write(DType dtype, int[] keys, MemorySegment target, long at) {
    if (dtype == DType.FLOAT32) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = keys[i] ^ ((keys[i] >> 31) & Integer.MAX_VALUE);
      }
    } else if (dtype.isUnsigned()) {
      turnUnsigned(keys);
    }
    MemorySegment.copy(keys, 0, target, Memory.INT, at, keys.length);
  }

  /// Turns sorted keys back into elements and writes them. Zeros are all +0.
  static void write(DType dtype, long[] keys, MemorySegment target, long at) {
    if (dtype == DType.FLOAT64) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = keys[i] ^ ((keys[i] >> 63) & Long.MAX_VALUE);
      }
    } else if (dtype.isUnsigned()) {
      turnUnsigned(keys);
    }
    MemorySegment.copy(keys, 0, target, Memory.LONG, at, keys.length);
  }

  private static int ofFloat(int bits) {
    int size = bits & Integer.MAX_VALUE;
    if (size > 0x7F80_0000) {
      return Integer.MAX_VALUE;
    }
    return bits >= 0 ? bits : size == 0 ? 0 : bits ^ Integer.MAX_VALUE;
  }

  private static long ofDouble(long bits) {
    long size = bits & Long.MAX_VALUE;
    if (size > 0x7FF0_0000_0000_0000L) {
      return Long.MAX_VALUE;
    }
    return bits >= 0 ? bits : size == 0 ? 0 : bits ^ Long.MAX_VALUE;
  }

  private static void turnUnsigned(int[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Integer.MIN_VALUE;
    }
  }

  private static void turnUnsigned(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Long.MIN_VALUE;
    }
  }
}
