package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Hyperbolic functions of `float`, their inverses, and the logistic function.
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as their sources print them
public final class Hyperbolic32 {
  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HI = 0.6933594f;
  private static final float LN2_LO = -0.00021219444f;
  private static final float ROUND = 0x1.8p23f;
  private static final int ONE = 0x3F80_0000;
  private static final int BITS_OF_20 = 0x41A0_0000;
  private static final int SIGN = 0x8000_0000;

  private Hyperbolic32() {}

  /// `tanh x`: an odd polynomial up to 1, above it `1 - 2 / (e^(2|x|) + 1)`.
  public static float tanh(float x) {
    float a = Math.abs(x);
    float s = x * x;
    float p = Math.fma(0.00011516357f, s, -0.00081748894f);
    p = Math.fma(p, s, 0.0030428942f);
    p = Math.fma(p, s, -0.008567384f);
    p = Math.fma(p, s, 0.021773001f);
    p = Math.fma(p, s, -0.053950477f);
    p = Math.fma(p, s, 0.13333173f);
    p = Math.fma(p, s, -0.33333328f);
    float near = Math.fma(x * s, p, x);
    // 1 - 2 / (e^20 + 1) rounds to 1
    // the bits of what is not negative are in order
    int twice = Float.floatToRawIntBits(a + a);
    float u = Float.intBitsToFloat(select(lt(twice, BITS_OF_20), twice, BITS_OF_20));
    float n = Math.fma(u, LOG2_E, ROUND);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(n) << 23) + ONE);
    n = n - ROUND;
    float t = Math.fma(-n, LN2_LO, Math.fma(-n, LN2_HI, u));
    float q = Math.fma(0.0013924441f, t, 0.008366949f);
    q = Math.fma(q, t, 0.041666605f);
    q = Math.fma(q, t, 0.1666654f);
    q = Math.fma(q, t, 0.5f);
    float e = 1f + Math.fma(q, t * t, t);
    float far = 1f - 2f / Math.fma(e, scale, 1f);
    // a NaN compares false: `near` is NaN then
    int bits = Float.floatToRawIntBits(select(gt(a, 1f), far, near));
    // the sign of x, which only `far` and the zero of -0 may lack
    return Float.intBitsToFloat(bits | Float.floatToRawIntBits(x) & SIGN);
  }

  /// `sinh x`: an odd polynomial up to 1, above it `(e^a - e^-a) / 2`.
  public static float sinh(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(2.7839255e-6f, z, 0.00019842635f);
    p = Math.fma(p, z, 0.008333311f);
    p = Math.fma(p, z, 0.16666667f);
    float near = Math.fma(a * z, p, a);
    float c = select(gt(a, 90f), 90f, a);
    float n = Math.fma(c, LOG2_E, ROUND);
    // e^a / 8, so that nothing overflows before the result does
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(n) << 23) + (ONE - (3 << 23)));
    n = n - ROUND;
    float t = Math.fma(-n, LN2_HI, c);
    float r = Math.fma(-n, LN2_LO, t);
    float rLow = Math.fma(-n, LN2_LO, t - r);
    float tail = expTail(r, rLow);
    float head = 1f + r;
    float headLow = (r - (head - 1f)) + tail;
    float e = head * scale;
    float inverse = 0x1p-6f / Math.fma(headLow, scale, e);
    float sum = e - inverse;
    float error = (e - sum) - inverse;
    float far = 4f * (sum + Math.fma(headLow, scale, error));
    return copySign(select(gt(a, 1f), far, near), x);
  }

  /// `cosh x = (e^a + e^-a) / 2` for `a = |x|`.
  public static float cosh(float x) {
    float a = Math.abs(x);
    float c = select(gt(a, 90f), 90f, a);
    float n = Math.fma(c, LOG2_E, ROUND);
    // e^a / 8, so that nothing overflows before the result does
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(n) << 23) + (ONE - (3 << 23)));
    n = n - ROUND;
    float t = Math.fma(-n, LN2_HI, c);
    float r = Math.fma(-n, LN2_LO, t);
    float rLow = Math.fma(-n, LN2_LO, t - r);
    float tail = expTail(r, rLow);
    float head = 1f + r;
    float headLow = (r - (head - 1f)) + tail;
    float e = head * scale;
    float inverse = 0x1p-6f / Math.fma(headLow, scale, e);
    float sum = e + inverse;
    float error = (e - sum) + inverse;
    return 4f * (sum + Math.fma(headLow, scale, error));
  }

  /// `asinh x = ln(a + sqrt(a^2 + 1))` with the sign of `x`; an odd polynomial up to 1/2.
  public static float asinh(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(-0.009213166f, z, 0.017133817f);
    p = Math.fma(p, z, -0.02267368f);
    p = Math.fma(p, z, 0.030461144f);
    p = Math.fma(p, z, -0.04465097f);
    p = Math.fma(p, z, 0.07500035f);
    p = Math.fma(p, z, -0.16666667f);
    float near = Math.fma(a * z, p, a);
    // above 2^13 the root is a; a quarter of the sum, since 2a may overflow
    boolean big = gt(a, 0x1p13f);
    float square = Math.fma(a, a, 1f);
    float squareLow = Math.fma(a, a, 1f - square);
    float root = select(big, a, Op.sqrt(square));
    float rootLow = (Math.fma(-root, root, square) + squareLow) / (2f * root);
    float sum = 0.25f * root + 0.25f * a;
    float sumLow = (0.25f * a - (sum - 0.25f * root)) + select(big, 0f, 0.25f * rootLow);
    float far = ExpLog32.logOf2(sum, sumLow, 2f);
    float y = select(lt(a, Float.POSITIVE_INFINITY), far, a);
    return copySign(select(gt(a, 0.5f), y, near), x);
  }

  /// `acosh x = ln(x + sqrt(x^2 - 1))`; NaN below 1.
  public static float acosh(float x) {
    // x^2 - 1 = t^2 + 2t with t = x - 1 is exact near 1
    boolean small = lt(x, 2f);
    float t = x - 1f;
    float v = select(small, t, x);
    float product = v * v;
    float productLow = Math.fma(v, v, -product);
    float more = select(small, t + t, product);
    float less = select(small, product, -1f);
    float square = more + less;
    float squareLow = (less - (square - more)) + productLow;
    boolean big = gt(x, 0x1p13f);
    float root = select(big, x, Op.sqrt(square));
    float rootLow = (Math.fma(-root, root, square) + squareLow) / (2f * root + 0x1p-126f);
    float sum = 0.25f * x + 0.25f * root;
    float sumLow = (0.25f * root - (sum - 0.25f * x)) + select(big, 0f, 0.25f * rootLow);
    float y = ExpLog32.logOf2(sum, sumLow, 2f);
    float finite = select(lt(x, Float.POSITIVE_INFINITY), y, x);
    return select(lt(x, 1f), Float.NaN, finite);
  }

  /// `atanh x = ln((1 + a) / (1 - a)) / 2` with the sign of `x`; an odd polynomial up to 1/2.
  public static float atanh(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(0.11316964f, z, 0.06436985f);
    p = Math.fma(p, z, 0.06903657f);
    p = Math.fma(p, z, 0.09363251f);
    p = Math.fma(p, z, 0.11071399f);
    p = Math.fma(p, z, 0.14288548f);
    p = Math.fma(p, z, 0.19999908f);
    p = Math.fma(p, z, 0.33333334f);
    float near = Math.fma(a * z, p, a);
    float d = 1f - a; // exact above a half
    float n = 1f + a;
    float nLow = a - (n - 1f);
    float q = n / d;
    float qLow = (Math.fma(-q, d, n) + nLow) / d;
    float far = 0.5f * ExpLog32.logOf2(q, qLow, 0f);
    float end = select(eq(a, 1f), Float.POSITIVE_INFINITY, Float.NaN);
    return copySign(select(gt(a, 0.5f), select(lt(a, 1f), far, end), near), x);
  }

  /// `1 / (1 + e^-x)`, as `e / (1 + e)` below 0, with `e = e^-|x|`.
  public static float logistic(float x) {
    float a = Math.abs(x);
    float c = select(gt(a, 105f), -105f, -a);
    float n = Math.fma(c, LOG2_E, ROUND) - ROUND;
    float t = Math.fma(-n, LN2_HI, c);
    float r = Math.fma(-n, LN2_LO, t);
    float rLow = Math.fma(-n, LN2_LO, t - r);
    float tail = expTail(r, rLow);
    float head = 1f + r;
    float headLow = (r - (head - 1f)) + tail;
    // the sum 1 + e does not see what is below 2^-60; the numerator is scaled at the end
    float visible = select(lt(n, -60f), -60f, n) + ROUND;
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(visible) << 23) + ONE);
    float e = Math.fma(headLow, scale, head * scale);
    float d = 1f + e;
    float dLow = e - (d - 1f);
    boolean positive = gt(x, 0f);
    float m = select(positive, 1f, head + headLow);
    float mLow = select(positive, 0f, (head - m) + headLow);
    float inverse = 1f / d;
    float q = m * inverse;
    float error = Math.fma(-q, dLow, Math.fma(-q, d, m) + mLow);
    return ExpLog32.scale(Math.fma(error, inverse, q), select(positive, 0f, n));
  }

  /// `e^(r + low) - 1 - r` for `|r| <= ln 2 / 2`.
  private static float expTail(float r, float low) {
    float p = Math.fma(0.0001994472f, r, 0.0013932763f);
    p = Math.fma(p, r, 0.008333224f);
    p = Math.fma(p, r, 0.041666485f);
    p = Math.fma(p, r, 0.16666667f);
    p = Math.fma(p, r, 0.5f);
    return Math.fma(p, r * r, Math.fma(low, r, low));
  }
}
