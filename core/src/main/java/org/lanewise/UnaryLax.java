package org.lanewise;

import java.util.List;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Elementwise.Name;
import org.lanewise.ir.Elementwise.Neg;
import org.lanewise.ir.Elementwise.StopGradient;
import org.lanewise.ir.Elementwise.Unary;

/// The part of [Lax] that maps one operand element by element.
///
/// Operands are of a floating type where the comment does not say otherwise; the result has the
/// operand's type and shape.
abstract sealed class UnaryLax permits BinaryLax {
  private static final Neg NEG = new Neg();
  private static final StopGradient STOP_GRADIENT = new StopGradient();

  UnaryLax() {}

  private static Array unary(Unary.Op op, Array x) {
    return CurrentInterpreter.bindOne(new Unary(op), List.of(x));
  }

  /// The negative −x (numbers; integers wrap).
  public static Array neg(Array x) {
    return CurrentInterpreter.bindOne(NEG, List.of(x));
  }

  /// xⁿ for a constant integer n (numbers): repeated squaring, and the reciprocal of the result for
  /// n < 0.
  ///
  /// @throws IllegalArgumentException if x is an integer array and n is negative
  public static Array integerPow(Array x, int n) {
    return CurrentInterpreter.bindOne(new IntegerPow(n), List.of(x));
  }

  /// The identity, which gives x a name that policies of `checkpoint` know it by (any type).
  ///
  /// @param label the name
  public static Array name(Array x, String label) {
    return CurrentInterpreter.bindOne(new Name(label), List.of(x));
  }

  /// The identity, with a derivative of zero (any type).
  public static Array stopGradient(Array x) {
    return CurrentInterpreter.bindOne(STOP_GRADIENT, List.of(x));
  }

  /// The sign: −1, 0 or 1 (numbers); ±0 and NaN are kept.
  public static Array sign(Array x) {
    return unary(Unary.Op.SIGN, x);
  }

  /// The absolute value |x| (numbers).
  public static Array abs(Array x) {
    return unary(Unary.Op.ABS, x);
  }

  /// The largest integer not above x.
  public static Array floor(Array x) {
    return unary(Unary.Op.FLOOR, x);
  }

  /// The smallest integer not below x.
  public static Array ceil(Array x) {
    return unary(Unary.Op.CEIL, x);
  }

  /// The nearest integer, ties away from zero.
  public static Array round(Array x) {
    return unary(Unary.Op.ROUND, x);
  }

  /// The nearest integer, ties to even.
  public static Array roundEven(Array x) {
    return unary(Unary.Op.ROUND_EVEN, x);
  }

  /// Whether x is neither infinite nor NaN; the result is bool.
  public static Array isFinite(Array x) {
    return unary(Unary.Op.IS_FINITE, x);
  }

  /// The exponential eˣ.
  public static Array exp(Array x) {
    return unary(Unary.Op.EXP, x);
  }

  /// The power 2ˣ.
  public static Array exp2(Array x) {
    return unary(Unary.Op.EXP2, x);
  }

  /// eˣ − 1, exact near 0.
  public static Array expm1(Array x) {
    return unary(Unary.Op.EXPM1, x);
  }

  /// The natural logarithm ln x.
  public static Array log(Array x) {
    return unary(Unary.Op.LOG, x);
  }

  /// ln(1 + x), exact near 0.
  public static Array log1p(Array x) {
    return unary(Unary.Op.LOG1P, x);
  }

  /// The binary logarithm log₂ x.
  public static Array log2(Array x) {
    return unary(Unary.Op.LOG2, x);
  }

  /// The decimal logarithm log₁₀ x.
  public static Array log10(Array x) {
    return unary(Unary.Op.LOG10, x);
  }

  /// The square root √x, correctly rounded.
  public static Array sqrt(Array x) {
    return unary(Unary.Op.SQRT, x);
  }

  /// The reciprocal square root 1/√x.
  public static Array rsqrt(Array x) {
    return unary(Unary.Op.RSQRT, x);
  }

  /// The cube root ∛x.
  public static Array cbrt(Array x) {
    return unary(Unary.Op.CBRT, x);
  }

  /// The square x² (numbers).
  public static Array square(Array x) {
    return unary(Unary.Op.SQUARE, x);
  }

  /// The sine of x radians.
  public static Array sin(Array x) {
    return unary(Unary.Op.SIN, x);
  }

  /// The cosine of x radians.
  public static Array cos(Array x) {
    return unary(Unary.Op.COS, x);
  }

  /// The tangent of x radians.
  public static Array tan(Array x) {
    return unary(Unary.Op.TAN, x);
  }

  /// The inverse sine, in radians.
  public static Array asin(Array x) {
    return unary(Unary.Op.ASIN, x);
  }

  /// The inverse cosine, in radians.
  public static Array acos(Array x) {
    return unary(Unary.Op.ACOS, x);
  }

  /// The inverse tangent, in radians.
  public static Array atan(Array x) {
    return unary(Unary.Op.ATAN, x);
  }

  /// The hyperbolic sine.
  public static Array sinh(Array x) {
    return unary(Unary.Op.SINH, x);
  }

  /// The hyperbolic cosine.
  public static Array cosh(Array x) {
    return unary(Unary.Op.COSH, x);
  }

  /// The hyperbolic tangent.
  public static Array tanh(Array x) {
    return unary(Unary.Op.TANH, x);
  }

  /// The inverse hyperbolic sine.
  public static Array asinh(Array x) {
    return unary(Unary.Op.ASINH, x);
  }

  /// The inverse hyperbolic cosine.
  public static Array acosh(Array x) {
    return unary(Unary.Op.ACOSH, x);
  }

  /// The inverse hyperbolic tangent.
  public static Array atanh(Array x) {
    return unary(Unary.Op.ATANH, x);
  }

  /// The logistic function 1/(1 + e⁻ˣ).
  public static Array logistic(Array x) {
    return unary(Unary.Op.LOGISTIC, x);
  }

  /// The error function 2/√π ∫₀ˣ e^(−t²) dt.
  public static Array erf(Array x) {
    return unary(Unary.Op.ERF, x);
  }

  /// The complementary error function 1 − erf x.
  public static Array erfc(Array x) {
    return unary(Unary.Op.ERFC, x);
  }

  /// The inverse of erf on (−1, 1).
  public static Array erfInv(Array x) {
    return unary(Unary.Op.ERF_INV, x);
  }

  /// ln |Γ(x)|.
  public static Array lgamma(Array x) {
    return unary(Unary.Op.LGAMMA, x);
  }

  /// The logarithmic derivative of the gamma function, Γ′(x)/Γ(x).
  public static Array digamma(Array x) {
    return unary(Unary.Op.DIGAMMA, x);
  }

  /// The complement of every bit (integers), or logical negation (bool).
  public static Array not(Array x) {
    return unary(Unary.Op.NOT, x);
  }

  /// The number of one bits (integers).
  public static Array populationCount(Array x) {
    return unary(Unary.Op.POPULATION_COUNT, x);
  }

  /// The number of leading zero bits (integers).
  public static Array clz(Array x) {
    return unary(Unary.Op.CLZ, x);
  }
}
