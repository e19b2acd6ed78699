package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.of;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Products of arrays, and the order in which they add.
class DotTest {

  static Iterable<DType> numbers() {
    return Data.types(t -> t != DType.BOOL);
  }

  /// Rows times columns.
  private static DotGeneral matmul(DType preferred) {
    return new DotGeneral(Axes.of(1), Axes.of(0), Axes.none(), Axes.none(), preferred);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void productsOfEveryType(DType t) {
    Strided a = of(t, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Strided b = of(t, Shape.of(3, 2), 1, 0, 0, 1, 2, 2);
    assertThat(values(run(matmul(t), a, b))).containsExactly(7, 8, 16, 17);
    assertThat(values(run(matmul(t), a, of(t, Shape.of(3), 1, 1, 1)))).containsExactly(6, 15);
    DotGeneral inner = new DotGeneral(Axes.of(0), Axes.of(0), Axes.none(), Axes.none(), t);
    assertThat(values(run(inner, of(t, Shape.of(2), 3, 4), of(t, Shape.of(2), 5, 6))))
        .containsExactly(39);
    DotGeneral outer = new DotGeneral(Axes.none(), Axes.none(), Axes.none(), Axes.none(), t);
    assertThat(values(run(outer, of(t, Shape.of(2), 3, 4), of(t, Shape.of(2), 5, 6))))
        .containsExactly(15, 18, 20, 24);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void batchAxesComeFirstThenFreeAxesOfBothSides(DType t) {
    // a[i, b, k], c[k, j, b] -> [b, i, j]
    Strided a = of(t, Shape.of(2, 2, 2), 1, 2, 3, 4, 0, 1, 1, 0);
    Strided c = of(t, Shape.of(2, 1, 2), 1, 2, 3, 4);
    DotGeneral dot = new DotGeneral(Axes.of(2), Axes.of(0), Axes.of(1), Axes.of(2), t);
    Strided result = run(dot, a, c);
    assertThat(result.shape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(values(result)).containsExactly(1 + 6, 3, 6 + 16, 2);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void zeroSizes(DType t) {
    assertThat(values(run(matmul(t), of(t, Shape.of(2, 0)), of(t, Shape.of(0, 2)))))
        .containsExactly(0, 0, 0, 0);
    assertThat(values(run(matmul(t), of(t, Shape.of(1, 0)), of(t, Shape.of(0, 2)))))
        .containsExactly(0, 0);
    assertThat(
            values(run(matmul(t), of(t, Shape.of(0, 3)), of(t, Shape.of(3, 2), 1, 1, 1, 1, 1, 1))))
        .isEmpty();
  }

  @Test
  void integersWrapAndWiden() {
    Strided a = Data.longs(DType.INT8, 100, 100);
    DotGeneral narrow =
        new DotGeneral(Axes.of(0), Axes.of(0), Axes.none(), Axes.none(), DType.INT8);
    DotGeneral wide = new DotGeneral(Axes.of(0), Axes.of(0), Axes.none(), Axes.none(), DType.INT32);
    assertThat(values(run(narrow, a, a))).containsExactly((byte) 20000);
    assertThat(values(run(wide, a, a))).containsExactly(20000);
  }

  @Test
  void computesInThePreferredType() {
    Strided x = Data.vector(DType.FLOAT32, 1 + 0x1p-20);
    DotGeneral wide =
        new DotGeneral(Axes.of(0), Axes.of(0), Axes.none(), Axes.none(), DType.FLOAT64);
    double exact = (1 + 0x1p-20) * (1 + 0x1p-20);
    assertThat(values(run(wide, x, x))).containsExactly(exact);
    Strided h = Data.vector(DType.FLOAT16, 256, 1);
    DotGeneral single =
        new DotGeneral(Axes.of(0), Axes.of(0), Axes.none(), Axes.none(), DType.FLOAT32);
    assertThat(values(run(single, h, h))).containsExactly(65537);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 5000",
    "1, 3, 130",
    "4, 1, 4097",
    "2, 2, 1",
    "2, 3, 191",
    "3, 2, 192",
    "2, 2, 193",
    "2, 2, 256",
    "3, 3, 257",
    "2, 2, 1000",
    "65, 2, 70",
    "2, 130, 9"
  })
  void sumsFollowTheOrderOfProducts(int m, int n, int k) {
    Random random = new Random(k);
    for (DType t : Data.types(DType::isFloating)) {
      Strided a = Data.gaussian(t, Shape.of(m, k), random);
      Strided b = Data.gaussian(t, Shape.of(k, n), random);
      double[] x = values(a);
      double[] y = values(b);
      double[] expected = new double[m * n];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          List<double[]> pairs = new ArrayList<>();
          for (int p = 0; p < k; p++) {
            pairs.add(new double[] {x[i * k + p], y[p * n + j]});
          }
          expected[i * n + j] = dot(t, pairs, m == 1 || n == 1);
        }
      }
      assertThat(values(run(matmul(t), a, b))).as(t.toString()).containsExactly(expected);
    }
  }

  private static double dot(DType t, List<double[]> pairs, boolean isVector) {
    if (t == DType.FLOAT64) {
      Order.Take<double[], Double> fma = (sum, p) -> Math.fma(p[0], p[1], sum);
      return isVector
          ? Order.reduce(pairs, 0.0, fma, Double::sum)
          : Order.chains(pairs, t, 0.0, fma, Double::sum);
    }
    Order.Take<double[], Float> fma = (sum, p) -> Math.fma((float) p[0], (float) p[1], sum);
    float sum =
        isVector
            ? Order.reduce(pairs, 0f, fma, Float::sum)
            : Order.chains(pairs, DType.FLOAT32, 0f, fma, Float::sum);
    return switch (t) {
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(sum));
      case BFLOAT16 -> Conversions.bfloat16ToFloat(Conversions.floatToBfloat16(sum));
      default -> sum;
    };
  }

  /// A chain from +0 can only become −0 by underflow; the first block is the sum and not added to
  /// +0, while lanes are folded with lanes that hold +0.
  @Test
  void theFirstBlockKeepsItsSignOfZero() {
    Strided tiny = of(DType.FLOAT32, Shape.of(2, 1), -1e-30, -1e-30);
    Strided other = of(DType.FLOAT32, Shape.of(1, 2), 1e-30, 1e-30);
    assertThat(values(run(matmul(DType.FLOAT32), tiny, other)))
        .containsExactly(-0.0, -0.0, -0.0, -0.0);
    Strided one = of(DType.FLOAT32, Shape.of(1, 1), 1e-30);
    assertThat(values(run(matmul(DType.FLOAT32), tiny, one))).containsExactly(0.0, 0.0);
  }

  @Test
  void contractingAxesAreEnumeratedInTheOrderInWhichTheyAreListed() {
    // lists of axes (2, 1) and (0, 2): the first is the slow one
    Strided a = Data.gaussian(DType.FLOAT32, Shape.of(2, 30, 20), new Random(1));
    Strided b = Data.gaussian(DType.FLOAT32, Shape.of(20, 3, 30), new Random(2));
    DotGeneral dot =
        new DotGeneral(Axes.of(2, 1), Axes.of(0, 2), Axes.none(), Axes.none(), DType.FLOAT32);
    double[] x = values(a);
    double[] y = values(b);
    double[] expected = new double[6];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        List<double[]> pairs = new ArrayList<>();
        for (int p = 0; p < 20; p++) {
          for (int q = 0; q < 30; q++) {
            pairs.add(new double[] {x[(i * 30 + q) * 20 + p], y[(p * 3 + j) * 30 + q]});
          }
        }
        expected[i * 3 + j] = dot(DType.FLOAT32, pairs, false);
      }
    }
    assertThat(values(run(dot, a, b))).containsExactly(expected);
  }
}
