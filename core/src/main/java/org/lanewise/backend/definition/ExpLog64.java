package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.select;

/// Exponentials and logarithms of `double`: our own minimax polynomials, with rounding errors
/// carried along in second parts where they would cost more than half a unit. The logarithm uses `s
/// = z / (2 + z)`, as fdlibm does.
public final class ExpLog64 {
  private static final double LOG2_E = 0x1.71547652b82fep0;

  /// ln 2 in two parts; the first has few bits, so that its product with an exponent is exact.
  private static final double LN2_HI = 0x1.62e42fefap-1;

  private static final double LN2_LO = 0x1.cf79abc9e3b3ap-40;

  /// 1.5 * 2^52: adding it rounds a small number to an integer, left in the low bits of the sum.
  private static final double ROUND = 0x1.8p52;

  private static final long ONE = 0x3FF0_0000_0000_0000L;
  private static final long TWO = 0x4000_0000_0000_0000L;
  private static final long SQRT_HALF = 0x3FE6_A09E_667F_3BCDL;
  private static final long MANTISSA = 0x000F_FFFF_FFFF_FFFFL;
  private static final double LOG2_E_LOW = 0x1.777d0ffda0d24p-56;
  private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;
  private static final double LOG10_E_LOW = 0x1.95355baaafad3p-57;
  private static final double LOG10_2 = 0x1.34413509f8p-2;
  private static final double LOG10_2_LOW = -0x1.80433b83b532ap-44;

  private ExpLog64() {}

  /// `e^x` by `2^n (1 + r + ...)`, `n = round(x / ln 2)`.
  public static double exp(double x) {
    double c = select(gt(x, 710.0), 710.0, select(lt(x, -746.0), -746.0, x));
    double n = Math.fma(c, LOG2_E, ROUND) - ROUND;
    double t = Math.fma(-n, LN2_HI, c);
    double r = Math.fma(-n, LN2_LO, t);
    double rLow = Math.fma(-n, LN2_LO, t - r);
    double head = 1.0 + r;
    return scale(head + ((r - (head - 1.0)) + expTail(r, rLow)), n);
  }

  /// `2^x`.
  public static double exp2(double x) {
    double c = select(gt(x, 1025.0), 1025.0, select(lt(x, -1076.0), -1076.0, x));
    double n = (c + ROUND) - ROUND;
    double t = c - n; // exact
    double p = Math.fma(-2.806412321633604e-11, t, 2.515931097032837e-11);
    p = Math.fma(p, t, 4.685959985172449e-10);
    p = Math.fma(p, t, 7.055288841644855e-9);
    p = Math.fma(p, t, 1.0177330877261736e-7);
    p = Math.fma(p, t, 1.3215485812464871e-6);
    p = Math.fma(p, t, 1.5252734942034354e-5);
    p = Math.fma(p, t, 0.00015403530394517563);
    p = Math.fma(p, t, 0.0013333558145595483);
    p = Math.fma(p, t, 0.009618129107627903);
    p = Math.fma(p, t, 0.055504108664824185);
    p = Math.fma(p, t, 0.24022650695910072);
    p = Math.fma(p, t, 0.6931471805599453);
    return scale(Math.fma(p, t, 1.0), n);
  }

  /// `e^x - 1`, accurate near 0: `2^n (e^r - 1) + (2^n - 1)` with the rounding error of the sum
  /// carried along.
  public static double expm1(double x) {
    double c = select(gt(x, 710.0), 710.0, select(lt(x, -50.0), -50.0, x));
    double n = Math.fma(c, LOG2_E, ROUND) - ROUND;
    double t = Math.fma(-n, LN2_HI, c);
    double r = Math.fma(-n, LN2_LO, t);
    double rLow = Math.fma(-n, LN2_LO, t - r);
    double tail = expTail(r, rLow);
    // half of everything, so that n = 1024 does not overflow too early
    double s = Double.longBitsToDouble((Double.doubleToRawLongBits(n + (ROUND - 1.0)) << 52) + ONE);
    double big = s - 0.5;
    double part = r * s;
    double sum = big + part;
    double error = part - (sum - big);
    double y = (sum + Math.fma(tail, s, error)) * 2.0;
    // keeps -0 and the smallest numbers, which have no half
    return select(lt(Math.abs(x), 0x1p-54), x, y);
  }

  /// `ln x`.
  public static double log(double x) {
    boolean small = lt(x, 0x1p-1022);
    double s = select(small, x * 0x1p54, x);
    return ofLogarithm(x, logOf(s, select(small, -54.0, 0.0), 0.0));
  }

  /// `ln(1 + x)`: of the sum and its rounding error.
  public static double log1p(double x) {
    double sum = 1.0 + x;
    double low = select(lt(x, 1.0), x - (sum - 1.0), 1.0 - (sum - x));
    double y = ofLogarithm(sum, logOf2(sum, low, 0.0));
    return select(lt(Math.abs(x), 0x1p-54), x, y);
  }

