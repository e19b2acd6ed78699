package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;

/// Finds the first element of a row that equals a value: −0 equals +0, and NaN every NaN.
final class Search {
  private static final VectorSpecies<Integer> INTS = Species.INT;
  private static final VectorSpecies<Long> LONGS = Species.LONG;

  private Search() {}

  /// The index of the first element equal to the one at `valueAt`, which there is.
  static long first(
      DType dtype, MemorySegment source, long at, long n, MemorySegment values, long valueAt) {
    return switch (dtype) {
      case FLOAT32 -> {
        float value = values.get(Memory.FLOAT, valueAt);
        int bits = Float.floatToRawIntBits(value);
        yield Float.isNaN(value)
            ? firstNan4(source, at, n)
            : first4(source, at, n, bits, value == 0 ? bits ^ Integer.MIN_VALUE : bits);
      }
      case FLOAT64 -> {
        double value = values.get(Memory.DOUBLE, valueAt);
        long bits = Double.doubleToRawLongBits(value);
        yield Double.isNaN(value)
            ? firstNan8(source, at, n)
            : first8(source, at, n, bits, value == 0 ? bits ^ Long.MIN_VALUE : bits);
      }
      case INT32, UINT32 -> {
        int bits = values.get(Memory.INT, valueAt);
        yield first4(source, at, n, bits, bits);
      }
      case INT64, UINT64 -> {
        long bits = values.get(Memory.LONG, valueAt);
        yield first8(source, at, n, bits, bits);
      }
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new AssertionError(dtype + " is widened before it is searched");
    };
  }

  /// Either of two bit patterns.
  private static long first4(MemorySegment s, long at, long n, int one, int other) {
    MemorySegment source = Memory.view(s);
    long i = 0;
    for (; i + INTS.length() <= n; i += INTS.length()) {
      IntVector x = IntVector.fromMemorySegment(INTS, source, at + 4 * i, Memory.ORDER);
      VectorMask<Integer> found =
          x.compare(VectorOperators.EQ, one).or(x.compare(VectorOperators.EQ, other));
      if (found.anyTrue()) {
        return i + found.firstTrue();
      }
    }
    while (source.get(Memory.INT, at + 4 * i) != one
        && source.get(Memory.INT, at + 4 * i) != other) {
      i++;
    }
    return i;
  }

  private static long first8(MemorySegment s, long at, long n, long one, long other) {
    MemorySegment source = Memory.view(s);
    long i = 0;
    for (; i + LONGS.length() <= n; i += LONGS.length()) {
      LongVector x = LongVector.fromMemorySegment(LONGS, source, at + 8 * i, Memory.ORDER);
      VectorMask<Long> found =
          x.compare(VectorOperators.EQ, one).or(x.compare(VectorOperators.EQ, other));
      if (found.anyTrue()) {
        return i + found.firstTrue();
      }
    }
    while (source.get(Memory.LONG, at + 8 * i) != one
        && source.get(Memory.LONG, at + 8 * i) != other) {
      i++;
    }
    return i;
  }

  private static long firstNan4(MemorySegment source, long at, long n) {
    long i = 0;
    while (i < n && !Float.isNaN(source.get(Memory.FLOAT, at + 4 * i))) {
      i++;
    }
    return i;
  }

  private static long firstNan8(MemorySegment source, long at, long n) {
    long i = 0;
    while (i < n && !Double.isNaN(source.get(Memory.DOUBLE, at + 8 * i))) {
      i++;
    }
    return i;
  }
}
