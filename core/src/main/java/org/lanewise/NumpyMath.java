package org.lanewise;

import java.util.function.UnaryOperator;
import org.lanewise.Operands.Pair;
import org.lanewise.type.DType;

/// The part of [Numpy] that applies elementary functions.
///
/// Functions that leave the integers give f32 for bool and integers of up to 32 bits, and f64 for
/// those of 64.
///
/// ```java
/// round(array(0.5f, 1.5f, 2.5f)); // → Array([0., 2., 2.], dtype=float32)
/// sqrt(array(4, 9)); // → Array([2., 3.], dtype=float32)
/// hypot(array(3.0), array(4.0)); // → Array(5., dtype=float64)
/// ```
abstract sealed class NumpyMath extends NumpyArithmetic permits NumpyLogic {
  NumpyMath() {}

  /// The negative −x (numbers; integers wrap).
  public static Array negative(Array x) {
    return Lax.neg(x);
  }

  /// The array itself.
  public static Array positive(Array x) {
    return x;
  }

  /// The absolute value |x|; the smallest signed integer is its own.
  public static Array absolute(Array x) {
    return x.dtype() == DType.BOOL || x.dtype().isUnsigned() ? x : Lax.abs(x);
  }

  /// The absolute value |x|; the same as [#absolute(Array)].
  public static Array abs(Array x) {
    return absolute(x);
  }

  /// The absolute value |x|, floating.
  public static Array fabs(Array x) {
    return Lax.abs(Operands.inexact(x));
  }

  /// The sign: −1, 0 or 1; ±0 and NaN are kept (numbers).
  public static Array sign(Array x) {
    return Lax.sign(x);
  }

  /// The largest integer not above x, in the type of x.
  public static Array floor(Array x) {
    return x.dtype().isFloating() ? Lax.floor(x) : x;
  }

  /// The smallest integer not below x, in the type of x.
  public static Array ceil(Array x) {
    return x.dtype().isFloating() ? Lax.ceil(x) : x;
  }

