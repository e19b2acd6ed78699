package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Inverse trigonometric functions of `float`.
///
/// Each has an odd polynomial near 0; the other arguments are brought there by `asin a = pi/2 - 2 asin sqrt((1-a)/2)` and
/// `atan a = pi/2 - atan(1/a)`, with what the rounding of the root or quotient lost added at the end.
public final class InverseTrig32 {
  private static final float PI_HALF = 1.57079637f;
  private static final float PI_HALF_LOW = -4.37113883e-8f;
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
    float rootLow = rootRest(z, root) + tail;
    float sum = Math.fma(root, -2f, PI_HALF);
    float error = Math.fma(root, -2f, PI_HALF - sum);
    float far = sum + Math.fma(rootLow, -2f, error + PI_HALF_LOW);
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
    return select(near, middle, select(gt(x, 0f), right, left));
  }

  /// `atan x`.
  public static float atan(float x) {
    float a = Math.abs(x);
    boolean inside = lt(a, 1f);
    float inverse = 1f / a;
    float q = select(inside, a, inverse);
    float lost = inverse * Math.fma(-inverse, a, 1f);
    float tail = atanTail(q * q);
    float sum = PI_HALF - inverse;
    float error = (PI_HALF - sum) - inverse;
    float outside = sum + Math.fma(-tail, q, (error + PI_HALF_LOW) - lost);
    float y = select(inside, Math.fma(tail, q, q), outside);
    return copySign(select(eq(a, Float.POSITIVE_INFINITY), PI_HALF, y), x);
  }

  /// The angle of the point `(x, y)`, from -pi to pi; signed zeros and infinities as in C.
  public static float atan2(float y, float x) {
    float a = Math.abs(x);
    float b = Math.abs(y);
    boolean steep = gt(b, a);
    float n0 = select(steep, a, b);
    float d0 = select(steep, b, a);
    // both infinite is the diagonal; tiny numbers are scaled, so that the residual below is exact
    boolean infinite =
        and(eq(n0, Float.POSITIVE_INFINITY), eq(d0, Float.POSITIVE_INFINITY));
    float scale = select(lt(d0, 0x1p-40f), 0x1p80f, 1f);
    float n = select(infinite, 1f, n0 * scale);
    float d = select(infinite, 1f, select(eq(d0, 0f), 1f, d0 * scale));
    float q = n / d;
    float lost = select(lt(d, Float.POSITIVE_INFINITY), Math.fma(-q, d, n) / d, 0f);
    // pi/2 is the base of a steep line, pi of a flat one to the left; the angle is added or subtracted
    int left = Float.floatToRawIntBits(x) & SIGN;
    int flip = left ^ select(steep, SIGN, 0);
    float quarters = select(steep, 1f, select(lt(left, 0), 2f, 0f));
    float angle = Float.intBitsToFloat(Float.floatToRawIntBits(q) ^ flip);
    float rest = Float.intBitsToFloat(Float.floatToRawIntBits(Math.fma(atanTail(q * q), q, lost)) ^ flip);
    float base = quarters * PI_HALF; // exact
    float sum = base + angle;
    float error = angle - (sum - base);
    return copySign(sum + (error + Math.fma(quarters, PI_HALF_LOW, rest)), y);
  }

  /// `asin r - r` divided by `r`, where `z = r^2 <= 1/4`.
  private static float asinTail(float z) {
    float p = Math.fma(3.7673134e-2f, z, 1.4329188e-2f);
    p = Math.fma(p, z, 3.1836055e-2f);
    p = Math.fma(p, z, 4.4513635e-2f);
    p = Math.fma(p, z, 7.500521e-2f);
    p = Math.fma(p, z, 1.666666e-1f);
    return p * z;
  }

  /// What the rounded `root` lacks to the root of `z`; 0 for 0.
  private static float rootRest(float z, float root) {
    return Math.fma(-root, root, z) / (2f * root + 0x1p-126f);
  }

  /// `atan q / q - 1` for `z = q^2 <= 1`.
  private static float atanTail(float z) {
    float p = Math.fma(-1.8186542e-3f, z, 1.1028755e-2f);
    p = Math.fma(p, z, -3.139417e-2f);
    p = Math.fma(p, z, 5.8177873e-2f);
    p = Math.fma(p, z, -8.4164545e-2f);
    p = Math.fma(p, z, 1.0956657e-1f);
    p = Math.fma(p, z, -1.4265092e-1f);
    p = Math.fma(p, z, 1.9998626e-1f);
    p = Math.fma(p, z, -3.3333302e-1f);
    return p * z;
  }
}
