package org.lanewise.special;

import static org.lanewise.special.Special.like;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;

/// The regularized incomplete gamma functions and the derivative of samples: which method holds
/// where, and what is exact at the borders.
///
/// Elements for which a method does not hold take part in its loop without a step.
final class IncompleteGamma {
  private final Array a;
  private final Array x;

  /// ln(xᵃ·e^(−x)/Γ(a)).
  private final Array logFactor;

  private IncompleteGamma(Array a, Array x) {
    this.a = a;
    this.x = x;
    this.logFactor = Lax.sub(Lax.sub(Lax.mul(a, Lax.log(x)), x), Lax.lgamma(a));
  }

  static Array lower(Array a, Array x) {
    return new IncompleteGamma(a, x).lower();
  }

  static Array upper(Array a, Array x) {
    return new IncompleteGamma(a, x).upper();
  }

  static Array sampleDerivative(Array a, Array x) {
    return new IncompleteGamma(a, x).sampleDerivative();
  }

  private Array lower() {
    Array zero = like(x, 0);
    Array one = like(x, 1);
    Array isZero = Lax.eq(x, zero);
    Array fraction = Lax.and(Lax.ge(x, one), Lax.gt(x, a));
    Array enabled = Lax.not(Lax.or(Lax.or(isZero, wrong()), Lax.or(underflows(), isInfinite())));
    Array factor = Lax.exp(logFactor);
    Array above = continuedFraction(Lax.and(enabled, fraction)).value();
    Array below = series(Lax.and(enabled, Lax.not(fraction))).value();
    Array value =
        Lax.select(
            fraction, Lax.sub(one, Lax.mul(above, factor)), Lax.div(Lax.mul(below, factor), a));
    Array bounded = Lax.select(isZero, zero, Lax.select(isInfinite(), one, value));
    return Lax.select(wrong(), like(x, Double.NaN), bounded);
  }

  private Array upper() {
    Array zero = like(x, 0);
    Array one = like(x, 1);
    Array noShape = Lax.eq(a, zero);
    Array power = Lax.or(Lax.lt(x, one), Lax.lt(x, a));
    Array enabled = Lax.not(Lax.or(Lax.or(noShape, wrong()), Lax.or(underflows(), isInfinite())));
    Array factor = Lax.exp(logFactor);
    Array below = series(Lax.and(enabled, power)).value();
    Array above = continuedFraction(Lax.and(enabled, Lax.not(power))).value();
    Array value =
        Lax.select(power, Lax.sub(one, Lax.div(Lax.mul(below, factor), a)), Lax.mul(above, factor));
    Array bounded = Lax.select(Lax.or(noShape, isInfinite()), zero, value);
    return Lax.select(wrong(), like(x, Double.NaN), bounded);
  }

  private Array sampleDerivative() {
    Array zero = like(x, 0);
    Array isZero = Lax.eq(x, zero);
    Array outside = Lax.or(Lax.or(Lax.lt(x, zero), Lax.le(a, zero)), isNan());
    Array fraction = Lax.and(Lax.gt(x, like(x, 1)), Lax.gt(x, a));
    Array enabled = Lax.not(Lax.or(Lax.or(isZero, outside), underflows()));
    Sum above = continuedFraction(Lax.and(enabled, fraction));
    Sum below = series(Lax.and(enabled, Lax.not(fraction)));
    Array logX = Lax.log(x);
    Array upper = Lax.mul(moved(above, Lax.sub(logX, Lax.digamma(a))), x);
    Array shifted = Lax.sub(logX, Lax.digamma(Lax.add(a, like(a, 1))));
    Array lower = Lax.div(Lax.mul(Lax.neg(moved(below, shifted)), x), a);
    Array value = Lax.select(isZero, zero, Lax.select(fraction, upper, lower));
    return Lax.select(outside, like(x, Double.NaN), value);
  }

  /// The derivative of a sum times a factor whose logarithm has a given derivative, over the
  /// factor.
  private static Array moved(Sum sum, Array logDerivative) {
    return Lax.add(sum.derivative(), Lax.mul(sum.value(), logDerivative));
  }

  /// A sum, and its derivative in a.
  record Sum(Array value, Array derivative) {}

  private Sum series(Array enabled) {
    return GammaSeries.sum(a, x, enabled);
  }

  private Sum continuedFraction(Array enabled) {
    return GammaFraction.evaluate(a, x, enabled);
  }

  private Array isNan() {
    return Lax.or(Lax.ne(a, a), Lax.ne(x, x));
  }

  private Array isInfinite() {
    return Lax.eq(x, like(x, Double.POSITIVE_INFINITY));
  }

  /// Outside of a ≥ 0, x ≥ 0, (a, x) ≠ (0, 0).
  private Array wrong() {
    Array zero = like(x, 0);
    Array corner = Lax.and(Lax.eq(a, zero), Lax.eq(x, zero));
    return Lax.or(Lax.or(Lax.lt(x, zero), Lax.lt(a, zero)), Lax.or(corner, isNan()));
  }

  private Array underflows() {
    double largest = x.dtype() == DType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE;
    return Lax.lt(logFactor, like(x, -Math.log(largest)));
  }

  /// The spacing of numbers just above 1.
  static Array epsilon(Array x) {
    return like(x, x.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f));
  }
}