  /// The integer part of x, in the type of x.
  public static Array trunc(Array x) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    return Lax.select(Lax.lt(x, Operands.like(x, 0)), Lax.ceil(x), Lax.floor(x));
  }

  /// The nearest integer, ties to even, in the type of x.
  public static Array round(Array x) {
    return round(x, 0);
  }

  /// The nearest multiple of 10^−decimals, ties to even, in the type of x: round(x·10ᵈ)/10ᵈ.
  public static Array round(Array x, int decimals) {
    if (x.dtype() == DType.BOOL) {
      return x;
    }
    if (x.dtype().isInteger()) {
      if (decimals >= 0) {
        return x;
      }
      Array scaled = round(Lax.convertElementType(x, DType.FLOAT64), decimals);
      return Lax.convertElementType(scaled, x.dtype(), x.weakType());
    }
    if (decimals == 0) {
      return Lax.roundEven(x);
    }
    DType wide = x.dtype().computeType();
    Array v = Lax.convertElementType(x, wide, x.weakType());
    Array factor = Operands.like(v, Math.pow(10, Math.abs(decimals)));
    Array rounded =
        decimals > 0
            ? Lax.div(Lax.roundEven(Lax.mul(v, factor)), factor)
            : Lax.mul(Lax.roundEven(Lax.div(v, factor)), factor);
    return Lax.convertElementType(rounded, x.dtype(), x.weakType());
  }

  /// The nearest integer, ties to even, floating.
  public static Array rint(Array x) {
    return x.dtype().isFloating() ? Lax.roundEven(x) : Lax.convertElementType(x, DType.FLOAT32);
  }

  /// The exponential eˣ.
  public static Array exp(Array x) {
    return Lax.exp(Operands.inexact(x));
  }

  /// The power 2ˣ.
  public static Array exp2(Array x) {
    return Lax.exp2(Operands.inexact(x));
  }

  /// eˣ − 1, exact near 0.
  public static Array expm1(Array x) {
    return Lax.expm1(Operands.inexact(x));
  }

  /// The natural logarithm ln x.
  public static Array log(Array x) {
    return Lax.log(Operands.inexact(x));
  }

  /// ln(1 + x), exact near 0.
  public static Array log1p(Array x) {
    return Lax.log1p(Operands.inexact(x));
  }

  /// The binary logarithm log₂ x.
  public static Array log2(Array x) {
    return Lax.log2(Operands.inexact(x));
  }

  /// The decimal logarithm log₁₀ x.
  public static Array log10(Array x) {
    return Lax.log10(Operands.inexact(x));
  }

  /// The square root √x, correctly rounded.
  public static Array sqrt(Array x) {
    return Lax.sqrt(Operands.inexact(x));
  }

  /// The cube root ∛x.
  public static Array cbrt(Array x) {
    return Lax.cbrt(Operands.inexact(x));
  }

  /// The sine of x radians.
  public static Array sin(Array x) {
    return Lax.sin(Operands.inexact(x));
  }

  /// The cosine of x radians.
  public static Array cos(Array x) {
    return Lax.cos(Operands.inexact(x));
  }

  /// The tangent of x radians.
  public static Array tan(Array x) {
    return Lax.tan(Operands.inexact(x));
  }

  /// The inverse sine, in radians.
  public static Array asin(Array x) {
    return Lax.asin(Operands.inexact(x));
  }

  /// The inverse cosine, in radians.
  public static Array acos(Array x) {
    return Lax.acos(Operands.inexact(x));
  }

  /// The inverse tangent, in radians.
  public static Array atan(Array x) {
    return Lax.atan(Operands.inexact(x));
  }

  /// The hyperbolic sine.
  public static Array sinh(Array x) {
    return Lax.sinh(Operands.inexact(x));
  }

  /// The hyperbolic cosine.
  public static Array cosh(Array x) {
    return Lax.cosh(Operands.inexact(x));
  }

  /// The hyperbolic tangent.
  public static Array tanh(Array x) {
    return Lax.tanh(Operands.inexact(x));
  }

  /// The inverse hyperbolic sine.
  public static Array asinh(Array x) {
    return Lax.asinh(Operands.inexact(x));
  }

  /// The inverse hyperbolic cosine.
  public static Array acosh(Array x) {
    return Lax.acosh(Operands.inexact(x));
  }

  /// The inverse hyperbolic tangent.
  public static Array atanh(Array x) {
    return Lax.atanh(Operands.inexact(x));
  }

  /// The same as [#asin(Array)].
  public static Array arcsin(Array x) {
    return asin(x);
  }

  /// The same as [#acos(Array)].
  public static Array arccos(Array x) {
    return acos(x);
  }

  /// The same as [#atan(Array)].
  public static Array arctan(Array x) {
    return atan(x);
  }

  /// The same as [#asinh(Array)].
  public static Array arcsinh(Array x) {
    return asinh(x);
  }

  /// The same as [#acosh(Array)].
  public static Array arccosh(Array x) {
    return acosh(x);
  }

  /// The same as [#atanh(Array)].
  public static Array arctanh(Array x) {
    return atanh(x);
  }

  /// The angle in radians of the point with ordinate `y` and abscissa `x`.
  public static Array atan2(Array y, Array x) {
    Pair p = Operands.inexact("atan2", y, x);
    return Lax.atan2(p.x(), p.y());
  }

  /// The same as [#atan2(Array, Array)].
  public static Array arctan2(Array y, Array x) {
    return atan2(y, x);
  }

  /// The square x² (numbers, bool as i32).
  public static Array square(Array x) {
    return Lax.square(Operands.numeric(x));
  }

  /// The reciprocal 1/x, floating.
  public static Array reciprocal(Array x) {
    return Lax.integerPow(Operands.inexact(x), -1);
  }

  /// √(x² + y²) without intermediate overflow: m·√(1 + (n/m)²) for m = max(|x|, |y|), n = min.
  public static Array hypot(Array x, Array y) {
    Pair p = Operands.inexact("hypot", x, y);
    Array a = Lax.abs(p.x());
    Array b = Lax.abs(p.y());
    Array infinite = Lax.or(Numpy.isposinf(a), Numpy.isposinf(b));
    Array large = Lax.max(a, b);
    Array small = Lax.min(a, b);
    Array zero = Lax.eq(large, Operands.like(large, 0));
    Array one = Operands.like(large, 1);
    Array ratio = Lax.div(small, Numpy.where(zero, one, large));
    Array length = Lax.mul(large, Lax.sqrt(Lax.add(one, Lax.square(ratio))));
    Array finite = Numpy.where(zero, large, length);
    return Numpy.where(infinite, Operands.like(large, Double.POSITIVE_INFINITY), finite);
  }

  /// ln(eˣ + eʸ) without overflow: max + ln(1 + e^(min − max)).
  ///
  /// Its derivatives, of any order, are those of the formula on the left: eˣ/(eˣ + eʸ) and eʸ/(eˣ +
  /// eʸ), NaN where both are −∞.
  public static Array logaddexp(Array x, Array y) {
    Pair p = Operands.inexact("logaddexp", x, y);
    return logarithmOfSum(p, Lax::expm1, Lax::exp, 1);
  }

  /// The logarithm of a sum of powers, as m + ln(1 + (powerˣ⁻ᵐ − 1) + powerʸ⁻ᵐ) where x ≥ y and m
  /// is x, but constant: the value is that of m + ln(1 + powerʸ⁻ˣ), the derivatives have no kink at
  /// x = y.
  private static Array logarithmOfSum(
      Pair p, UnaryOperator<Array> powerMinus1, UnaryOperator<Array> power, double scale) {
    Array ordered = Lax.ge(p.x(), p.y());
    Array large = Lax.select(ordered, p.x(), p.y());
    Array small = Lax.select(ordered, p.y(), p.x());
    Array zero = Operands.like(large, 0);
    // Where y is ∞ and x is NaN, the sum is NaN by itself.
    Array infinite =
        Lax.and(
            Lax.eq(large, Operands.like(large, Double.POSITIVE_INFINITY)), Lax.eq(small, small));
    Array a = Lax.select(infinite, zero, large);
    Array b = Lax.select(infinite, zero, small);
    Array none = Lax.eq(a, Operands.like(large, Double.NEGATIVE_INFINITY));
    Array m = Lax.stopGradient(Lax.select(none, zero, a));
    Array sum = Lax.add(powerMinus1.apply(Lax.sub(a, m)), power.apply(Lax.sub(b, m)));
    Array logarithm = Lax.log1p(sum);
    Array scaled = scale == 1 ? logarithm : Lax.mul(logarithm, Operands.like(large, scale));
    return Lax.select(infinite, large, Lax.add(m, scaled));
  }

  /// ln(eˣ + eʸ) with a Java number y.
  public static Array logaddexp(Array x, Number y) {
    return logaddexp(x, Operands.inexactLiteral("logaddexp", y, x));
  }

  /// log₂(2ˣ + 2ʸ) without overflow: max + log₂(1 + 2^(min − max)).
  public static Array logaddexp2(Array x, Array y) {
    Pair p = Operands.inexact("logaddexp2", x, y);
    double ln2 = Math.log(2);
    UnaryOperator<Array> powerMinus1 = a -> Lax.expm1(Lax.mul(a, Operands.like(a, ln2)));
    return logarithmOfSum(p, powerMinus1, Lax::exp2, 1 / ln2);
  }

  /// sin(πx)/(πx), and 1 at 0.
  ///
  /// At 0 it is the head of its Taylor series, so that its derivatives there are right up to order
  /// 7.
  public static Array sinc(Array x) {
    Array v = Operands.inexact(x);
    Array zero = Lax.eq(v, Operands.like(v, 0));
    Array scaled = Lax.mul(Operands.like(v, Math.PI), v);
    Array safe = Numpy.where(zero, Operands.like(v, 1), scaled);
    Array small = Lax.square(Numpy.where(zero, scaled, Operands.like(v, 0)));
    Array series = Operands.like(v, -1.0 / 5040);
    for (double coefficient : new double[] {1.0 / 120, -1.0 / 6, 1}) {
      series = Lax.add(Lax.mul(series, small), Operands.like(v, coefficient));
    }
    return Numpy.where(zero, series, Lax.div(Lax.sin(safe), safe));
  }

  /// Degrees to radians: x·π/180.
  public static Array deg2rad(Array x) {
    Array v = Operands.inexact(x);
    return Lax.mul(v, Operands.like(v, Math.PI / 180));
  }

  /// Radians to degrees: x·180/π.
  public static Array rad2deg(Array x) {
    Array v = Operands.inexact(x);
    return Lax.mul(v, Operands.like(v, 180 / Math.PI));
  }

  /// The same as [#deg2rad(Array)].
  public static Array radians(Array x) {
    return deg2rad(x);
  }

  /// The same as [#rad2deg(Array)].
  public static Array degrees(Array x) {
    return rad2deg(x);
  }
}
