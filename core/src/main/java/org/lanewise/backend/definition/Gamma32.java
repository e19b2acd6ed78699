package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.ge;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.select;

/// The logarithm of the gamma function of `float`, and its derivative.
///
/// On `[1, 2]` each is a polynomial times the exact distances to its zeros; the recurrences bring
/// `(0, 1)` and `[2, 3)` there; above, Stirling's series with a fitted tail. Arguments that are
/// negative, subnormal or not finite are *slow* and computed in double.
public final class Gamma32 {
  /// (ln(2 pi) - 1) / 2.
  private static final float STIRLING = 0.41893852f;

  /// The positive zero of the digamma function, in two parts.
  private static final float ZERO = 0x1.762d86p0f;

  private static final float ZERO_LOW = 0x1.ab5f2p-27f;

  private Gamma32() {}

  /// `ln |gamma(x)|`; infinite at 0, at the negative integers and at both infinities.
  public static float lgamma(float x) {
    if (!lgammaSlow(x)) {
      return lgammaFast(x);
    }
    return (float) Gamma64.lgamma(x);
  }

  /// The derivative of [#lgamma] for positive arguments, continued; NaN at 0 and at the negative
  /// integers.
  public static float digamma(float x) {
    if (!digammaSlow(x)) {
      return digammaFast(x);
    }
    return (float) Gamma64.digamma(x);
  }

  /// Whether `x` is not a positive normal number.
  public static boolean lgammaSlow(float x) {
    return not(and(ge(x, 0x1p-126f), lt(x, Float.POSITIVE_INFINITY)));
  }

  /// Whether `x` is not a positive normal number.
  public static boolean digammaSlow(float x) {
    return not(and(ge(x, 0x1p-126f), lt(x, Float.POSITIVE_INFINITY)));
  }

  /// `ln gamma(x)` for positive normal `x`.
  public static float lgammaFast(float x) {
    boolean below1 = lt(x, 1f);
    boolean below2 = lt(x, 2f);
    boolean near = lt(x, 3f);
    // ln gamma(x) = scale * (ln of argument) + polynomial
    float zero = select(below1, 0.0f, select(below2, 1f, 2f));
    float g = x - zero;
    float t = g - 0.5f;
    float p = Math.fma(-0.0062553966f, t, -0.0014176653f);
    p = Math.fma(p, t, 0.0063954084f);
    p = Math.fma(p, t, -0.0031684358f);
    p = Math.fma(p, t, 0.0044533415f);
    p = Math.fma(p, t, -0.009428284f);
    p = Math.fma(p, t, 0.016886847f);
    p = Math.fma(p, t, -0.031308446f);
    p = Math.fma(p, t, 0.06290857f);
    p = Math.fma(p, t, -0.1459599f);
    p = Math.fma(p, t, 0.48312896f);
    float polynomial = (g * (g - 1f)) * p;
    float argument = select(below1, x, select(below2, 1f, select(near, x - 1f, x)));
    float log = ExpLog32.logOf(argument, 0.0f, select(near, 0.0f, -1f));
    float nearScale = select(below1, -1f, 1f); // the logarithm is 0 between 1 and 2
    float u = 1f / x;
    float w = u * u;
    float r = Math.fma(0.0025209906f, w, -0.0010164721f);
    r = Math.fma(r, w, 0.00082394446f);
    r = Math.fma(r, w, -0.0027784659f);
    r = Math.fma(r, w, 0.083333336f);
    float stirling = Math.fma(r, u, STIRLING);
    float scale = select(near, nearScale, x - 0.5f);
    return Math.fma(scale, log, select(near, polynomial, stirling));
  }

  /// `digamma(x)` for positive normal `x`.
  public static float digammaFast(float x) {
    boolean below1 = lt(x, 1f);
    float t = x - select(below1, 0.5f, 1.5f);
    float p = Math.fma(0.009933911f, t, -0.015738593f);
    p = Math.fma(p, t, 0.01786958f);
    p = Math.fma(p, t, -0.026143933f);
    p = Math.fma(p, t, 0.040639397f);
    p = Math.fma(p, t, -0.061989468f);
    p = Math.fma(p, t, 0.095009565f);
    p = Math.fma(p, t, -0.14840336f);
    p = Math.fma(p, t, 0.24054144f);
    p = Math.fma(p, t, -0.42362744f);
    p = Math.fma(p, t, 0.9510559f);
    float distance = (x - select(below1, ZERO - 1f, ZERO)) - ZERO_LOW;
    float u = 1f / x;
    float near = Math.fma(distance, p, select(below1, -u, 0.0f));
    float w = u * u;
    float r = Math.fma(-0.004754159f, w, 0.00542544f);
    r = Math.fma(r, w, -0.0040444722f);
    r = Math.fma(r, w, 0.003969376f);
    r = Math.fma(r, w, -0.008333591f);
    r = Math.fma(r, w, 0.083333336f);
    float log = ExpLog32.logOf(x, 0.0f, 0.0f);
    float far = log - Math.fma(r, w, 0.5f * u);
    return select(lt(x, 2f), near, far);
  }
}
