package org.lanewise.backend.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The special cases of the array API standard (2024.12, "Element-wise functions"), in both widths.
/// `tiny` is the smallest subnormal number of the width. Boxed values are compared, so that the
/// sign of zero counts and NaN equals NaN.
class SpecialCasesTest {
  @ParameterizedTest
  @CsvSource({
    "sqrt, -1, NaN",
    "sqrt, -0.0, -0.0",
    "sqrt, Infinity, Infinity",
    "rsqrt, 0, Infinity",
    "rsqrt, -0.0, -Infinity",
    "rsqrt, Infinity, 0",
    "cbrt, -0.0, -0.0",
    "cbrt, -Infinity, -Infinity",
    "cbrt, -27, -3",
    "exp, -Infinity, 0",
    "exp, Infinity, Infinity",
    "exp, -0.0, 1",
    "exp2, -Infinity, 0",
    "exp2, Infinity, Infinity",
    "exp2, 3, 8",
    "exp2, -3, 0.125",
    "expm1, -0.0, -0.0",
    "expm1, -Infinity, -1",
    "expm1, Infinity, Infinity",
    "expm1, tiny, tiny",
    "log, 0, -Infinity",
    "log, -0.0, -Infinity",
    "log, -1, NaN",
    "log, 1, 0",
    "log, Infinity, Infinity",
    "log1p, -1, -Infinity",
    "log1p, -2, NaN",
    "log1p, -0.0, -0.0",
    "log1p, Infinity, Infinity",
    "log1p, -Infinity, NaN",
    "log1p, tiny, tiny",
    "log2, 0, -Infinity",
    "log2, 8, 3",
    "log2, 1, 0",
    "log2, -1, NaN",
    "log2, Infinity, Infinity",
    "log10, 1000, 3",
    "log10, 1, 0",
    "log10, -0.0, -Infinity",
    "log10, -1, NaN",
    "log10, Infinity, Infinity",
    "sin, -0.0, -0.0",
    "sin, Infinity, NaN",
    "sin, -Infinity, NaN",
    "sin, tiny, tiny",
    "cos, -0.0, 1",
    "cos, Infinity, NaN",
    "tan, -0.0, -0.0",
    "tan, -Infinity, NaN",
    "tan, tiny, tiny",
    "asin, -0.0, -0.0",
    "asin, 2, NaN",
    "asin, -2, NaN",
    "asin, tiny, tiny",
    "acos, 1, 0",
    "acos, 2, NaN",
    "acos, -2, NaN",
    "atan, -0.0, -0.0",
    "atan, tiny, tiny",
    "sinh, -0.0, -0.0",
    "sinh, Infinity, Infinity",
    "sinh, -Infinity, -Infinity",
    "sinh, tiny, tiny",
    "cosh, 0, 1",
    "cosh, -0.0, 1",
    "cosh, -Infinity, Infinity",
    "tanh, -0.0, -0.0",
    "tanh, Infinity, 1",
    "tanh, -Infinity, -1",
    "tanh, tiny, tiny",
    "asinh, -0.0, -0.0",
    "asinh, -Infinity, -Infinity",
    "asinh, tiny, tiny",
    "acosh, 1, 0",
    "acosh, 0.5, NaN",
    "acosh, -Infinity, NaN",
    "acosh, Infinity, Infinity",
    "atanh, -0.0, -0.0",
    "atanh, 1, Infinity",
    "atanh, -1, -Infinity",
    "atanh, 2, NaN",
    "atanh, tiny, tiny",
    "logistic, 0, 0.5",
    "logistic, -Infinity, 0",
    "logistic, Infinity, 1",
    "erf, -0.0, -0.0",
    "erf, Infinity, 1",
    "erf, -Infinity, -1",
    "erfc, Infinity, 0",
    "erfc, -Infinity, 2",
    "erfc, 0, 1",
    "erf_inv, 1, Infinity",
    "erf_inv, -1, -Infinity",
    "erf_inv, 2, NaN",
    "erf_inv, -0.0, -0.0",
    "lgamma, 1, 0",
    "lgamma, 2, 0",
    "lgamma, 0, Infinity",
    "lgamma, -3, Infinity",
    "lgamma, -Infinity, Infinity",
    "lgamma, Infinity, Infinity",
    "digamma, 0, NaN",
    "digamma, -2, NaN",
    "digamma, Infinity, Infinity",
    "digamma, -Infinity, NaN",
    "floor, -0.0, -0.0",
    "floor, -0.5, -1",
    "floor, 0.5, 0",
    "floor, -Infinity, -Infinity",
    "ceil, -0.5, -0.0",
    "ceil, 0.5, 1",
    "ceil, -0.0, -0.0",
    "round_half_even, 0.5, 0",
    "round_half_even, 1.5, 2",
    "round_half_even, 2.5, 2",
    "round_half_even, -0.5, -0.0",
    "round_half_even, Infinity, Infinity",
    "round_half_away, 0.5, 1",
    "round_half_away, 2.5, 3",
    "round_half_away, -0.5, -1",
    "round_half_away, -0.25, -0.0",
    "round_half_away, 0.49999997, 0",
    "sign, -0.0, -0.0",
    "sign, -Infinity, -1",
    "sign, 7, 1",
    "abs, -0.0, 0",
    "abs, -Infinity, Infinity",
    "neg, 0, -0.0",
    "square, -Infinity, Infinity",
  })
  void one(String name, String x, String wanted) {
    float f = Definitions.floatUnary(name).scalar().apply(parse(x, Float.MIN_VALUE));
    double d = Definitions.doubleUnary(name).scalar().apply(number(x, Double.MIN_VALUE));
    assertThat(f).as("float32").isEqualTo(Float.valueOf(parse(wanted, Float.MIN_VALUE)));
    assertThat(d).as("float64").isEqualTo(Double.valueOf(number(wanted, Double.MIN_VALUE)));
  }

