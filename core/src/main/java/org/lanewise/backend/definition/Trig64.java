package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.le;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.ne;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.select;

/// Sine, cosine and tangent of `double`.
///
/// The argument is reduced to `x = n pi/2 + r`, `|r| <= pi/4`, with `r` in two doubles `high +
/// low`. Up to [#LIMIT] this is Cody and Waite's way: pi/2 in four parts, the middle two of 33
/// bits, so that their products with `n < 2^20` are exact. Beyond, where these parts run out of
/// bits, it is Payne and Hanek's ([Reduction]), which is no straight line: these arguments are
/// *slow*, and so are infinities and NaN.
public final class Trig64 {
  /// The largest argument of the fast form.
  static final double LIMIT = 1e6;

  private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
  private static final double ROUND = 0x1.8p52;
  private static final double PI_HALF_1 = 0x1.921fb54442d18p0;
  private static final double PI_HALF_2 = 0x1.1a626331p-54;
  private static final double PI_HALF_3 = 0x1.1701b83ap-88;
  private static final double PI_HALF_4 = -0x1.76b7ed8fbbaccp-122;

  private Trig64() {}

  /// `sin x`, for every argument.
  public static double sin(double x) {
    if (!sinSlow(x)) {
      return sinFast(x);
    }
    Reduction r = Reduction.of(x);
    return sinOf(r.high(), r.low(), r.quadrant());
  }

  /// `cos x`, for every argument.
  public static double cos(double x) {
    if (!cosSlow(x)) {
      return cosFast(x);
    }
    Reduction r = Reduction.of(x);
    return sinOf(r.high(), r.low(), r.quadrant() + 1L);
  }

  /// `tan x`, for every argument.
  public static double tan(double x) {
    if (!tanSlow(x)) {
      return tanFast(x);
    }
    Reduction r = Reduction.of(x);
    return tanOf(r.high(), r.low(), r.quadrant());
  }

  /// Whether `x` is beyond the fast form of the sine.
  public static boolean sinSlow(double x) {
    return not(le(Math.abs(x), LIMIT));
  }

  /// Whether `x` is beyond the fast form of the cosine.
  public static boolean cosSlow(double x) {
    return not(le(Math.abs(x), LIMIT));
  }

  /// Whether `x` is beyond the fast form of the tangent.
  public static boolean tanSlow(double x) {
    return not(le(Math.abs(x), LIMIT));
  }

  /// `sin x` for `|x| <= LIMIT`.
  public static double sinFast(double x) {
    double k = Math.fma(x, TWO_OVER_PI, ROUND);
    double n = k - ROUND;
    double r1 = Math.fma(-n, PI_HALF_1, x); // exact
    double p2 = n * PI_HALF_2; // exact
    double r2 = r1 - p2;
    double t = Math.fma(-n, PI_HALF_3, (r1 - r2) - p2);
    double high = r2 + t;
    double low = Math.fma(-n, PI_HALF_4, (r2 - high) + t);
    double y = sinOf(high, low, Double.doubleToRawLongBits(k));
    return select(lt(Math.abs(x), 0x1p-27), x, y); // keeps -0
  }

  /// `cos x` for `|x| <= LIMIT`.
  public static double cosFast(double x) {
    double k = Math.fma(x, TWO_OVER_PI, ROUND);
    double n = k - ROUND;
    double r1 = Math.fma(-n, PI_HALF_1, x); // exact
    double p2 = n * PI_HALF_2; // exact
    double r2 = r1 - p2;
    double t = Math.fma(-n, PI_HALF_3, (r1 - r2) - p2);
    double high = r2 + t;
    double low = Math.fma(-n, PI_HALF_4, (r2 - high) + t);
    return sinOf(high, low, Double.doubleToRawLongBits(k) + 1L);
  }

  /// `tan x` for `|x| <= LIMIT`.
  public static double tanFast(double x) {
    double k = Math.fma(x, TWO_OVER_PI, ROUND);
    double n = k - ROUND;
    double r1 = Math.fma(-n, PI_HALF_1, x); // exact
    double p2 = n * PI_HALF_2; // exact
    double r2 = r1 - p2;
    double t = Math.fma(-n, PI_HALF_3, (r1 - r2) - p2);
    double high = r2 + t;
    double low = Math.fma(-n, PI_HALF_4, (r2 - high) + t);
    double y = tanOf(high, low, Double.doubleToRawLongBits(k));
    return select(lt(Math.abs(x), 0x1p-27), x, y); // keeps -0
  }

  /// `sin(high + low + quadrant pi/2)` for `|high| <= pi/4`; only the two low bits of `quadrant`
  /// count.
  static double sinOf(double high, double low, long quadrant) {
    double z = high * high;
    double sin = high + Math.fma(sineTail(z), high * z, low);
    // 1 - z/2 rounded, and what the rounding of it and of z lost
    double head = Math.fma(z, -0.5, 1.0);
    double lost = Math.fma(z, -0.5, 1.0 - head);
    double square = Math.fma(high, high, -z);
    lost = Math.fma(square, -0.5, lost);
    lost = Math.fma(-high, low, lost);
    double cos = head + Math.fma(cosineTail(z), z * z, lost);
    double y = select(eq(quadrant & 1L, 0L), sin, cos);
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ ((quadrant & 2L) << 62));
  }

  /// `tan(high + low + quadrant pi/2)` for `|high| <= pi/4`; only the lowest bit of `quadrant`
  /// counts.
  static double tanOf(double high, double low, long quadrant) {
    double z = high * high;
    double sine = Math.fma(sineTail(z), high * z, low);
    double s = high + sine;
    double sLow = (high - s) + sine;
    double head = Math.fma(z, -0.5, 1.0);
    double lost = Math.fma(z, -0.5, 1.0 - head);
    lost = Math.fma(Math.fma(high, high, -z), -0.5, lost);
    double cosine = Math.fma(cosineTail(z), z * z, Math.fma(-high, low, lost));
    double c = head + cosine;
    double cLow = (head - c) + cosine;
    // an odd quadrant is -cos / sin
    boolean odd = ne(quadrant & 1L, 0L);
    double n = select(odd, -c, s);
    double nLow = select(odd, -cLow, sLow);
    double d = select(odd, s, c);
    double dLow = select(odd, sLow, cLow);
    double inverse = 1.0 / d;
    double q = n * inverse;
    double error = Math.fma(-q, dLow, Math.fma(-q, d, n) + nLow);
    return Math.fma(error, inverse, q);
  }

  /// `(sin r - r) / r^3` where `z = r^2`.
  private static double sineTail(double z) {
    double s = Math.fma(1.589668472510775e-10, z, -2.5050756753134368e-8);
    s = Math.fma(s, z, 2.755731368774189e-6);
    s = Math.fma(s, z, -0.00019841269829813652);
    s = Math.fma(s, z, 0.008333333333322455);
    s = Math.fma(s, z, -0.16666666666666632);
    return s;
  }

  /// `(cos r - 1 + r^2 / 2) / r^4` where `z = r^2`.
  private static double cosineTail(double z) {
    double c = Math.fma(-1.1359803767613107e-11, z, 2.0875727078889366e-9);
    c = Math.fma(c, z, -2.755731438756911e-7);
    c = Math.fma(c, z, 2.4801587289636473e-5);
    c = Math.fma(c, z, -0.0013888888888874441);
    c = Math.fma(c, z, 0.0416666666666666);
    return c;
  }
}
