package org.lanewise.vector.matmul;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.vector.Agreement;

/// Products equal the reference backend's by bits, for every element type, at awkward sizes and in
/// every layout.
@Tag("bits")
class MatMulTest {
  private final Random random = new Random(7);
  private final Agreement agreement = new Agreement(MatMul::of);

  private static DotGeneral matmul(DType preferred) {
    return new DotGeneral(Axes.of(1), Axes.of(0), Axes.none(), Axes.none(), preferred);
  }

  private void check(DType type, long m, long n, long k) {
    agreement.check(
        matmul(type), Agreement.numbers(type, random, m, k), Agreement.numbers(type, random, k, n));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BOOL", "COMPLEX64", "COMPLEX128"},
      mode = EnumSource.Mode.EXCLUDE)
  void awkwardSizes(DType type) {
    for (long m : new long[] {0, 1, 2, 13}) {
      for (long n : new long[] {0, 1, 5, 33}) {
        for (long k : new long[] {0, 1, 2, 63, 65, 257}) {
          check(type, m, n, k);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "INT64", "BFLOAT16"})
  void layouts(DType type) {
    for (long[] size :
        new long[][] {
          {7, 19, 34}, {1, 40, 70}, {40, 1, 70}, {1, 1, 130}, {25, 66, 3}, {9, 12, 1}, {70, 40, 300}
        }) {
      for (Strided left : Agreement.matrices(type, random, size[0], size[2])) {
        for (Strided right : Agreement.matrices(type, random, size[2], size[1])) {
          agreement.check(matmul(type), left, right);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void severalBlocks(DType type) {
    check(type, 61, 70, 600);
    check(type, 500, 40, 200);
    check(type, 20, 1040, 100);
    check(type, 130, 120, 193);
    check(type, 40, 70, 1900);
    check(type, 110, 530, 1700);
    check(type, 12, 600, 1600);
    check(type, 1, 3, 9000);
    check(type, 50, 1, 4097);
    check(type, 1, 200, 4161);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "INT64", "BFLOAT16"})
  void rowsSideBySide(DType type) {
    for (long m : new long[] {16, 17, 18, 19, 523, 1201}) {
      for (long k : new long[] {64, 65, 100, 1090}) {
        check(type, m, 1, k);
      }
    }
    check(type, 21, 1, 12_400);
    DotGeneral stacked = new DotGeneral(Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(0), type);
    agreement.check(
        stacked,
        Agreement.numbers(type, random, 30, 18, 70),
        Agreement.numbers(type, random, 30, 70, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "BFLOAT16", "INT32"})
  void tinyVectors(DType type) {
    for (long k : new long[] {1, 2, 3, 15, 16, 17, 31, 32, 33, 63, 64}) {
      for (long n : new long[] {1, 2, 16, 31}) {
        check(type, n, 1, k);
        check(type, 1, n, k);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "INT64", "FLOAT16"})
  void stacksOfSmallProducts(DType type) {
    DotGeneral stacked = new DotGeneral(Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(0), type);
    for (long[] size :
        new long[][] {{2, 2, 2}, {3, 17, 5}, {16, 16, 16}, {9, 31, 32}, {32, 32, 32}, {33, 5, 4}}) {
      agreement.check(
          stacked,
          Agreement.numbers(type, random, 37, size[0], size[2]),
          Agreement.numbers(type, random, 37, size[2], size[1]));
    }
  }

  @Test
  void productsTooSmallForTheType() {
    Strided tiny = Agreement.numbers(DType.FLOAT32, random, 2, 40);
    for (long i = 0; i < 80; i++) {
      org.lanewise.memory.Transfer.putBits(
          tiny.buffer().segment(), DType.FLOAT32, i, i % 3 == 0 ? 0x80000001L : 0x00000001L);
    }
    Strided row =
        tiny.with(
            tiny.layout()
                .slice(new long[] {0, 0}, new long[] {1, 1}, org.lanewise.type.Shape.of(1, 40)));
    Strided column = Agreement.numbers(DType.FLOAT32, random, 40, 1);
    agreement.check(matmul(DType.FLOAT32), row, column);
    for (long k : new long[] {1, 5, 20, 33}) {
      agreement.check(
          matmul(DType.FLOAT32),
          tiny.with(
              tiny.layout()
                  .slice(new long[] {0, 0}, new long[] {1, 1}, org.lanewise.type.Shape.of(2, k))),
          Agreement.numbers(DType.FLOAT32, random, k, 1));
    }
    agreement.check(matmul(DType.FLOAT32), tiny, Agreement.numbers(DType.FLOAT32, random, 40, 33));
    agreement.check(matmul(DType.FLOAT32), row, Agreement.numbers(DType.FLOAT32, random, 40, 33));
  }

  @Test
  void widerResults() {
    List<DType[]> pairs =
        List.of(
            new DType[] {DType.BFLOAT16, DType.FLOAT32},
            new DType[] {DType.FLOAT16, DType.FLOAT32},
            new DType[] {DType.FLOAT32, DType.FLOAT64},
            new DType[] {DType.INT8, DType.INT32},
            new DType[] {DType.UINT8, DType.UINT32},
            new DType[] {DType.INT16, DType.INT64});
    for (DType[] pair : pairs) {
      Strided left = Agreement.numbers(pair[0], random, 5, 300);
      agreement.check(matmul(pair[1]), left, Agreement.numbers(pair[0], random, 300, 6));
      agreement.check(matmul(pair[1]), left, Agreement.numbers(pair[0], random, 300, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32"})
  void batchesAndSeveralAxes(DType type) {
    Strided left = Agreement.numbers(type, random, 3, 4, 5, 6);
    Strided right = Agreement.numbers(type, random, 6, 3, 7, 4);
    // the batch axes are 0 and 1 of the left operand, 1 and 3 of the right one
    agreement.check(
        new DotGeneral(Axes.of(3), Axes.of(0), Axes.of(0, 1), Axes.of(1, 3), type), left, right);
    // two contracting axes, named in another order than they lie in
    agreement.check(
        new DotGeneral(Axes.of(3, 0), Axes.of(0, 1), Axes.of(1), Axes.of(3), type), left, right);
    agreement.check(
        new DotGeneral(Axes.none(), Axes.none(), Axes.none(), Axes.none(), type),
        Agreement.numbers(type, random, 3, 2),
        Agreement.numbers(type, random, 5));
    agreement.check(
        new DotGeneral(Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0), type),
        Agreement.numbers(type, random, 70, 9),
        Agreement.numbers(type, random, 70, 9));
    agreement.check(
        new DotGeneral(Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(0), type),
        Agreement.numbers(type, random, 200, 4, 4),
        Agreement.numbers(type, random, 200, 4, 4));
    agreement.check(
        new DotGeneral(Axes.of(1), Axes.of(0), Axes.none(), Axes.none(), type),
        Agreement.numbers(type, random, 4, 0),
        Agreement.numbers(type, random, 0, 4));
  }
}
