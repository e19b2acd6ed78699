package org.lanewise.vector.sort;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.Agreement;
import org.lanewise.vector.Samples;
import org.lanewise.vector.kernel.Warmth;

/// The largest elements and their places equal the reference backend's by bits: NaN first, +0
/// before −0, of equals the lower place.
@Tag("bits")
class TopKTest {
  private final Random random = new Random(9);
  private final Agreement agreement = new Agreement(Sorts::of);

  @ParameterizedTest
  @EnumSource(
      names = {"COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyType(DType type) {
    for (long n : new long[] {1, 2, 63, 64, 65, 500, 3000}) {
      for (long k : new long[] {0, 1, 5, 100, n}) {
        if (k <= n) {
          agreement.check(new TopK(k, 0), Samples.array(type, Shape.of(n), random));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "UINT64"})
  void layouts(DType type) {
    for (Strided matrix : Agreement.matrices(type, random, 30, 40)) {
      agreement.check(new TopK(7, 0), matrix);
      agreement.check(new TopK(7, 1), matrix);
    }
    agreement.check(new TopK(3, 1), Samples.array(type, Shape.of(3, 5, 4), random));
  }

  /// Ascending, descending, and few different values: every element passes the threshold, or none.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT32"})
  void orderedAndEqual(DType type) {
    int n = 20_000;
    Strided ascending = Strided.allocate(type, Shape.of(n));
    Strided descending = Strided.allocate(type, Shape.of(n));
    Strided few = Strided.allocate(type, Shape.of(n));
    for (int i = 0; i < n; i++) {
      put(ascending, i, i);
      put(descending, i, n - i);
      put(few, i, random.nextInt(2));
    }
    for (long k : new long[] {1, 10, 300, 9000}) {
      agreement.check(new TopK(k, 0), ascending);
      agreement.check(new TopK(k, 0), descending);
      agreement.check(new TopK(k, 0), few);
    }
  }

  private static void put(Strided array, long i, double value) {
    Transfer.putBits(
        array.buffer().segment(), array.dtype(), i, ScalarBits.of(array.dtype(), value));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void zerosOfBothSignsAndNan(DType type) {
    double[] values = {0.0, -0.0, -0.0, -1, Double.NaN};
    for (int kinds : new int[] {3, 4, 5}) {
      Strided array = Strided.allocate(type, Shape.of(5000));
      for (int i = 0; i < 5000; i++) {
        put(array, i, values[random.nextInt(kinds)]);
      }
      for (long k : new long[] {1, 4, 50, 4000}) {
        agreement.check(new TopK(k, 0), array);
      }
    }
  }

  /// All rows of a matrix go through one buffer of candidates.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "UINT32", "INT64", "UINT64", "INT8"})
  void manyRows(DType type) {
    Strided rows = Samples.array(type, Shape.of(300, 260), random);
    for (long k : new long[] {1, 4, 8, 32, 33, 100}) {
      agreement.check(new TopK(k, 1), rows);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "UINT64"})
  void beforeTheKernelIsCompiled(DType type) {
    Strided rows = Samples.array(type, Shape.of(20, 500), random);
    Warmth.assume(false);
    try {
      agreement.check(new TopK(5, 1), rows);
    } finally {
      Warmth.assume(true);
    }
  }

  /// Long enough for several threads.
  @Test
  void aLongRowInParts() {
    Strided row = Samples.array(DType.FLOAT32, Shape.of(300_000), random);
    agreement.check(new TopK(5, 0), row);
    agreement.check(new TopK(100, 0), row);
    agreement.check(new TopK(20_000, 0), row);
  }
}
