package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.ne;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.or;
import static org.lanewise.backend.definition.Op.select;

/// Powers of `double`: `x^y = 2^(y log2 x)` with the logarithm and the product in two parts, since
/// an error of the exponent is multiplied by its size.
public final class Power64 {
  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LOG2_E_LOW = 0x1.777d0ffda0d24p-56;
  private static final double LN2 = 0x1.62e42fefa39efp-1;
  private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
  private static final double TWO_THIRDS = 0x1.5555555555555p-1;
  private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;
  private static final double ROUND = 0x1.8p52;
  private static final long SQRT_HALF = 0x3FE6_A09E_667F_3BCDL;
  private static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;
  private static final long SIGN = 0x8000_0000_0000_0000L;

  private Power64() {}

  /// `x^y` with the special cases of C: 1 when `y` is 0 or `x` is 1, NaN for a negative `x` and a
  /// `y` that is no integer.
  public static double pow(double x, double y) {
    if (!powSlow(x, y)) {
      return powFast(x, y);
    }
    if (y == 0 || x == 1) {
      return 1;
    }
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    double a = Math.abs(x); // y is infinite
    if (a == 1) {
      return 1;
    }
    return (a > 1) == (y > 0) ? Double.POSITIVE_INFINITY : 0;
  }

  /// Whether `x` is NaN, or `y` is NaN or infinite.
  public static boolean powSlow(double x, double y) {
    return not(and(lt(Math.abs(y), Double.POSITIVE_INFINITY), eq(x, x)));
  }

  /// `x^y` for finite `y` and any `x` but NaN.
  public static double powFast(double x, double y) {
    double a = Math.abs(x);
    boolean small = lt(a, 0x1p-1022);
    double normal = a * select(small, 0x1p54, 1.0);
    long bits = Double.doubleToRawLongBits(normal) - SQRT_HALF;
    double exponent = Double.longBitsToDouble((bits >> 52) + 0x4338_0000_0000_0000L) - ROUND;
    double e = exponent + select(small, -54.0, 0.0);
    double f = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF) - 1.0;
    // s = f / (2 + f) in two parts
    double d = 2.0 + f;
    double inverse = 1.0 / d;
    double s = f * inverse;
    double dLow = f - (d - 2.0);
    double sLow = Math.fma(-s, dLow, Math.fma(-s, d, f)) * inverse;
    // w = s^2 (2/3 + s^2 q) in two parts; ln(1 + f) = 2 s + s w
    double z = s * s;
    double zLow = Math.fma(s + s, sLow, Math.fma(s, s, -z));
    double p = Math.fma(0.1202901899821683, z, 0.10278962008034895);
    p = Math.fma(p, z, 0.11777266854287488);
    p = Math.fma(p, z, 0.13332959950011344);
    p = Math.fma(p, z, 0.1538462218460666);
    p = Math.fma(p, z, 0.1818181810603022);
    p = Math.fma(p, z, 0.22222222222716467);
    p = Math.fma(p, z, 0.2857142857142689);
    p = Math.fma(p, z, 0.4);
    double part = p * z;
    double c = TWO_THIRDS + part;
    double cLow = ((TWO_THIRDS - c) + part) + TWO_THIRDS_LOW;
    double w = z * c;
    double wLow = Math.fma(zLow, c, Math.fma(z, cLow, Math.fma(z, c, -w)));
    double v = s * w;
    double vLow = Math.fma(sLow, w, Math.fma(s, wLow, Math.fma(s, w, -v)));
    double two = s + s;
    double ln = two + v;
    double lnLow = ((two - ln) + v) + Math.fma(sLow, 2.0, vLow);
    // log2 a = e + ln / ln 2
    double m = ln * LOG2_E;
    double mLow = Math.fma(lnLow, LOG2_E, Math.fma(ln, LOG2_E_LOW, Math.fma(ln, LOG2_E, -m)));
    double log = e + m;
    double logLow = (m - (log - e)) + mLow;
    double result = exp2(y * log, Math.fma(y, logLow, Math.fma(y, log, -(y * log))));
    // 0 and infinity have no such logarithm
    boolean zero = eq(a, 0.0);
    boolean huge = eq(a, Double.POSITIVE_INFINITY);
    double small0 = select(lt(y, 0.0), Double.POSITIVE_INFINITY, 0.0);
    double large0 = select(gt(y, 0.0), Double.POSITIVE_INFINITY, 0.0);
    double whole = select(zero, small0, select(huge, large0, result));
    return select(eq(y, 0.0), 1.0, signed(x, y, whole, or(zero, huge)));
  }

  /// `magnitude` with the sign of `x^y`, or NaN where that is not real; `end` says that `x` is zero
  /// or infinite.
  private static double signed(double x, double y, double magnitude, boolean end) {
    double b = Math.abs(y);
    double half = 0.5 * b;
    // beyond 2^53 every number is an even integer, and adding the constant changes nothing that
    // matters
    boolean fraction = and(lt(b, 0x1p52), ne((b + 0x1p52) - 0x1p52, b));
    boolean even = or(not(lt(b, 0x1p53)), eq((half + 0x1p52) - 0x1p52, half));
    long sign = select(or(even, fraction), 0L, Double.doubleToRawLongBits(x) & SIGN);
    boolean unreal = and(and(fraction, lt(x, 0.0)), not(end));
    return select(
        unreal, Double.NaN, Double.longBitsToDouble(Double.doubleToRawLongBits(magnitude) ^ sign));
  }

  /// `2^(high + low)`; `low` is ignored where the power overflows or vanishes.
  private static double exp2(double high, double low) {
    double max = 1026.0;
    double min = -1077.0;
    double c = select(gt(high, max), max, select(lt(high, min), min, high));
    double cLow = select(eq(c, high), low, 0.0);
    double n = (c + ROUND) - ROUND;
    double t = c - n; // exact
    double r = t + cLow;
    double rLow = (t - r) + cLow;
    double q = Math.fma(-2.806412321633604e-11, r, 2.515931097032837e-11);
    q = Math.fma(q, r, 4.685959985172449e-10);
    q = Math.fma(q, r, 7.055288841644855e-9);
    q = Math.fma(q, r, 1.0177330877261736e-7);
    q = Math.fma(q, r, 1.3215485812464871e-6);
    q = Math.fma(q, r, 1.5252734942034354e-5);
    q = Math.fma(q, r, 0.00015403530394517563);
    q = Math.fma(q, r, 0.0013333558145595483);
    q = Math.fma(q, r, 0.009618129107627903);
    q = Math.fma(q, r, 0.055504108664824185);
    q = Math.fma(q, r, 0.24022650695910072);
    double linear = r * LN2;
    double linearLow = Math.fma(rLow, LN2, Math.fma(r, LN2_LOW, Math.fma(r, LN2, -linear)));
    double head = 1.0 + linear;
    double headLow = (linear - (head - 1.0)) + Math.fma(q, r * r, linearLow);
    return ExpLog64.scale(head + headLow, n);
  }
}