  /// `log2 x`: the product with 1/ln 2 in two parts.
  public static double log2(double x) {
    boolean small = lt(x, 0x1p-1022);
    double s = select(small, x * 0x1p54, x);
    long bits = Double.doubleToRawLongBits(s) - SQRT_HALF;
    double e = exponent(bits) + select(small, -54.0, 0.0);
    double z = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF) - 1.0;
    double high = z * LOG2_E;
    double low = Math.fma(z, LOG2_E, -high);
    low = Math.fma(z, LOG2_E_LOW, low);
    low = Math.fma(logTail(z), LOG2_E, low);
    double sum = e + high;
    return ofLogarithm(x, sum + ((high - (sum - e)) + low));
  }

  /// `log10 x`: the products with 1/ln 10 and log10 2 in two parts.
  public static double log10(double x) {
    boolean small = lt(x, 0x1p-1022);
    double s = select(small, x * 0x1p54, x);
    long bits = Double.doubleToRawLongBits(s) - SQRT_HALF;
    double e = exponent(bits) + select(small, -54.0, 0.0);
    double z = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF) - 1.0;
    double high = z * LOG10_E;
    double low = Math.fma(z, LOG10_E, -high);
    low = Math.fma(z, LOG10_E_LOW, low);
    low = Math.fma(logTail(z), LOG10_E, low);
    low = Math.fma(e, LOG10_2_LOW, low);
    double head = e * LOG10_2; // exact
    double sum = head + high;
    return ofLogarithm(x, sum + ((high - (sum - head)) + low));
  }

  /// `y * 2^n` for an integral `n` from -2044 to 2044, with one rounding: the first factor keeps
  /// `y` normal.
  static double scale(double y, double n) {
    long k =
        Double.doubleToRawLongBits(n + ROUND); // n in the low bits; the rest leaves by the shift
    long half = (k >> 1) << 52;
    double first = Double.longBitsToDouble(half + ONE);
    double second = Double.longBitsToDouble((k << 52) - half + ONE);
    return y * first * second;
  }

  /// `e^(r + low) - 1 - r` for `|r| <= ln 2 / 2`.
  static double expTail(double r, double low) {
    double p = Math.fma(1.7205915765345712e-10, r, 2.091429155705148e-9);
    p = Math.fma(p, r, 2.5047874126437703e-8);
    p = Math.fma(p, r, 2.7557274289850393e-7);
    p = Math.fma(p, r, 2.755732511094856e-6);
    p = Math.fma(p, r, 2.4801587325660513e-5);
    p = Math.fma(p, r, 0.00019841269837540427);
    p = Math.fma(p, r, 0.0013888888888883245);
    p = Math.fma(p, r, 0.008333333333334365);
    p = Math.fma(p, r, 0.04166666666666667);
    p = Math.fma(p, r, 0.16666666666666666);
    p = Math.fma(p, r, 0.5);
    return Math.fma(p, r * r, Math.fma(low, r, low));
  }

  /// `ln(1 + z) - z` for `1 + z` in `[sqrt(1/2), sqrt(2)]`.
  static double logTail(double z) {
    double s = z / (2.0 + z);
    double w = s * s;
    double p = Math.fma(0.14795598182931846, w, 0.15314088038882337);
    p = Math.fma(p, w, 0.18183562740351777);
    p = Math.fma(p, w, 0.22222198606871674);
    p = Math.fma(p, w, 0.2857142874201431);
    p = Math.fma(p, w, 0.3999999999941668);
    p = Math.fma(p, w, 0.6666666666666734);
    double half = 0.5 * z * z;
    return Math.fma(s, Math.fma(p, w, half), -half);
  }

  /// `ln(x 2^shift) + offset` for normal `x`; `offset` is 0 or -1, added before rounding.
  static double logOf(double x, double shift, double offset) {
    long bits = Double.doubleToRawLongBits(x) - SQRT_HALF;
    double exponent = exponent(bits);
    double head = Math.fma(exponent + shift, LN2_HI, offset); // exact
    double z = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF) - 1.0;
    double sum = head + z;
    double error = z - (sum - head);
    return sum + (Math.fma(exponent + shift, LN2_LO, error) + logTail(z));
  }

  /// `ln((high + low) 2^shift)` for normal `high` and a `low` of at most a few of its last bits.
  static double logOf2(double high, double low, double shift) {
    long bits = Double.doubleToRawLongBits(high) - SQRT_HALF;
    double e = exponent(bits) + shift;
    double z = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF) - 1.0;
    double rest = 0.5 * low * Double.longBitsToDouble(TWO - ((bits >> 52) << 52));
    double head = e * LN2_HI; // exact
    double u = z + rest;
    double uLow = (z - u) + rest;
    double sum = head + u;
    double error = (u - (sum - head)) + Math.fma(-u, uLow, uLow);
    return sum + (Math.fma(e, LN2_LO, error) + logTail(u));
  }

  /// The signed number in the bits from 52 on; a conversion of `long` is slow on many machines, the
  /// sum is not.
  private static double exponent(long bits) {
    return Double.longBitsToDouble((bits >> 52) + 0x4338_0000_0000_0000L) - ROUND;
  }

  /// The logarithm `y` of `x`, or what stands for it at 0, below 0, at infinity and for NaN.
  static double ofLogarithm(double x, double y) {
    double positive = select(lt(x, Double.POSITIVE_INFINITY), y, x);
    return select(gt(x, 0.0), positive, select(eq(x, 0.0), Double.NEGATIVE_INFINITY, Double.NaN));
  }
}
