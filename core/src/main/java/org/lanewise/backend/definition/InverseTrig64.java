package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Inverse trigonometric functions of `double`.
///
/// Each has an odd polynomial near 0; the other arguments are brought there by `asin a = pi/2 - 2
/// asin sqrt((1-a)/2)`, `atan a = pi/2 - atan(1/a)` and `atan a = pi/4 + atan((a-1)/(a+1))`, with
/// what the rounding of the root or quotient lost added at the end.
public final class InverseTrig64 {
  private static final double PI_HALF = 0x1.921fb54442d18p0;
  private static final double PI_HALF_LOW = 0x1.1a62633145c07p-54;

  /// pi/4 in two parts; the first times 0, 1, 2, 3 or 4 is exact.
  private static final double PI_QUARTER = 0x1.921fb54442d18p-1;

  private static final double PI_QUARTER_LOW = 0x1.1a62633145c07p-55;

  /// tan(pi/8).
  private static final double TAN_EIGHTH = 0.41421356237309503;

  private static final long SIGN = 0x8000_0000_0000_0000L;

  private InverseTrig64() {}

  /// `asin x`; NaN beyond 1.
  public static double asin(double x) {
    double a = Math.abs(x);
    boolean near = lt(a, 0.5);
    double z = select(near, a * a, Math.fma(a, -0.5, 0.5));
    double root = Op.sqrt(z);
    double s = select(near, a, root);
    double tail = asinTail(z) * s;
    double rest = rootRest(z, root) + tail;
    double sum = Math.fma(root, -2.0, PI_HALF);
    double error = Math.fma(root, -2.0, PI_HALF - sum);
    double far = sum + Math.fma(rest, -2.0, error + PI_HALF_LOW);
    return copySign(select(near, s + tail, far), x);
  }

  /// `acos x`; NaN beyond 1.
  public static double acos(double x) {
    double a = Math.abs(x);
    boolean near = lt(a, 0.5);
    double z = select(near, a * a, Math.fma(a, -0.5, 0.5));
    double root = Op.sqrt(z);
    double s = select(near, x, root);
    double tail = asinTail(z) * s;
    // pi/2 - (x + tail)
    double sum = PI_HALF - x;
    double error = (PI_HALF - sum) - x;
    double middle = sum + ((error + PI_HALF_LOW) - tail);
    // 2 (root + rest), or pi - that
    double rest = rootRest(z, root) + tail;
    double right = 2.0 * (root + rest);
    double head = Math.fma(root, -2.0, 2.0 * PI_HALF);
    double lost = Math.fma(root, -2.0, 2.0 * PI_HALF - head);
    double left = head + Math.fma(rest, -2.0, lost + 2.0 * PI_HALF_LOW);
    return select(near, middle, select(gt(x, 0.0), right, left));
  }

  /// `atan x`.
  public static double atan(double x) {
    double a = Math.abs(x);
    boolean steep = gt(a, 1.0);
    double n = select(steep, 1.0, a);
    double d = select(steep, a, 1.0);
    double y = angle(n, d, steep, 0L);
    return copySign(select(eq(a, Double.POSITIVE_INFINITY), PI_HALF, y), x);
  }

  /// The angle of the point `(x, y)`, from -pi to pi; signed zeros and infinities as in C.
  public static double atan2(double y, double x) {
    double a = Math.abs(x);
    double b = Math.abs(y);
    boolean steep = gt(b, a);
    double n0 = select(steep, a, b);
    double d0 = select(steep, b, a);
    // both infinite is the diagonal; scaling keeps residuals exact and sums finite
    boolean infinite = and(eq(n0, Double.POSITIVE_INFINITY), eq(d0, Double.POSITIVE_INFINITY));
    double scale = select(lt(d0, 0x1p-400), 0x1p600, select(gt(d0, 0x1p1000), 0.25, 1.0));
    double n = select(infinite, 1.0, n0 * scale);
    double d = select(infinite, 1.0, select(eq(d0, 0.0), 1.0, d0 * scale));
    return copySign(angle(n, d, steep, Double.doubleToRawLongBits(x) & SIGN), y);
  }

  /// The angle of `n / d` with `0 <= n <= d`; from pi/2 downwards when `steep`; from pi downwards
  /// when `left` is the sign bit.
  private static double angle(double n, double d, boolean steep, long left) {
    // above tan(pi/8): pi/4 + atan((n - d) / (n + d))
    boolean middle = gt(n, TAN_EIGHTH * d);
    double difference = n - d;
    double sum = d + n;
    double m = select(middle, difference, n);
    double mLow = select(middle, n - (difference + d), 0.0);
    double e = select(middle, sum, d);
    double eLow = select(middle, n - (sum - d), 0.0);
    double q = m / e;
    double residual = Math.fma(-q, eLow, Math.fma(-q, e, m) + mLow) / e;
    double lost = select(lt(e, Double.POSITIVE_INFINITY), residual, 0.0);
    double rest = Math.fma(atanTail(q * q), q, lost);
    // the angle is added to, or subtracted from, a multiple of pi/4
    long flip = left ^ select(steep, SIGN, 0L);
    double first = select(middle, 1.0, 0.0);
    double second = select(steep, 2.0 - first, first);
    double quarters = select(lt(left, 0L), 4.0 - second, second);
    double base = quarters * PI_QUARTER; // exact
    double part = Double.longBitsToDouble(Double.doubleToRawLongBits(q) ^ flip);
    double partLow = Double.longBitsToDouble(Double.doubleToRawLongBits(rest) ^ flip);
    double total = base + part;
    double error = part - (total - base);
    return total + (error + Math.fma(quarters, PI_QUARTER_LOW, partLow));
  }

  /// `asin r - r` divided by `r`, where `z = r^2 <= 1/4`.
  private static double asinTail(double z) {
    double p = Math.fma(0.03269797079042515, z, -0.02111015588354734);
    p = Math.fma(p, z, 0.0217861109458797);
    p = Math.fma(p, z, 0.0036740058507673122);
    p = Math.fma(p, z, 0.010788851202599307);
    p = Math.fma(p, z, 0.01139737462975051);
    p = Math.fma(p, z, 0.013981008854962585);
    p = Math.fma(p, z, 0.017351596282443225);
    p = Math.fma(p, z, 0.02237221586378804);
    p = Math.fma(p, z, 0.03038194267672301);
    p = Math.fma(p, z, 0.04464285717525705);
    p = Math.fma(p, z, 0.07499999999970128);
    p = Math.fma(p, z, 0.16666666666666763);
    return p * z;
  }

  /// What the rounded `root` lacks to the root of `z`; 0 for 0.
  private static double rootRest(double z, double root) {
    return Math.fma(-root, root, z) / (2.0 * root + 0x1p-1022);
  }

  /// `atan q / q - 1` for `z = q^2`, `|q| <= tan(pi/8)`.
  private static double atanTail(double z) {
    double p = Math.fma(-0.017908295451301383, z, 0.0380658830944977);
    p = Math.fma(p, z, -0.05039370107403701);
    p = Math.fma(p, z, 0.05847906841233879);
    p = Math.fma(p, z, -0.0666310687775423);
    p = Math.fma(p, z, 0.07692060500589909);
    p = Math.fma(p, z, -0.09090897775887505);
    p = Math.fma(p, z, 0.11111110784168497);
    p = Math.fma(p, z, -0.1428571428021249);
    p = Math.fma(p, z, 0.1999999999995377);
    p = Math.fma(p, z, -0.333333333333332);
    return p * z;
  }
}
