package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.le;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.ne;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.select;

/// Sine, cosine and tangent of `float`.
///
/// The argument is reduced to `x = n pi/2 + r`, `|r| <= pi/4`, with `r` in two floats `high + low`.
/// Up to [#LIMIT] this is Cody and Waite's way: pi/2 in four parts, the middle two of 10 bits, so
/// that their products with `n < 2^14` are exact. Beyond, where these parts run out of bits, it is
/// Payne and Hanek's ([Reduction]), which is no straight line: these arguments are *slow*, and so
/// are infinities and NaN.
public final class Trig32 {
  /// The largest argument of the fast form.
  static final float LIMIT = 20000f;

  private static final float TWO_OVER_PI = 0.63661975f;
  private static final float ROUND = 0x1.8p23f;
  private static final float PI_HALF_1 = 0x1.921fb6p0f;
  private static final float PI_HALF_2 = -0x1.778p-25f;
  private static final float PI_HALF_3 = 0x1.69p-39f;
  private static final float PI_HALF_4 = -0x1.ee59dap-50f;

  private Trig32() {}

  /// `sin x`, for every argument.
  public static float sin(float x) {
    if (!sinSlow(x)) {
      return sinFast(x);
    }
    Reduction r = Reduction.of(x);
    return sinOf((float) r.high(), r.lowFloat(), r.quadrant());
  }

  /// `cos x`, for every argument.
  public static float cos(float x) {
    if (!cosSlow(x)) {
      return cosFast(x);
    }
    Reduction r = Reduction.of(x);
    return sinOf((float) r.high(), r.lowFloat(), r.quadrant() + 1);
  }

  /// `tan x`, for every argument.
  public static float tan(float x) {
    if (!tanSlow(x)) {
      return tanFast(x);
    }
    Reduction r = Reduction.of(x);
    return tanOf((float) r.high(), r.lowFloat(), r.quadrant());
  }

  /// Whether `x` is beyond the fast form of the sine.
  public static boolean sinSlow(float x) {
    return not(le(Math.abs(x), LIMIT));
  }

  /// Whether `x` is beyond the fast form of the cosine.
  public static boolean cosSlow(float x) {
    return not(le(Math.abs(x), LIMIT));
  }

  /// Whether `x` is beyond the fast form of the tangent.
  public static boolean tanSlow(float x) {
    return not(le(Math.abs(x), LIMIT));
  }

  /// `sin x` for `|x| <= LIMIT`.
  public static float sinFast(float x) {
    float k = Math.fma(x, TWO_OVER_PI, ROUND);
    float n = k - ROUND;
    float r1 = Math.fma(-n, PI_HALF_1, x); // exact
    float p2 = n * PI_HALF_2; // exact
    float r2 = r1 - p2;
    float t = Math.fma(-n, PI_HALF_3, (r1 - r2) - p2);
    float high = r2 + t;
    float low = Math.fma(-n, PI_HALF_4, (r2 - high) + t);
    float y = sinOf(high, low, Float.floatToRawIntBits(k));
    return select(lt(Math.abs(x), 0x1p-12f), x, y); // keeps -0
  }

  /// `cos x` for `|x| <= LIMIT`.
  public static float cosFast(float x) {
    float k = Math.fma(x, TWO_OVER_PI, ROUND);
    float n = k - ROUND;
    float r1 = Math.fma(-n, PI_HALF_1, x); // exact
    float p2 = n * PI_HALF_2; // exact
    float r2 = r1 - p2;
    float t = Math.fma(-n, PI_HALF_3, (r1 - r2) - p2);
    float high = r2 + t;
    float low = Math.fma(-n, PI_HALF_4, (r2 - high) + t);
    return sinOf(high, low, Float.floatToRawIntBits(k) + 1);
  }

  /// `tan x` for `|x| <= LIMIT`.
  public static float tanFast(float x) {
    float k = Math.fma(x, TWO_OVER_PI, ROUND);
    float n = k - ROUND;
    float r1 = Math.fma(-n, PI_HALF_1, x); // exact
    float p2 = n * PI_HALF_2; // exact
    float r2 = r1 - p2;
    float t = Math.fma(-n, PI_HALF_3, (r1 - r2) - p2);
    float high = r2 + t;
    float low = Math.fma(-n, PI_HALF_4, (r2 - high) + t);
    float y = tanOf(high, low, Float.floatToRawIntBits(k));
    return select(lt(Math.abs(x), 0x1p-12f), x, y); // keeps -0
  }

  /// `sin(high + low + quadrant pi/2)` for `|high| <= pi/4`; only the two low bits of `quadrant`
  /// count.
  static float sinOf(float high, float low, int quadrant) {
    float z = high * high;
    float sin = high + Math.fma(sineTail(z), high * z, low);
    // 1 - z/2 rounded, and what the rounding of it and of z lost
    float head = Math.fma(z, -0.5f, 1f);
    float lost = Math.fma(z, -0.5f, 1f - head);
    float square = Math.fma(high, high, -z);
    lost = Math.fma(square, -0.5f, lost);
    lost = Math.fma(-high, low, lost);
    float cos = head + Math.fma(cosineTail(z), z * z, lost);
    float y = select(eq(quadrant & 1, 0), sin, cos);
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ ((quadrant & 2) << 30));
  }

  /// `tan(high + low + quadrant pi/2)` for `|high| <= pi/4`; only the lowest bit of `quadrant`
  /// counts.
  static float tanOf(float high, float low, int quadrant) {
    float z = high * high;
    float sine = Math.fma(sineTail(z), high * z, low);
    float s = high + sine;
    float sLow = (high - s) + sine;
    float head = Math.fma(z, -0.5f, 1f);
    float lost = Math.fma(z, -0.5f, 1f - head);
    lost = Math.fma(Math.fma(high, high, -z), -0.5f, lost);
    float cosine = Math.fma(cosineTail(z), z * z, Math.fma(-high, low, lost));
    float c = head + cosine;
    float cLow = (head - c) + cosine;
    // an odd quadrant is -cos / sin
    boolean odd = ne(quadrant & 1, 0);
    float n = select(odd, -c, s);
    float nLow = select(odd, -cLow, sLow);
    float d = select(odd, s, c);
    float dLow = select(odd, sLow, cLow);
    float inverse = 1f / d;
    float q = n * inverse;
    float error = Math.fma(-q, dLow, Math.fma(-q, d, n) + nLow);
    return Math.fma(error, inverse, q);
  }

  /// `(sin r - r) / r^3` where `z = r^2`.
  private static float sineTail(float z) {
    float s = Math.fma(2.8372342e-6f, z, -0.00019853498f);
    s = Math.fma(s, z, 8.33338e-3f);
    return Math.fma(s, z, -0.16666667f);
  }

  /// `(cos r - 1 + r^2 / 2) / r^4` where `z = r^2`.
  private static float cosineTail(float z) {
    float c = Math.fma(-2.8974506e-7f, z, 2.482297e-5f);
    c = Math.fma(c, z, -0.0013888982f);
    return Math.fma(c, z, 0.041666668f);
  }
}
