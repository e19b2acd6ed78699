package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;

/// Skips what cannot be among the largest elements of a row, several vectors at a time.
///
/// Each method returns the first multiple of [#BLOCK] from `i` on whose block has an element above
/// a threshold, or where no whole block is left. Elements that are NaN are above any number, and +0
/// is above −0.
final class TopScan {
  private static final VectorSpecies<Float> FLOATS = Species.FLOAT;
  private static final VectorSpecies<Double> DOUBLES = Species.DOUBLE;
  private static final VectorSpecies<Integer> INTS = Species.INT;
  private static final VectorSpecies<Long> LONGS = Species.LONG;

  /// Elements that are looked at together.
  static final int BLOCK = 64;

  private TopScan() {}

  /// @param type an element type of 32 or 64 bits
  /// @param threshold the bits of the threshold
  static int skip(DType type, MemorySegment row, long at, int i, int n, long threshold) {
    return switch (type) {
      case FLOAT32 -> {
        float limit = Float.intBitsToFloat((int) threshold);
        // x <= −0 holds for +0, too; the float below lets both pass
        boolean negativeZero = (int) threshold == Integer.MIN_VALUE;
        yield floats(row, at, i, n, negativeZero ? -Float.MIN_VALUE : limit);
      }
      case FLOAT64 -> {
        double limit = Double.longBitsToDouble(threshold);
        yield doubles(row, at, i, n, threshold == Long.MIN_VALUE ? -Double.MIN_VALUE : limit);
      }
      case INT32 -> ints(row, at, i, n, (int) threshold, 0);
      case UINT32 -> ints(row, at, i, n, (int) threshold, Integer.MIN_VALUE);
      case INT64 -> longs(row, at, i, n, threshold, 0);
      case UINT64 -> longs(row, at, i, n, threshold, Long.MIN_VALUE);
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new AssertionError(type + " is widened before its largest are sought");
    };
  }

  private static int floats(MemorySegment r, long at, int start, int n, float limit) {
    MemorySegment row = Memory.view(r);
    FloatVector below = FloatVector.broadcast(FLOATS, limit);
    int i = start;
    for (; i + BLOCK <= n; i += BLOCK) {
      long first = at + 4L * i;
      var all = FLOATS.maskAll(true);
      for (int v = 0; v < BLOCK; v += FLOATS.length()) {
        FloatVector x = FloatVector.fromMemorySegment(FLOATS, row, first + 4L * v, Memory.ORDER);
        all = x.compare(VectorOperators.LE, below).and(all);
      }
      if (!all.allTrue()) {
        return i;
      }
    }
    return i;
  }

  private static int doubles(MemorySegment r, long at, int start, int n, double limit) {
    MemorySegment row = Memory.view(r);
    DoubleVector below = DoubleVector.broadcast(DOUBLES, limit);
    int i = start;
    for (; i + BLOCK <= n; i += BLOCK) {
      long first = at + 8L * i;
      var all = DOUBLES.maskAll(true);
      for (int v = 0; v < BLOCK; v += DOUBLES.length()) {
        DoubleVector x = DoubleVector.fromMemorySegment(DOUBLES, row, first + 8L * v, Memory.ORDER);
        all = x.compare(VectorOperators.LE, below).and(all);
      }
      if (!all.allTrue()) {
        return i;
      }
    }
    return i;
  }

  /// @param turn what turns the order of unsigned numbers into that of signed ones
  private static int ints(MemorySegment r, long at, int start, int n, int limit, int turn) {
    MemorySegment row = Memory.view(r);
    IntVector below = IntVector.broadcast(INTS, limit ^ turn);
    IntVector turned = IntVector.broadcast(INTS, turn);
    int i = start;
    for (; i + BLOCK <= n; i += BLOCK) {
      long first = at + 4L * i;
      var all = INTS.maskAll(true);
      for (int v = 0; v < BLOCK; v += INTS.length()) {
        IntVector x = IntVector.fromMemorySegment(INTS, row, first + 4L * v, Memory.ORDER);
        all = x.lanewise(VectorOperators.XOR, turned).compare(VectorOperators.LE, below).and(all);
      }
      if (!all.allTrue()) {
        return i;
      }
    }
    return i;
  }

  private static int longs(MemorySegment r, long at, int start, int n, long limit, long turn) {
    MemorySegment row = Memory.view(r);
    LongVector below = LongVector.broadcast(LONGS, limit ^ turn);
    LongVector turned = LongVector.broadcast(LONGS, turn);
    int i = start;
    for (; i + BLOCK <= n; i += BLOCK) {
      long first = at + 8L * i;
      var all = LONGS.maskAll(true);
      for (int v = 0; v < BLOCK; v += LONGS.length()) {
        LongVector x = LongVector.fromMemorySegment(LONGS, row, first + 8L * v, Memory.ORDER);
        all = x.lanewise(VectorOperators.XOR, turned).compare(VectorOperators.LE, below).and(all);
      }
      if (!all.allTrue()) {
        return i;
      }
    }
    return i;
  }
}
