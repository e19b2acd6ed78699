package org.lanewise.backend.reference;

import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// `nextafter` of f16 and bf16: a neighbour in 16 bits, so that f32 is of no use.
final class NextHalf {
  private static final int SIGN = 0x8000;

  private NextHalf() {}

  /// The next number from x in the direction of y; y if they are equal, NaN if either is.
  static Strided nextAfter(Strided x, Strided y, ArrayType type) {
    Strided result = Strided.allocate(type);
    int n = Chunks.length(type.size());
    long[] bits = new long[n];
    float[] from = new float[n];
    float[] to = new float[n];
    long[] toBits = new long[n];
    Reader xBits = Reader.repeated(x, type.shape());
    Reader yBits = Reader.repeated(y, type.shape());
    Reader xValues = Reader.repeated(x, type.shape());
    Reader yValues = Reader.repeated(y, type.shape());
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        count -> {
          xBits.bits(bits, count);
          yBits.bits(toBits, count);
          xValues.floats(from, count);
          yValues.floats(to, count);
          for (int i = 0; i < count; i++) {
            bits[i] = next(bits[i], from[i], toBits[i], to[i]);
          }
          out.longs(bits, count);
        });
    return result;
  }

  private static long next(long bits, float from, long toBits, float to) {
    if (Float.isNaN(from)) {
      return bits;
    }
    if (Float.isNaN(to) || from == to) {
      return toBits;
    }
    if (from == 0) {
      return from < to ? 1 : SIGN | 1;
    }
    // away from zero is one more in the bits, towards it one less
    boolean isAway = (bits & SIGN) == 0 == from < to;
    return isAway ? bits + 1 : bits - 1;
  }
}