  @ParameterizedTest
  @CsvSource({
    "max, 0, -0.0, 0",
    "max, -0.0, 0, 0",
    "max, NaN, 1, NaN",
    "max, 1, NaN, NaN",
    "max, -Infinity, 3, 3",
    "min, 0, -0.0, -0.0",
    "min, NaN, -Infinity, NaN",
    "min, 2, 3, 2",
    "rem, 5, 0, NaN",
    "rem, Infinity, 2, NaN",
    "rem, -5, 3, -2",
    "rem, 5, -3, 2",
    "rem, -6, 3, -0.0",
    "rem, 5, Infinity, 5",
    "rem, -0.0, 3, -0.0",
    "rem, tiny, 1, tiny",
    "nextafter, 0, 1, tiny",
    "nextafter, 0, -1, -tiny",
    "nextafter, tiny, 0, 0",
    "nextafter, -tiny, 1, -0.0",
    "nextafter, NaN, 1, NaN",
    "nextafter, 0, -0.0, -0.0",
    "nextafter, Infinity, Infinity, Infinity",
    "pow, NaN, 0, 1",
    "pow, 1, NaN, 1",
    "pow, -1, Infinity, 1",
    "pow, 2, Infinity, Infinity",
    "pow, 0.5, Infinity, 0",
    "pow, 2, -Infinity, 0",
    "pow, -0.5, -Infinity, Infinity",
    "pow, Infinity, 2, Infinity",
    "pow, Infinity, -2, 0",
    "pow, -Infinity, 3, -Infinity",
    "pow, -Infinity, -3, -0.0",
    "pow, -Infinity, 2.5, Infinity",
    "pow, -Infinity, -2, 0",
    "pow, 0, 3, 0",
    "pow, -0.0, 3, -0.0",
    "pow, -0.0, 2, 0",
    "pow, -0.0, -3, -Infinity",
    "pow, -0.0, -2.5, Infinity",
    "pow, 0, -1, Infinity",
    "pow, -2, 0.5, NaN",
    "pow, -2, 3, -8",
    "pow, -2, -2, 0.25",
    "pow, 0, 0, 1",
    "pow, 2, NaN, NaN",
    "atan2, 0, 0, 0",
    "atan2, -0.0, 0, -0.0",
    "atan2, 0, 5, 0",
    "atan2, -0.0, Infinity, -0.0",
    "atan2, NaN, Infinity, NaN",
    "atan2, Infinity, NaN, NaN",
    "atan2, tiny, 1, tiny",
  })
  void two(String name, String x, String y, String wanted) {
    float f =
        Definitions.floatBinary(name)
            .scalar()
            .apply(parse(x, Float.MIN_VALUE), parse(y, Float.MIN_VALUE));
    double d =
        Definitions.doubleBinary(name)
            .scalar()
            .apply(number(x, Double.MIN_VALUE), number(y, Double.MIN_VALUE));
    assertThat(f).as("float32").isEqualTo(Float.valueOf(parse(wanted, Float.MIN_VALUE)));
    assertThat(d).as("float64").isEqualTo(Double.valueOf(number(wanted, Double.MIN_VALUE)));
  }

