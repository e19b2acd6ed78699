package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.ne;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.or;
import static org.lanewise.backend.definition.Op.select;

/// Functions of `double` that need no series: roundings, roots, signs, extremes, remainder,
/// neighbours.
public final class Elementary64 {
  private static final long SIGN = 0x8000_0000_0000_0000L;

  private Elementary64() {}

  /// `-x`; changes the sign of zero too.
  public static double neg(double x) {
    return -x;
  }

  /// `|x|`.
  public static double abs(double x) {
    return Math.abs(x);
  }

  /// -1, 0 or 1; keeps the sign of zero, and NaN.
  public static double sign(double x) {
    double one = Op.copySign(1, x);
    return select(gt(Math.abs(x), 0.0), one, x);
  }

  /// `x * x`.
  public static double square(double x) {
    return x * x;
  }

  /// The correctly rounded square root; NaN below zero, -0 of -0.
  public static double sqrt(double x) {
    return Op.sqrt(x);
  }

  /// `1 / sqrt(x)`, two correctly rounded steps.
  public static double rsqrt(double x) {
    return 1 / Op.sqrt(x);
  }

  /// The greatest integer not above `x`.
  public static double floor(double x) {
    return Op.floor(x);
  }

  /// The least integer not below `x`.
  public static double ceil(double x) {
    return Op.ceil(x);
  }

  /// The nearest integer, ties to even.
  public static double roundHalfEven(double x) {
    return Op.rint(x);
  }

  /// The nearest integer, ties away from zero.
  public static double roundHalfAway(double x) {
    double a = Math.abs(x);
    double t = Op.trunc(a);
    double r = select(lt(a - t, 0.5), t, t + 1);
    return Op.copySign(select(lt(a, 0x1p52), r, a), x);
  }

  /// Whether `x` is neither infinite nor NaN.
  public static boolean isFinite(double x) {
    return lt(Math.abs(x), Double.POSITIVE_INFINITY);
  }

  /// The cube root: an estimate from the bits, two steps of Halley, and one of Newton with the
  /// exact residual.
  public static double cbrt(double x) {
    double a = Math.abs(x);
    boolean small = lt(a, 1.0);
    double s = a * select(small, 0x1p600, 0x1p-24);
    long bits = Double.doubleToRawLongBits(s) - 0x3FF0_0000_0000_0000L;
    // a third of the bits is a third of the exponent, and roughly the root of the mantissa
    double y = Double.longBitsToDouble(((bits >> 20) * 349525L) + 0x3FEF_6000_0000_0000L);
    double c = y * y * y;
    y = y - y * ((c - s) / (c + c + s));
    c = y * y * y;
    y = y - y * ((c - s) / (c + c + s));
    double y2 = y * y;
    double y2Low = Math.fma(y, y, -y2);
    double residual = Math.fma(y2, y, -s) + y2Low * y;
    y = y - residual / (3 * y2);
    double scaled = y * select(small, 0x1p-200, 0x1p8);
    boolean ordinary = and(gt(a, 0.0), lt(a, Double.POSITIVE_INFINITY));
    return select(ordinary, Op.copySign(scaled, x), x);
  }

  /// The larger; NaN when either is NaN, and +0 is above -0.
  public static double max(double x, double y) {
    double larger = select(gt(x, y), x, y);
    double zero =
        Double.longBitsToDouble(Double.doubleToRawLongBits(x) & Double.doubleToRawLongBits(y));
    return select(or(ne(x, x), ne(y, y)), x + y, select(eq(x, y), zero, larger));
  }

  /// The smaller; NaN when either is NaN, and -0 is below +0.
  public static double min(double x, double y) {
    double smaller = select(lt(x, y), x, y);
    double zero =
        Double.longBitsToDouble(Double.doubleToRawLongBits(x) | Double.doubleToRawLongBits(y));
    return select(or(ne(x, x), ne(y, y)), x + y, select(eq(x, y), zero, smaller));
  }

  /// The exact remainder `x - y trunc(x / y)`, with the sign of `x`, as C's `fmod`.
  public static double rem(double x, double y) {
    return x % y;
  }

  /// Whether the quotient has too many bits for [#remFast], or an argument is special or small.
  public static boolean remSlow(double x, double y) {
    double a = Math.abs(x);
    double b = Math.abs(y);
    boolean usual = and(and(gt(b, 0x1p-900), lt(a, 0x1p1000)), lt(a, b * 0x1p50));
    boolean finite = lt(b, Double.POSITIVE_INFINITY);
    return not(and(and(usual, finite), or(gt(a, 0x1p-900), eq(a, 0))));
  }

  /// [#rem] for `|x| < 2^50 |y|`: the quotient rounded down may be one too large, which the sign of
  /// the exact rest tells.
  public static double remFast(double x, double y) {
    double a = Math.abs(x);
    double b = Math.abs(y);
    double q = a / b;
    double near = (q + 0x1p52) - 0x1p52;
    double r = Math.fma(-near, b, a); // exact, since |r| <= b
    double rest = select(lt(r, 0.0), r + b, r);
    return Op.copySign(rest, x);
  }

  /// The next double from `x` towards `y`; `y` when they are equal.
  public static double nextafter(double x, double y) {
    long bits = Double.doubleToRawLongBits(x);
    // away from zero is one more in the bits, towards it one less
    boolean up = lt(x, y);
    boolean away = eq(select(up, 0L, SIGN), bits & SIGN);
    long moved = bits + select(away, 1L, -1L);
    long fromZero = select(up, 1L, SIGN | 1L);
    long next = select(eq(x, 0), fromZero, moved);
    double different = select(or(ne(x, x), ne(y, y)), x + y, Double.longBitsToDouble(next));
    return select(eq(x, y), y, different);
  }
}
