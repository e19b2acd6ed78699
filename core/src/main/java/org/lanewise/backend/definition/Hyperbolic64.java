package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.copySign;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Hyperbolic functions of `double`, their inverses, and the logistic function.
public final class Hyperbolic64 {
  private static final double LOG2_E = 0x1.71547652b82fep0;

  /// ln 2 in two parts; the first has few bits, so that its product with an exponent is exact.
  private static final double LN2_HI = 0x1.62e42fefap-1;

  private static final double LN2_LO = 0x1.cf79abc9e3b3ap-40;

  /// 1.5 * 2^52: adding it rounds a small number to an integer, left in the low bits of the sum.
  private static final double ROUND = 0x1.8p52;

  private static final long ONE = 0x3FF0_0000_0000_0000L;

  private Hyperbolic64() {}

  /// `tanh x`: an odd polynomial up to 0.8, above it `1 - 2 / (e^(2|x|) + 1)`.
  public static double tanh(double x) {
    double a = Math.abs(x);
    double s = x * x;
    double p = Math.fma(-1.239357497570219e-6, s, 8.5733337913464e-06);
    p = Math.fma(p, s, -3.2101793080940875e-5);
    p = Math.fma(p, s, 9.199049114820142e-5);
    p = Math.fma(p, s, -0.00023672384274209423);
    p = Math.fma(p, s, 0.0005891871562683987);
    p = Math.fma(p, s, -0.0014556254255883886);
    p = Math.fma(p, s, 0.0035920916453556196);
    p = Math.fma(p, s, -0.00886323122604234);
    p = Math.fma(p, s, 0.021869488207887807);
    p = Math.fma(p, s, -0.053968253953448564);
    p = Math.fma(p, s, 0.13333333333299643);
    p = Math.fma(p, s, -0.33333333333333065);
    double near = Math.fma(a * s, p, a);
    // 1 - 2 / (e^44 + 1) rounds to 1
    double c = select(gt(a, 22.0), 44.0, a + a);
    double k = Math.fma(c, LOG2_E, ROUND);
    double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(k) << 52) + ONE);
    double n = k - ROUND;
    double t = Math.fma(-n, LN2_HI, c);
    double r = Math.fma(-n, LN2_LO, t);
    double e = 1.0 + (r + ExpLog64.expTail(r, Math.fma(-n, LN2_LO, t - r)));
    double d = Math.fma(e, scale, 1.0);
    double q = 2.0 / d;
    double far = 1.0 - q;
    double error = (1.0 - far) - q;
    double qLow = Math.fma(-q, d, 2.0) * (0.5 * q);
    // a NaN compares false: `near` is NaN then
    return copySign(select(gt(a, 0.8), far + (error - qLow), near), x);
  }

  /// `sinh x`: an odd polynomial up to 1, above it `(e^a - e^-a) / 2`.
  public static double sinh(double x) {
    double a = Math.abs(x);
    double z = x * x;
    double p = Math.fma(6.263215224046946e-15, z, 7.51099439531949e-13);
    p = Math.fma(p, z, 1.6061227727048772e-10);
    p = Math.fma(p, z, 2.5052090216693213e-8);
    p = Math.fma(p, z, 2.7557319307082904e-6);
    p = Math.fma(p, z, 0.0001984126984106655);
    p = Math.fma(p, z, 0.00833333333333357);
    p = Math.fma(p, z, 0.16666666666666666);
    double near = Math.fma(a * z, p, a);
    double c = select(gt(a, 711.0), 711.0, a);
    double k = Math.fma(c, LOG2_E, ROUND);
    // e^a / 8, so that nothing overflows before the result does
    double scale =
        Double.longBitsToDouble((Double.doubleToRawLongBits(k) << 52) + (ONE - (3L << 52)));
    double n = k - ROUND;
    double t = Math.fma(-n, LN2_HI, c);
    double r = Math.fma(-n, LN2_LO, t);
    double rLow = Math.fma(-n, LN2_LO, t - r);
    double tail = ExpLog64.expTail(r, rLow);
    double head = 1.0 + r;
    double headLow = (r - (head - 1.0)) + tail;
    double e = head * scale;
    double inverse = 0x1p-6 / Math.fma(headLow, scale, e);
    double sum = e - inverse;
    double error = (e - sum) - inverse;
    double far = 4.0 * (sum + Math.fma(headLow, scale, error));
    return copySign(select(gt(a, 1.0), far, near), x);
  }

  /// `cosh x = (e^a + e^-a) / 2` for `a = |x|`.
  public static double cosh(double x) {
    double a = Math.abs(x);
    double c = select(gt(a, 711.0), 711.0, a);
    double k = Math.fma(c, LOG2_E, ROUND);
    // e^a / 8, so that nothing overflows before the result does
    double scale =
        Double.longBitsToDouble((Double.doubleToRawLongBits(k) << 52) + (ONE - (3L << 52)));
    double n = k - ROUND;
    double t = Math.fma(-n, LN2_HI, c);
    double r = Math.fma(-n, LN2_LO, t);
    double rLow = Math.fma(-n, LN2_LO, t - r);
    double tail = ExpLog64.expTail(r, rLow);
    double head = 1.0 + r;
    double headLow = (r - (head - 1.0)) + tail;
    double e = head * scale;
    double inverse = 0x1p-6 / Math.fma(headLow, scale, e);
    double sum = e + inverse;
    double error = (e - sum) + inverse;
    return 4.0 * (sum + Math.fma(headLow, scale, error));
  }

  /// `asinh x = ln(a + sqrt(a^2 + 1))` with the sign of `x`, from a root and sum in two parts.
  public static double asinh(double x) {
    double a = Math.abs(x);
    double product = a * a;
    double square = product + 1.0;
    double more = select(lt(a, 1.0), 1.0, product);
    double less = select(lt(a, 1.0), product, 1.0);
    double squareLow = (less - (square - more)) + Math.fma(a, a, -product);
    // above 2^28 the root is a; a quarter of the sum, since 2a may overflow
    boolean big = gt(a, 0x1p28);
    double root = select(big, a, Op.sqrt(square));
    double rootLow = (Math.fma(-root, root, square) + squareLow) / (2.0 * root);
    double sum = 0.25 * root + 0.25 * a;
    double sumLow = (0.25 * a - (sum - 0.25 * root)) + select(big, 0.0, 0.25 * rootLow);
    double y = ExpLog64.logOf2(sum, sumLow, 2.0);
    double finite = select(lt(a, Double.POSITIVE_INFINITY), y, a);
    return copySign(select(lt(a, 0x1p-28), a, finite), x);
  }

  /// `acosh x = ln(x + sqrt(x^2 - 1))`; NaN below 1.
  public static double acosh(double x) {
    // x^2 - 1 = t^2 + 2t with t = x - 1 is exact near 1
    boolean small = lt(x, 2.0);
    double t = x - 1.0;
    double v = select(small, t, x);
    double product = v * v;
    double productLow = Math.fma(v, v, -product);
    double more = select(small, t + t, product);
    double less = select(small, product, -1.0);
    double square = more + less;
    double squareLow = (less - (square - more)) + productLow;
    boolean big = gt(x, 0x1p28);
    double root = select(big, x, Op.sqrt(square));
    double rootLow = (Math.fma(-root, root, square) + squareLow) / (2.0 * root + 0x1p-1022);
    double sum = 0.25 * x + 0.25 * root;
    double sumLow = (0.25 * root - (sum - 0.25 * x)) + select(big, 0.0, 0.25 * rootLow);
    double y = ExpLog64.logOf2(sum, sumLow, 2.0);
    double finite = select(lt(x, Double.POSITIVE_INFINITY), y, x);
    return select(lt(x, 1.0), Double.NaN, finite);
  }

  /// `atanh x = ln((1 + a) / (1 - a)) / 2` with the sign of `x`, from a quotient in two parts.
  public static double atanh(double x) {
    double a = Math.abs(x);
    double d = 1.0 - a;
    double dLow = (1.0 - d) - a;
    double n = 1.0 + a;
    double nLow = a - (n - 1.0);
    double q = n / d;
    double qLow = (Math.fma(-q, dLow, Math.fma(-q, d, n)) + nLow) / d;
    double y = 0.5 * ExpLog64.logOf2(q, qLow, 0.0);
    double end = select(eq(a, 1.0), Double.POSITIVE_INFINITY, Double.NaN);
    return copySign(select(lt(a, 0x1p-28), a, select(lt(a, 1.0), y, end)), x);
  }

  /// `1 / (1 + e^-x)`, as `e / (1 + e)` below 0, with `e = e^-|x|`.
  public static double logistic(double x) {
    double a = Math.abs(x);
    double c = select(gt(a, 750.0), -750.0, -a);
    double n = Math.fma(c, LOG2_E, ROUND) - ROUND;
    double t = Math.fma(-n, LN2_HI, c);
    double r = Math.fma(-n, LN2_LO, t);
    double rLow = Math.fma(-n, LN2_LO, t - r);
    double tail = ExpLog64.expTail(r, rLow);
    double head = 1.0 + r;
    double headLow = (r - (head - 1.0)) + tail;
    // the sum 1 + e does not see what is below 2^-120; the numerator is scaled at the end
    double visible = select(lt(n, -120.0), -120.0, n) + ROUND;
    double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(visible) << 52) + ONE);
    double e = Math.fma(headLow, scale, head * scale);
    double d = 1.0 + e;
    double dLow = e - (d - 1.0);
    boolean positive = gt(x, 0.0);
    double m = select(positive, 1.0, head + headLow);
    double mLow = select(positive, 0.0, (head - m) + headLow);
    double inverse = 1.0 / d;
    double q = m * inverse;
    double error = Math.fma(-q, dLow, Math.fma(-q, d, m) + mLow);
    return ExpLog64.scale(Math.fma(error, inverse, q), select(positive, 0.0, n));
  }
}
