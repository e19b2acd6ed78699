package org.lanewise.backend.definition;

import static org.lanewise.backend.definition.Op.and;
import static org.lanewise.backend.definition.Op.eq;
import static org.lanewise.backend.definition.Op.gt;
import static org.lanewise.backend.definition.Op.lt;
import static org.lanewise.backend.definition.Op.ne;
import static org.lanewise.backend.definition.Op.not;
import static org.lanewise.backend.definition.Op.or;
import static org.lanewise.backend.definition.Op.select;

/// Functions of `float` that need no series: roundings, roots, signs, extremes, remainder,
/// neighbours.
public final class Elementary32 {
  private static final int SIGN = 0x8000_0000;

  private Elementary32() {}

  /// `-x`; changes the sign of zero too.
  public static float neg(float x) {
    return -x;
  }

  /// `|x|`.
  public static float abs(float x) {
    return Math.abs(x);
  }

  /// -1, 0 or 1; keeps the sign of zero, and NaN.
  public static float sign(float x) {
    float one = Op.copySign(1f, x);
    return select(gt(Math.abs(x), 0f), one, x);
  }

  /// `x * x`.
  public static float square(float x) {
    return x * x;
  }

  /// The correctly rounded square root; NaN below zero, -0 of -0.
  public static float sqrt(float x) {
    return Op.sqrt(x);
  }

  /// `1 / sqrt(x)`, two correctly rounded steps.
  public static float rsqrt(float x) {
    return 1f / Op.sqrt(x);
  }

  /// The greatest integer not above `x`.
  public static float floor(float x) {
    return Op.floor(x);
  }

  /// The least integer not below `x`.
  public static float ceil(float x) {
    return Op.ceil(x);
  }

  /// The nearest integer, ties to even.
  public static float roundHalfEven(float x) {
    return Op.rint(x);
  }

  /// The nearest integer, ties away from zero.
  public static float roundHalfAway(float x) {
    float a = Math.abs(x);
    float t = Op.trunc(a);
    float r = select(lt(a - t, 0.5f), t, t + 1f);
    return Op.copySign(select(lt(a, 0x1p23f), r, a), x);
  }

  /// Whether `x` is neither infinite nor NaN.
  public static boolean isFinite(float x) {
    return lt(Math.abs(x), Float.POSITIVE_INFINITY);
  }

  /// The cube root: an estimate from the bits, two steps of Halley, and one of Newton with the
  /// exact residual.
  public static float cbrt(float x) {
    float a = Math.abs(x);
    boolean small = lt(a, 1f);
    float s = a * select(small, 0x1p96f, 0x1p-24f);
    int bits = Float.floatToRawIntBits(s) - 0x3F80_0000;
    // a third of the bits is a third of the exponent, and roughly the root of the mantissa
    float y = Float.intBitsToFloat(((bits >> 12) * 1365) + 0x3F80_0000 - 0x0005_0000);
    float c = y * y * y;
    y = y - y * ((c - s) / (c + c + s));
    c = y * y * y;
    y = y - y * ((c - s) / (c + c + s));
    float y2 = y * y;
    float y2Low = Math.fma(y, y, -y2);
    float residual = Math.fma(y2, y, -s) + y2Low * y;
    y = y - residual / (3f * y2);
    float scaled = y * select(small, 0x1p-32f, 0x1p8f);
    boolean ordinary = and(gt(a, 0f), lt(a, Float.POSITIVE_INFINITY));
    return select(ordinary, Op.copySign(scaled, x), x);
  }

  /// The larger; NaN when either is NaN, and +0 is above -0.
  public static float max(float x, float y) {
    float larger = select(gt(x, y), x, y);
    float zero = Float.intBitsToFloat(Float.floatToRawIntBits(x) & Float.floatToRawIntBits(y));
    return select(or(ne(x, x), ne(y, y)), x + y, select(eq(x, y), zero, larger));
  }

  /// The smaller; NaN when either is NaN, and -0 is below +0.
  public static float min(float x, float y) {
    float smaller = select(lt(x, y), x, y);
    float zero = Float.intBitsToFloat(Float.floatToRawIntBits(x) | Float.floatToRawIntBits(y));
    return select(or(ne(x, x), ne(y, y)), x + y, select(eq(x, y), zero, smaller));
  }

  /// The exact remainder `x - y trunc(x / y)`, with the sign of `x`, as C's `fmod`.
  public static float rem(float x, float y) {
    return x % y;
  }

  /// Whether the quotient has too many bits for [#remFast], or an argument is special or small.
  public static boolean remSlow(float x, float y) {
    float a = Math.abs(x);
    float b = Math.abs(y);
    boolean usual = and(and(gt(b, 0x1p-60f), lt(a, 0x1p100f)), lt(a, b * 0x1p22f));
    boolean finite = lt(b, Float.POSITIVE_INFINITY);
    return not(and(and(usual, finite), or(gt(a, 0x1p-60f), eq(a, 0f))));
  }

  /// [#rem] for `|x| < 2^22 |y|`: the quotient rounded down may be one too large, which the sign of
  /// the exact rest tells.
  public static float remFast(float x, float y) {
    float a = Math.abs(x);
    float b = Math.abs(y);
    float q = a / b;
    float near = (q + 0x1p23f) - 0x1p23f;
    float r = Math.fma(-near, b, a); // exact, since |r| <= b
    float rest = select(lt(r, 0f), r + b, r);
    return Op.copySign(rest, x);
  }

  /// The next float from `x` towards `y`; `y` when they are equal.
  public static float nextafter(float x, float y) {
    int bits = Float.floatToRawIntBits(x);
    // away from zero is one more in the bits, towards it one less
    boolean up = lt(x, y);
    boolean away = eq(select(up, 0, SIGN), bits & SIGN);
    int moved = bits + select(away, 1, -1);
    int fromZero = select(up, 1, SIGN | 1);
    int next = select(eq(x, 0f), fromZero, moved);
    float different = select(or(ne(x, x), ne(y, y)), x + y, Float.intBitsToFloat(next));
    return select(eq(x, y), y, different);
  }
}
