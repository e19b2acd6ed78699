package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Arithmetic of numbers, and functions of floating types.
class ArithmeticTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  static Iterable<DType> numbers() {
    return Data.types(t -> t != DType.BOOL);
  }

  static Iterable<DType> floating() {
    return Data.types(DType::isFloating);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void smallNumbersAddSubtractAndMultiplyExactlyInEveryType(DType t) {
    Strided x = vector(t, 1, 7, 11, 0);
    Strided y = vector(t, 2, 3, 5, 9);
    assertThat(values(run(new Elementwise.Add(), x, y))).containsExactly(3, 10, 16, 9);
    assertThat(values(run(new Elementwise.AddAny(), x, y))).containsExactly(3, 10, 16, 9);
    assertThat(values(run(new Elementwise.Sub(), vector(t, 9, 7), vector(t, 2, 7))))
        .containsExactly(7, 0);
    assertThat(values(run(new Elementwise.Mul(), x, y))).containsExactly(2, 21, 55, 0);
    assertThat(values(run(new Unary(Unary.Op.SQUARE), x))).containsExactly(1, 49, 121, 0);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void scalarsAndSizesOfOneAreRepeated(DType t) {
    Strided column = Data.of(t, Shape.of(2, 1), 10, 20);
    Strided row = Data.of(t, Shape.of(1, 3), 1, 2, 3);
    assertThat(values(run(new Elementwise.Add(), column, row)))
        .containsExactly(11, 12, 13, 21, 22, 23);
    assertThat(values(run(new Elementwise.Add(), Data.scalar(t, 5), row))).containsExactly(6, 7, 8);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void floatingArithmeticFollowsIeee754(DType t) {
    Strided x = vector(t, 1, -1, 0, INF, INF, -0.0, NAN);
    Strided y = vector(t, 0, 0, 0, INF, -INF, -0.0, 1);
    assertThat(values(run(new Elementwise.Div(), x, y)))
        .containsExactly(INF, -INF, NAN, NAN, NAN, NAN, NAN);
    assertThat(values(run(new Elementwise.Add(), x, y)))
        .containsExactly(1, -1, 0, INF, NAN, -0.0, NAN);
    assertThat(values(run(new Elementwise.Neg(), x)))
        .containsExactly(-1, 1, -0.0, -INF, -INF, 0.0, NAN);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void extremesPropagateNanAndOrderZeros(DType t) {
    Strided x = vector(t, 1, NAN, 1, 0.0, -0.0, -INF);
    Strided y = vector(t, 2, 1, NAN, -0.0, 0.0, INF);
    assertThat(values(run(new Binary(Binary.Op.MAX), x, y)))
        .containsExactly(2, NAN, NAN, 0.0, 0.0, INF);
    assertThat(values(run(new Binary(Binary.Op.MIN), x, y)))
        .containsExactly(1, NAN, NAN, -0.0, -0.0, -INF);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void remainderHasTheSignOfTheDividend(DType t) {
    Strided x = vector(t, 5.5, -5.5, 5.5, -4, 1, INF, 1, 0);
    Strided y = vector(t, 2, 2, -2, 2, INF, 1, 0, 3);
    assertThat(values(run(new Binary(Binary.Op.REM), x, y)))
        .containsExactly(1.5, -1.5, 1.5, -0.0, 1, NAN, NAN, 0);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void clampPropagatesNanAndTheUpperBoundWins(DType t) {
    Strided lo = vector(t, 0, 0, 0, NAN, 3, 0);
    Strided x = vector(t, -1, 0.5, 9, 1, 1, NAN);
    Strided hi = vector(t, 1, 1, 1, 1, 2, 1);
    assertThat(values(run(new Elementwise.Clamp(), lo, x, hi)))
        .containsExactly(0, 0.5, 1, NAN, 2, NAN);
    assertThat(values(run(new Elementwise.Clamp(), Data.scalar(t, 0), x, Data.scalar(t, 1))))
        .containsExactly(0, 0.5, 1, 1, 1, NAN);
  }

  @Test
  void halvesRoundAfterEachOperation() {
    // 2049 = 2048 + 1 is a tie in f16, 257 one in bf16
    assertThat(
            values(
                run(
                    new Elementwise.Add(),
                    vector(DType.FLOAT16, 2048, 2048),
                    vector(DType.FLOAT16, 1, 3))))
        .containsExactly(2048, 2052);
    assertThat(
            values(
                run(
                    new Elementwise.Add(),
                    vector(DType.BFLOAT16, 256, 256),
                    vector(DType.BFLOAT16, 1, 3))))
        .containsExactly(256, 260);
    assertThat(
            values(
                run(new Elementwise.Mul(), vector(DType.FLOAT16, 256), vector(DType.FLOAT16, 256))))
        .containsExactly(INF);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void fmaRoundsOnce(DType t) {
    int digits = t == DType.FLOAT64 ? 53 : t == DType.FLOAT32 ? 24 : t == DType.FLOAT16 ? 11 : 8;
    double ulp = Math.scalb(1.0, 1 - digits);
    Strided x = vector(t, 1 + ulp);
    Strided z = vector(t, -(1 + 2 * ulp));
    // (1 + u)² = 1 + 2u + u²: what a rounded product would lose
    assertThat(values(run(new Elementwise.Fma(), x, x, z))).containsExactly(ulp * ulp);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void nextafterStepsByOneUnitInTheLastPlace(DType t) {
    int digits = t == DType.FLOAT64 ? 53 : t == DType.FLOAT32 ? 24 : t == DType.FLOAT16 ? 11 : 8;
    double ulp = Math.scalb(1.0, 1 - digits);
    Strided x = vector(t, 1, 1, -1, 1, NAN, 1, -0.0);
    Strided y = vector(t, 2, 0, -2, 1, 1, NAN, 0.0);
    assertThat(values(run(new Binary(Binary.Op.NEXTAFTER), x, y)))
        .containsExactly(1 + ulp, 1 - ulp / 2, -1 - ulp, 1, NAN, NAN, 0.0);
    long sign = 1L << (t.bitSize() - 1);
    Strided zeros =
        run(new Binary(Binary.Op.NEXTAFTER), vector(t, 0, 0, -0.0), vector(t, 1, -1, -INF));
    assertThat(Data.bits(zeros)).containsExactly(1, sign | 1, sign | 1);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void roundingsAndSigns(DType t) {
    Strided x = vector(t, -2.5, -0.5, -0.0, 0.5, 1.5, 2.5, INF, NAN);
    assertThat(unary(Unary.Op.FLOOR, x)).containsExactly(-3, -1, -0.0, 0, 1, 2, INF, NAN);
    assertThat(unary(Unary.Op.CEIL, x)).containsExactly(-2, -0.0, -0.0, 1, 2, 3, INF, NAN);
    assertThat(unary(Unary.Op.ROUND, x)).containsExactly(-3, -1, -0.0, 1, 2, 3, INF, NAN);
    assertThat(unary(Unary.Op.ROUND_EVEN, x)).containsExactly(-2, -0.0, -0.0, 0, 2, 2, INF, NAN);
    assertThat(unary(Unary.Op.SIGN, x)).containsExactly(-1, -1, -0.0, 1, 1, 1, 1, NAN);
    assertThat(unary(Unary.Op.ABS, x)).containsExactly(2.5, 0.5, 0, 0.5, 1.5, 2.5, INF, NAN);
    assertThat(unary(Unary.Op.IS_FINITE, x)).containsExactly(1, 1, 1, 1, 1, 1, 0, 0);
  }

  private static double[] unary(Unary.Op op, Strided x) {
    return values(run(new Unary(op), x));
  }

  @ParameterizedTest
  @EnumSource(Unary.Op.class)
  void functionsAreTheDefinitionsRoundedOnce(Unary.Op op) {
    if (!Definitions.floatUnaries().containsKey(op.name().toLowerCase(java.util.Locale.ROOT))) {
      assertThat(op)
          .isIn(
              Unary.Op.ROUND,
              Unary.Op.ROUND_EVEN,
              Unary.Op.IS_FINITE,
              Unary.Op.NOT,
              Unary.Op.POPULATION_COUNT,
              Unary.Op.CLZ);
      return;
    }
    String name = op.name().toLowerCase(java.util.Locale.ROOT);
    var f = Definitions.floatUnary(name).scalar();
    var d = Definitions.doubleUnary(name).scalar();
    double[] x = {-3.25, -0.5, 0, 0.125, 0.75, 1, 2.5, 40};
    double[][] expected = new double[4][x.length];
    for (int i = 0; i < x.length; i++) {
      float single = f.apply((float) x[i]);
      expected[0][i] = d.apply(x[i]);
      expected[1][i] = single;
      expected[2][i] = Float.float16ToFloat(Float.floatToFloat16(single));
      expected[3][i] = Conversions.bfloat16ToFloat(Conversions.floatToBfloat16(single));
    }
    assertThat(unary(op, vector(DType.FLOAT64, x))).containsExactly(expected[0]);
    assertThat(unary(op, vector(DType.FLOAT32, x))).containsExactly(expected[1]);
    assertThat(unary(op, vector(DType.FLOAT16, x))).containsExactly(expected[2]);
    assertThat(unary(op, vector(DType.BFLOAT16, x))).containsExactly(expected[3]);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void powersAndAngles(DType t) {
    assertThat(
            values(
                run(
                    new Binary(Binary.Op.POW),
                    vector(t, 2, 4, 0, -2, NAN),
                    vector(t, 3, 0.5, 0, 3, 0))))
        .containsExactly(8, 2, 1, -8, 1);
    assertThat(
            values(
                run(
                    new Binary(Binary.Op.POW),
                    vector(t, 2, -2, 1.5),
                    Data.longs(DType.INT8, 3, -1, 2))))
        .containsExactly(8, -0.5, 2.25);
    double[] angles =
        values(run(new Binary(Binary.Op.ATAN2), vector(t, 0, -0.0, 1), vector(t, 1, -1, 0)));
    assertThat(angles[0]).isEqualTo(0.0);
    double tolerance = t.byteSize() == 2 ? 0.02 : 1e-6;
    assertThat(angles[1]).isEqualTo(-Math.PI, org.assertj.core.data.Offset.offset(tolerance));
    assertThat(angles[2]).isEqualTo(Math.PI / 2, org.assertj.core.data.Offset.offset(tolerance));
  }

  @Test
  void stopGradientIsTheIdentity() {
    Strided x = vector(DType.FLOAT32, 1, NAN);
    assertThat(run(new Elementwise.StopGradient(), x)).isEqualTo(x);
  }
}
