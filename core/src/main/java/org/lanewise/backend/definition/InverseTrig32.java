package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Inverse trigonometric functions of `float`.
///
/// Each has an odd polynomial near 0; the other arguments are brought there by `asin a = pi/2 - 2
/// asin sqrt((1-a)/2)`, `atan a = pi/2 - atan(1/a)` and `atan a = pi/4 + atan((a-1)/(a+1))`, with
/// what the rounding of the root or quotient lost added at the end.
public final class InverseTrig32 {
  private static final float PI_HALF = 1.5707964f;
  private static final float PI_HALF_LOW = -4.371139e-8f;

  /// pi/4 in two parts; the first times 0, 1, 2, 3 or 4 is exact.
  private static final float PI_QUARTER = 0x1.921fbp-1f;

  private static final float PI_QUARTER_LOW = 0x1.5110b4p-23f;

  /// tan(pi/8).
  private static final float TAN_EIGHTH = 0.41421357f;

  private static final int SIGN = 0x8000_0000;

  private InverseTrig32() {}

  /// `asin x`; NaN beyond 1.
  public static float asin(float x) {
    float a = Math.abs(x);
    boolean near = lt(a, 0.5f);
    float z = select(near, a * a, Math.fma(a, -0.5f, 0.5f));
    float root = Op.sqrt(z);
    float s = select(near, a, root);
    float tail = asinTail(z) * s;
    float rest = rootRest(z, root) + tail;
    float sum = Math.fma(root, -2f, PI_HALF);
    float error = Math.fma(root, -2f, PI_HALF - sum);
    float far = sum + Math.fma(rest, -2f, error + PI_HALF_LOW);
    return copySign(select(near, s + tail, far), x);
  }

  /// `acos x`; NaN beyond 1.
  public static float acos(float x) {
    float a = Math.abs(x);
    boolean near = lt(a, 0.5f);
    float z = select(near, a * a, Math.fma(a, -0.5f, 0.5f));
    float root = Op.sqrt(z);
    float s = select(near, x, root);
    float tail = asinTail(z) * s;
    // pi/2 - (x + tail)
    float sum = PI_HALF - x;
    float error = (PI_HALF - sum) - x;
    float middle = sum + ((error + PI_HALF_LOW) - tail);
    // 2 (root + rest), or pi - that
    float rest = rootRest(z, root) + tail;
    float right = 2f * (root + rest);
    float head = Math.fma(root, -2f, 2f * PI_HALF);
    float lost = Math.fma(root, -2f, 2f * PI_HALF - head);
    float left = head + Math.fma(rest, -2f, lost + 2f * PI_HALF_LOW);
    return select(near, middle, select(gt(x, 0.0f), right, left));
  }

  /// `atan x`.
  public static float atan(float x) {
    float a = Math.abs(x);
    boolean steep = gt(a, 1f);
    float n = select(steep, 1f, a);
    float d = select(steep, a, 1f);
    float y = angle(n, d, steep, 0);
    return copySign(select(eq(a, Float.POSITIVE_INFINITY), PI_HALF, y), x);
  }

  /// The angle of the point `(x, y)`, from -pi to pi; signed zeros and infinities as in C.
  public static float atan2(float y, float x) {
    float a = Math.abs(x);
    float b = Math.abs(y);
    boolean steep = gt(b, a);
    float n0 = select(steep, a, b);
    float d0 = select(steep, b, a);
    // both infinite is the diagonal; scaling keeps residuals exact and sums finite
    boolean infinite = and(eq(n0, Float.POSITIVE_INFINITY), eq(d0, Float.POSITIVE_INFINITY));
    float scale = select(lt(d0, 0x1p-40f), 0x1p80f, select(gt(d0, 0x1p100f), 0.25f, 1f));
    float n = select(infinite, 1f, n0 * scale);
    float d = select(infinite, 1f, select(eq(d0, 0.0f), 1f, d0 * scale));
    return copySign(angle(n, d, steep, Float.floatToRawIntBits(x) & SIGN), y);
  }

  /// The angle of `n / d` with `0 <= n <= d`; from pi/2 downwards when `steep`; from pi downwards
  /// when `left` is the sign bit.
  private static float angle(float n, float d, boolean steep, int left) {
    // above tan(pi/8): pi/4 + atan((n - d) / (n + d))
    boolean middle = gt(n, TAN_EIGHTH * d);
    float difference = n - d;
    float sum = d + n;
    float m = select(middle, difference, n);
    float mLow = select(middle, n - (difference + d), 0.0f);
    float e = select(middle, sum, d);
    float eLow = select(middle, n - (sum - d), 0.0f);
    float q = m / e;
    float residual = Math.fma(-q, eLow, Math.fma(-q, e, m) + mLow) / e;
    float lost = select(lt(e, Float.POSITIVE_INFINITY), residual, 0.0f);
    float rest = Math.fma(atanTail(q * q), q, lost);
    // the angle is added to, or subtracted from, a multiple of pi/4
    int flip = left ^ select(steep, SIGN, 0);
    float first = select(middle, 1f, 0.0f);
    float second = select(steep, 2f - first, first);
    float quarters = select(lt(left, 0), 4f - second, second);
    float base = quarters * PI_QUARTER; // exact
    float part = Float.intBitsToFloat(Float.floatToRawIntBits(q) ^ flip);
    float partLow = Float.intBitsToFloat(Float.floatToRawIntBits(rest) ^ flip);
    float total = base + part;
    float error = part - (total - base);
    return total + (error + Math.fma(quarters, PI_QUARTER_LOW, partLow));
  }

  /// `asin r - r` divided by `r`, where `z = r^2 <= 1/4`.
  private static float asinTail(float z) {
    float p = Math.fma(0.037673134f, z, 0.014329188f);
    p = Math.fma(p, z, 0.031836055f);
    p = Math.fma(p, z, 0.044513635f);
    p = Math.fma(p, z, 0.07500521f);
    p = Math.fma(p, z, 0.1666666f);
    return p * z;
  }

  /// What the rounded `root` lacks to the root of `z`; 0 for 0.
  private static float rootRest(float z, float root) {
    return Math.fma(-root, root, z) / (2f * root + 0x1p-126f);
  }

  /// `atan q / q - 1` for `z = q^2`, `|q| <= tan(pi/8)`.
  private static float atanTail(float z) {
    float p = Math.fma(-0.06090176f, z, 0.1059931f);
    p = Math.fma(p, z, -0.1424442f);
    p = Math.fma(p, z, 0.1999853f);
    p = Math.fma(p, z, -0.33333316f);
    return p * z;
  }
}
