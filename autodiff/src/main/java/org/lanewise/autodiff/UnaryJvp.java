package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Elementwise.Unary;

/// The derivatives of the functions of one number.
///
/// Each is dx times a factor that is computed once, whatever becomes of dx: one step in the graph
/// of a linearization, one product when it is transposed.
final class UnaryJvp {
  private static final double LN_2 = 0.6931471805599453;
  private static final double LN_10 = 2.302585092994046;
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
  private static final double HALF_SQRT_PI = 0.8862269254527580;

  private UnaryJvp() {}

  /// The tangent of y = op(x).
  static Tangent tangent(Unary.Op op, Array x, Array y, Tangent dx) {
    return dx instanceof Tangent.Of(Array t) ? tangent(op, x, y, t) : Tangent.ZERO;
  }

  private static Tangent tangent(Unary.Op op, Array x, Array y, Array t) {
    return switch (op) {
      // constant but for steps
      case SIGN, FLOOR, CEIL, ROUND, ROUND_EVEN, IS_FINITE, NOT, POPULATION_COUNT, CLZ ->
          Tangent.ZERO;
      // d|x| = ±dx, + at zero
      case ABS -> times(t, Lax.select(Lax.ge(x, of(x, 0)), of(x, 1), of(x, -1)));
      // d(eˣ) = y dx
      case EXP -> times(t, y);
      // d(2ˣ) = ln 2 · y dx
      case EXP2 -> times(t, Lax.mul(of(x, LN_2), y));
      // d(eˣ − 1) = (y + 1) dx
      case EXPM1 -> times(t, Lax.add(y, of(x, 1)));
      // d(ln x) = dx / x
      case LOG -> over(t, x);
      // d(ln(1 + x)) = dx / (1 + x)
      case LOG1P -> over(t, Lax.add(x, of(x, 1)));
      // d(log₂ x) = dx / (x ln 2)
      case LOG2 -> over(t, Lax.mul(x, of(x, LN_2)));
      // d(log₁₀ x) = dx / (x ln 10)
      case LOG10 -> over(t, Lax.mul(x, of(x, LN_10)));
      // d√x = ½ / y dx, infinite at zero
      case SQRT -> times(t, Lax.div(of(x, 0.5), y));
      // d(1/√x) = −½ y / x dx
      case RSQRT -> times(t, Lax.mul(of(x, -0.5), Lax.div(y, x)));
      // d∛x = ⅓ y⁻² dx, infinite at zero
      case CBRT -> times(t, Lax.mul(of(x, 1.0 / 3), Lax.integerPow(y, -2)));
      // d(x²) = 2 x dx
      case SQUARE -> times(t, Lax.mul(of(x, 2), x));
      // d(sin x) = cos x dx
      case SIN -> times(t, Lax.cos(x));
      // d(cos x) = −sin x dx
      case COS -> times(t, Lax.neg(Lax.sin(x)));
      // d(tan x) = (1 + y²) dx
      case TAN -> times(t, Lax.add(of(x, 1), Lax.square(y)));
      // d(arcsin x) = dx / √(1 − x²)
      case ASIN -> times(t, Lax.rsqrt(Lax.sub(of(x, 1), Lax.square(x))));
      // d(arccos x) = −dx / √(1 − x²)
      case ACOS -> times(t, Lax.neg(Lax.rsqrt(Lax.sub(of(x, 1), Lax.square(x)))));
      // d(arctan x) = dx / (1 + x²)
      case ATAN -> over(t, Lax.add(of(x, 1), Lax.square(x)));
      // d(sinh x) = cosh x dx
      case SINH -> times(t, Lax.cosh(x));
      // d(cosh x) = sinh x dx
      case COSH -> times(t, Lax.sinh(x));
      // d(tanh x) = (1 + y) (1 − y) dx
      case TANH -> times(t, Lax.mul(Lax.add(of(x, 1), y), Lax.sub(of(x, 1), y)));
      // d(arsinh x) = dx / √(x² + 1)
      case ASINH -> times(t, Lax.rsqrt(Lax.add(Lax.square(x), of(x, 1))));
      // d(arcosh x) = dx / √(x² − 1)
      case ACOSH -> times(t, Lax.rsqrt(Lax.sub(Lax.square(x), of(x, 1))));
      // d(artanh x) = dx / ((1 + x) (1 − x))
      case ATANH -> over(t, Lax.mul(Lax.add(of(x, 1), x), Lax.sub(of(x, 1), x)));
      // d(1/(1 + e⁻ˣ)) = y (1 − y) dx
      case LOGISTIC -> times(t, Lax.mul(y, Lax.sub(of(x, 1), y)));
      // d(erf x) = 2/√π · e^(−x²) dx
      case ERF -> times(t, gaussian(x, TWO_OVER_SQRT_PI));
      // d(erfc x) = −2/√π · e^(−x²) dx
      case ERFC -> times(t, gaussian(x, -TWO_OVER_SQRT_PI));
      // d(erf⁻¹ x) = √π/2 · e^(y²) dx
      case ERF_INV -> times(t, Lax.mul(of(x, HALF_SQRT_PI), Lax.exp(Lax.square(y))));
      // d(ln |Γ(x)|) = ψ(x) dx
      case LGAMMA -> times(t, Lax.digamma(x));
      // dψ(x) = ψ′(x) dx
      case DIGAMMA -> times(t, Trigamma.of(x));
    };
  }

  private static Tangent times(Array t, Array factor) {
    return Tangent.of(Lax.mul(t, factor));
  }

  private static Tangent over(Array t, Array divisor) {
    return Tangent.of(Lax.div(t, divisor));
  }

  private static Array gaussian(Array x, double factor) {
    return Lax.mul(of(x, factor), Lax.exp(Lax.neg(Lax.square(x))));
  }

  private static Array of(Array x, double value) {
    return Scalars.like(x, value);
  }
}
