package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;

/// The trigamma function ψ′, the derivative of digamma, as a composite that can be differentiated
/// again.
///
/// For x > 0 the recurrence ψ′(x) = 1/x² + ψ′(x + 1) moves ten steps up, where the asymptotic
/// series ψ′(z) ~ 1/z + 1/(2z²) + Σ B₂ₖ/z²ᵏ⁺¹ is exact to the last place of f64. For x ≤ 0 the
/// reflection ψ′(x) = π²/sin²(πx) − ψ′(1 − x) is used; it is infinite at the poles. (Abramowitz and
/// Stegun, "Handbook of Mathematical Functions", 6.4.6, 6.4.7, 6.4.12.)
final class Trigamma {
  private static final int STEPS = 10;

  /// The Bernoulli numbers B₂, B₄, … B₁₆.
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

  private Trigamma() {}

  /// ψ′(x), elementwise, computed in f32 for the narrower types.
  static Array of(Array x) {
    DType dtype = x.dtype().computeType();
    Array wide = Lax.convertElementType(x, dtype, x.weakType());
    return Lax.convertElementType(signed(wide), x.dtype(), x.weakType());
  }

  private static Array signed(Array x) {
    Array reflected = Lax.le(x, Scalars.like(x, 0));
    Array positive = positive(Lax.select(reflected, Lax.sub(Scalars.like(x, 1), x), x));
    // Away from the branch that is not taken, so that no infinity of it meets a zero cotangent.
    Array turn = Lax.select(reflected, Lax.sub(x, Lax.roundEven(x)), Scalars.like(x, 0.5));
    Array sine = Lax.sin(Lax.mul(Scalars.like(x, Math.PI), turn));
    Array pole = Lax.square(Lax.div(Scalars.like(x, Math.PI), sine));
    return Lax.select(reflected, Lax.sub(pole, positive), positive);
  }

  private static Array positive(Array x) {
    Array one = Scalars.like(x, 1);
    Array sum = Lax.square(Lax.div(one, x));
    for (int k = 1; k < STEPS; k++) {
      sum = Lax.add(sum, Lax.square(Lax.div(one, Lax.add(x, Scalars.like(x, k)))));
    }
    Array r = Lax.div(one, Lax.add(x, Scalars.like(x, STEPS)));
    Array r2 = Lax.square(r);
    Array series = Scalars.like(x, BERNOULLI[BERNOULLI.length - 1]);
    for (int k = BERNOULLI.length - 2; k >= 0; k--) {
      series = Lax.add(Lax.mul(series, r2), Scalars.like(x, BERNOULLI[k]));
    }
    Array half = Lax.mul(Scalars.like(x, 0.5), r2);
    return Lax.add(sum, Lax.add(r, Lax.add(half, Lax.mul(Lax.mul(series, r2), r))));
  }
}