  /// The multiples of pi/4 that signed zeros and infinities give.
  @ParameterizedTest
  @CsvSource({
    "0, -0.0, 4",
    "-0.0, -0.0, -4",
    "0, -5, 4",
    "-0.0, -5, -4",
    "1, 0, 2",
    "-1, -0.0, -2",
    "Infinity, 1, 2",
    "-Infinity, -1, -2",
    "1, -Infinity, 4",
    "-1, -Infinity, -4",
    "Infinity, Infinity, 1",
    "-Infinity, Infinity, -1",
    "Infinity, -Infinity, 3",
    "-Infinity, -Infinity, -3",
    "2, 2, 1",
    "-tiny, -tiny, -3",
  })
  void atan2OfZerosAndInfinities(String y, String x, int quarters) {
    float f = InverseTrig32.atan2(parse(y, Float.MIN_VALUE), parse(x, Float.MIN_VALUE));
    double d = InverseTrig64.atan2(number(y, Double.MIN_VALUE), number(x, Double.MIN_VALUE));
    assertThat(f).isEqualTo((float) (quarters * (Math.PI / 4)));
    assertThat(d).isEqualTo(quarters * (Math.PI / 4));
  }

  @ParameterizedTest
  @CsvSource({"Infinity, false", "-Infinity, false", "NaN, false", "0, true", "3e38, true"})
  void finite(float x, boolean wanted) {
    assertThat(Definitions.floatIsFinite().scalar().test(x)).isEqualTo(wanted);
    assertThat(Definitions.doubleIsFinite().scalar().test(x)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"exp, -103", "exp, -88", "exp2, -140", "logistic, -95", "erfc, 9.7"})
  void subnormalResultsAreNotFlushed(String name, float x) {
    float y = Definitions.floatUnary(name).scalar().apply(x);
    double truth = Definitions.doubleUnary(name).scalar().apply(x);
    assertThat(y).isPositive().isLessThan(Float.MIN_NORMAL).isEqualTo((float) truth);
  }

  @ParameterizedTest
  @CsvSource({"log", "log2", "log10", "cbrt", "rsqrt", "lgamma", "log1p", "atan", "sqrt"})
  void subnormalArgumentsCount(String name) {
    for (float x : new float[] {1e-39f, 7e-42f, Float.MIN_VALUE}) {
      float y = Definitions.floatUnary(name).scalar().apply(x);
      float truth = (float) Definitions.doubleUnary(name).scalar().apply(x);
      assertThat(Math.abs(y - truth)).as("%s", x).isLessThanOrEqualTo(Math.ulp(truth));
    }
  }

  @Test
  void everyFunctionOfOneNumberKeepsNaN() {
    Definitions.floatUnaries()
        .forEach((n, d) -> assertThat(d.scalar().apply(Float.NaN)).as(n).isNaN());
    Definitions.doubleUnaries()
        .forEach((n, d) -> assertThat(d.scalar().apply(Double.NaN)).as(n).isNaN());
  }

  private static float parse(String text, float tiny) {
    return text.equals("tiny") ? tiny : text.equals("-tiny") ? -tiny : Float.parseFloat(text);
  }

  private static double number(String text, double tiny) {
    return text.equals("tiny") ? tiny : text.equals("-tiny") ? -tiny : Double.parseDouble(text);
  }
}
