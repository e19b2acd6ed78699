package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.ne;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.or;
import static org.lanewise.backend.definition.Op.select;

/// Powers of `float`: `x^y = 2^(y log2 x)` with the logarithm and the product in two parts, since
/// an error of the exponent is multiplied by its size.
public final class Power32 {
  private static final float LOG2_E = 1.442695f;
  private static final float LOG2_E_LOW = 1.925963e-8f;
  private static final float LN2 = 0x1.62e43p-1f;
  private static final float LN2_LOW = -0x1.05c61p-29f;
  private static final float TWO_THIRDS = 0x1.555556p-1f;
  private static final float TWO_THIRDS_LOW = -0x1.555556p-26f;
  private static final float ROUND = 0x1.8p23f;
  private static final int SQRT_HALF = 0x3F35_04F3;
  private static final int MANTISSA = 0x007F_FFFF;
  private static final int SIGN = 0x8000_0000;

  private Power32() {}

  /// `x^y` with the special cases of C: 1 when `y` is 0 or `x` is 1, NaN for a negative `x` and a
  /// `y` that is no integer.
  public static float pow(float x, float y) {
    if (!powSlow(x, y)) {
      return powFast(x, y);
    }
    if (y == 0 || x == 1) {
      return 1;
    }
    if (Float.isNaN(x) || Float.isNaN(y)) {
      return Float.NaN;
    }
    float a = Math.abs(x); // y is infinite
    if (a == 1) {
      return 1;
    }
    return (a > 1) == (y > 0) ? Float.POSITIVE_INFINITY : 0;
  }

  /// Whether `x` is NaN, or `y` is NaN or infinite.
  public static boolean powSlow(float x, float y) {
    return not(and(lt(Math.abs(y), Float.POSITIVE_INFINITY), eq(x, x)));
  }

  /// `x^y` for finite `y` and any `x` but NaN.
  public static float powFast(float x, float y) {
    float a = Math.abs(x);
    boolean small = lt(a, 0x1p-126f);
    float normal = a * select(small, 0x1p24f, 1f);
    int bits = Float.floatToRawIntBits(normal) - SQRT_HALF;
    float exponent = (float) (bits >> 23);
    float e = exponent + select(small, -24f, 0f);
    float f = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF) - 1f;
    // s = f / (2 + f) in two parts
    float d = 2f + f;
    float inverse = 1f / d;
    float s = f * inverse;
    float dLow = f - (d - 2f);
    float sLow = Math.fma(-s, dLow, Math.fma(-s, d, f)) * inverse;
    // w = s^2 (2/3 + s^2 q) in two parts; ln(1 + f) = 2 s + s w
    float z = s * s;
    float zLow = Math.fma(s + s, sLow, Math.fma(s, s, -z));
    float p = Math.fma(0.1955632f, z, 0.2217973f);
    p = Math.fma(p, z, 0.28571972f);
    p = Math.fma(p, z, 0.39999998f);
    float part = p * z;
    float c = TWO_THIRDS + part;
    float cLow = ((TWO_THIRDS - c) + part) + TWO_THIRDS_LOW;
    float w = z * c;
    float wLow = Math.fma(zLow, c, Math.fma(z, cLow, Math.fma(z, c, -w)));
    float v = s * w;
    float vLow = Math.fma(sLow, w, Math.fma(s, wLow, Math.fma(s, w, -v)));
    float two = s + s;
    float ln = two + v;
    float lnLow = ((two - ln) + v) + Math.fma(sLow, 2f, vLow);
    // log2 a = e + ln / ln 2
    float m = ln * LOG2_E;
    float mLow = Math.fma(lnLow, LOG2_E, Math.fma(ln, LOG2_E_LOW, Math.fma(ln, LOG2_E, -m)));
    float log = e + m;
    float logLow = (m - (log - e)) + mLow;
    float result = exp2(y * log, Math.fma(y, logLow, Math.fma(y, log, -(y * log))));
    // 0 and infinity have no such logarithm
    boolean zero = eq(a, 0.0f);
    boolean huge = eq(a, Float.POSITIVE_INFINITY);
    float small0 = select(lt(y, 0.0f), Float.POSITIVE_INFINITY, 0.0f);
    float large0 = select(gt(y, 0.0f), Float.POSITIVE_INFINITY, 0.0f);
    float whole = select(zero, small0, select(huge, large0, result));
    return select(eq(y, 0.0f), 1f, signed(x, y, whole, or(zero, huge)));
  }

  /// `magnitude` with the sign of `x^y`, or NaN where that is not real; `end` says that `x` is zero
  /// or infinite.
  private static float signed(float x, float y, float magnitude, boolean end) {
    float b = Math.abs(y);
    float half = 0.5f * b;
    // beyond 2^24 every number is an even integer, and adding the constant changes nothing that
    // matters
    boolean fraction = and(lt(b, 0x1p23f), ne((b + 0x1p23f) - 0x1p23f, b));
    boolean even = or(not(lt(b, 0x1p24f)), eq((half + 0x1p23f) - 0x1p23f, half));
    int sign = select(or(even, fraction), 0, Float.floatToRawIntBits(x) & SIGN);
    boolean unreal = and(and(fraction, lt(x, 0.0f)), not(end));
    return select(
        unreal, Float.NaN, Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) ^ sign));
  }

  /// `2^(high + low)`; `low` is ignored where the power overflows or vanishes.
  private static float exp2(float high, float low) {
    float max = 130f;
    float min = -152f;
    float c = select(gt(high, max), max, select(lt(high, min), min, high));
    float cLow = select(eq(c, high), low, 0.0f);
    float n = (c + ROUND) - ROUND;
    float t = c - n; // exact
    float r = t + cLow;
    float rLow = (t - r) + cLow;
    float q = Math.fma(1.4664025e-5f, r, 0.00015451954f);
    q = Math.fma(q, r, 0.0013336695f);
    q = Math.fma(q, r, 0.00961809f);
    q = Math.fma(q, r, 0.05550406f);
    q = Math.fma(q, r, 0.2402265f);
    float linear = r * LN2;
    float linearLow = Math.fma(rLow, LN2, Math.fma(r, LN2_LOW, Math.fma(r, LN2, -linear)));
    float head = 1f + linear;
    float headLow = (linear - (head - 1f)) + Math.fma(q, r * r, linearLow);
    return ExpLog32.scale(head + headLow, n);
  }
}
