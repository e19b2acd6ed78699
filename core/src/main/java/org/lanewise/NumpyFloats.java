package org.lanewise;

import org.lanewise.Operands.Pair;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

/// The part of [Numpy] that asks about and works on the representation of numbers.
///
/// ```java
/// isnan(array(1f, Float.NaN)); // → Array([False,  True], dtype=bool)
/// copysign(array(2f), array(-1f)); // → Array(-2., dtype=float32)
/// ```
abstract sealed class NumpyFloats extends NumpyLogic permits NumpyRanges {
  NumpyFloats() {}

  /// Whether x is NaN, elementwise.
  public static Array isnan(Array x) {
    return Lax.ne(x, x);
  }

  /// Whether x is neither infinite nor NaN, elementwise.
  public static Array isfinite(Array x) {
    return x.dtype().isFloating() ? Lax.isFinite(x) : constant(x, true);
  }

  /// Whether x is +∞ or −∞, elementwise.
  public static Array isinf(Array x) {
    return x.dtype().isFloating()
        ? Lax.eq(Lax.abs(x), Operands.like(x, Double.POSITIVE_INFINITY))
        : constant(x, false);
  }

  /// Whether x is +∞, elementwise.
  public static Array isposinf(Array x) {
    return x.dtype().isFloating()
        ? Lax.eq(x, Operands.like(x, Double.POSITIVE_INFINITY))
        : constant(x, false);
  }

  /// Whether x is −∞, elementwise.
  public static Array isneginf(Array x) {
    return x.dtype().isFloating()
        ? Lax.eq(x, Operands.like(x, Double.NEGATIVE_INFINITY))
        : constant(x, false);
  }

  private static Array constant(Array x, boolean value) {
    return Numpy.full(x.shape(), value);
  }

  /// Whether the sign bit is set, elementwise: also of −0 and of NaN.
  public static Array signbit(Array x) {
    if (x.dtype() == DType.BOOL) {
      return constant(x, false);
    }
    if (x.dtype().isInteger()) {
      return Lax.lt(x, Operands.like(x, 0));
    }
    Array bits = Lax.bitcastConvertType(x, FloatFormat.of(x.dtype()).bits());
    return Lax.lt(bits, Operands.like(bits, 0));
  }

  /// |x| with the sign of y, elementwise.
  public static Array copysign(Array x, Array y) {
    Pair p = Operands.inexact("copysign", x, y);
    Array size = Lax.abs(p.x());
    return Numpy.where(signbit(p.y()), Lax.neg(size), size);
  }

  /// The representable number next to x in the direction of y, elementwise.
  public static Array nextafter(Array x, Array y) {
    Pair p = Operands.inexact("nextafter", x, y);
    return Lax.nextafter(p.x(), p.y());
  }

  /// The distance from x to the next representable number away from zero, with the sign of x.
  public static Array spacing(Array x) {
    Array v = Operands.inexact(x);
    Array infinity = Operands.like(v, Double.POSITIVE_INFINITY);
    return Lax.sub(Lax.nextafter(v, copysign(infinity, v)), v);
  }

  /// The step function: 0 for x < 0, `y` for x = 0, 1 for x > 0, NaN for NaN.
  public static Array heaviside(Array x, Array y) {
    Pair p = Operands.inexact("heaviside", x, y);
    Array zero = Operands.like(p.x(), 0);
    Array one = Operands.like(p.x(), 1);
    Array atZero = Numpy.where(isnan(p.x()), p.x(), p.y());
    Array notNegative = Numpy.where(Lax.gt(p.x(), zero), one, atZero);
    return Numpy.where(Lax.lt(p.x(), zero), zero, notNegative);
  }

  /// Replaces NaN by 0 and infinities by the largest finite numbers of the type.
  public static Array nanToNum(Array x) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    double max = FloatFormat.of(x.dtype()).max();
    return nanToNum(x, 0, max, -max);
  }

  /// Replaces NaN and the infinities by the given numbers.
  public static Array nanToNum(Array x, double nan, double positive, double negative) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    Array noNan = Numpy.where(isnan(x), Operands.like(x, nan), x);
    Array noPositive = Numpy.where(isposinf(noNan), Operands.like(x, positive), noNan);
    return Numpy.where(isneginf(noPositive), Operands.like(x, negative), noPositive);
  }

  /// A fraction and an exponent of one shape: x = mantissa · 2^exponent.
  ///
  /// @param mantissa 0, or of absolute value from ½ up to 1, or x itself if that is not finite
  /// @param exponent i32
  public record MantissaExponent(Array mantissa, Array exponent) {}

  /// Takes x apart into mantissa and exponent, elementwise.
  public static MantissaExponent frexp(Array x) {
    Array v = Operands.inexact(x);
    FloatFormat format = FloatFormat.of(v.dtype());
    // Subnormals are scaled into the normal range first.
    Array small = Lax.lt(Lax.abs(v), Operands.like(v, format.minNormal()));
    double scale = Math.scalb(1.0, format.mantissaBits());
    Array normal = Numpy.where(small, Lax.mul(v, Operands.like(v, scale)), v);
    Array bits = Lax.bitcastConvertType(normal, format.bits());
    Array shift = bit(bits, format.mantissaBits());
    Array field = Lax.and(Lax.shiftRightLogical(bits, shift), bit(bits, format.exponentMask()));
    Array raw = Lax.convertElementType(field, DType.INT32);
    Array exponent = Lax.sub(raw, Lax.scalar(DType.INT32, (long) format.bias() - 1));
    Array correction =
        Numpy.where(
            small, Lax.scalar(DType.INT32, format.mantissaBits()), Lax.scalar(DType.INT32, 0L));
    Array cleared = Lax.and(bits, bit(bits, ~format.exponentField()));
    Array half = Lax.or(cleared, bit(bits, (long) (format.bias() - 1) << format.mantissaBits()));
    Array mantissa = Lax.bitcastConvertType(half, v.dtype());
    Array special = Lax.or(Lax.not(isfinite(v)), Lax.eq(v, Operands.like(v, 0)));
    Array power = Lax.sub(exponent, correction);
    return new MantissaExponent(
        Numpy.where(special, v, mantissa),
        Numpy.where(special, Lax.scalar(DType.INT32, 0L), power));
  }

  private static Array bit(Array like, long value) {
    return Lax.scalar(like.dtype(), value);
  }

  /// x · 2ⁿ, elementwise, without intermediate overflow (n integer).
  public static Array ldexp(Array x, Array n) {
    if (!n.dtype().isInteger() && n.dtype() != DType.BOOL) {
      throw new DTypeException(
          "`ldexp`: the exponents must be integers, got " + n.type() + ". Use `exp2` and `times`.");
    }
    Array v = Operands.inexact(x);
    Array e = Lax.convertElementType(n, DType.INT32);
    Pair p = Operands.shapes("ldexp", v, e);
    FloatFormat format = FloatFormat.of(v.dtype());
    // x = m·2ᵏ exactly in two halves; then m·2ˢ is exact, and only the last product rounds.
    Array k = frexp(p.x()).exponent();
    Array half = Lax.shiftRightArithmetic(k, Lax.scalar(DType.INT32, 1L));
    Array mantissa = scaled(scaled(p.x(), Lax.neg(half)), Lax.sub(half, k));
    Array n4 = clamp(p.y(), -4 * format.bias(), 4 * format.bias());
    Array total = Lax.add(k, n4);
    Array step = clamp(total, 2 - format.bias(), format.bias());
    Array rest = clamp(Lax.sub(total, step), 1 - format.bias(), format.bias());
    return scaled(scaled(mantissa, step), rest);
  }

  private static Array clamp(Array x, int low, int high) {
    return Lax.clamp(Lax.scalar(DType.INT32, (long) low), x, Lax.scalar(DType.INT32, (long) high));
  }

  private static Array scaled(Array x, Array exponent) {
    return Lax.mul(x, powerOfTwo(exponent, x.dtype()));
  }

  /// 2ⁿ for n in the range of normal numbers, by its bits.
  private static Array powerOfTwo(Array n, DType dtype) {
    FloatFormat format = FloatFormat.of(dtype);
    Array biased = Lax.add(n, Lax.scalar(DType.INT32, (long) format.bias()));
    Array bits = Lax.convertElementType(biased, format.bits());
    Array shifted = Lax.shiftLeft(bits, bit(bits, format.mantissaBits()));
    return Lax.bitcastConvertType(shifted, dtype);
  }

  /// The integral part of floats, and what is left; both have the sign of x.
  ///
  /// @param fraction x − whole
  /// @param whole x truncated
  public record FractionWhole(Array fraction, Array whole) {}

  /// Takes x apart into fraction and whole part, elementwise.
  public static FractionWhole modf(Array x) {
    Array v = Operands.inexact(x);
    Array whole = Numpy.trunc(v);
    return new FractionWhole(Lax.sub(v, whole), whole);
  }

  /// The greatest common divisor of |x| and |y|, elementwise (integers); gcd(0, 0) is 0.
  public static Array gcd(Array x, Array y) {
    Pair p = integers("gcd", x, y);
    return Gcd.gcd(p.x(), p.y());
  }

  /// The least common multiple of |x| and |y|, elementwise (integers); 0 if either is 0.
  public static Array lcm(Array x, Array y) {
    Pair p = integers("lcm", x, y);
    Array a = Numpy.absolute(p.x());
    Array b = Numpy.absolute(p.y());
    Array divisor = Gcd.gcd(a, b);
    Array product = Lax.mul(a, Lax.div(b, DivMod.oneForZero(divisor)));
    return Numpy.where(
        Lax.eq(divisor, Operands.like(divisor, 0)), Operands.like(divisor, 0), product);
  }

  private static Pair integers(String operation, Array x, Array y) {
    Pair p = Operands.promote(operation, x, y);
    if (!p.x().dtype().isInteger()) {
      throw new DTypeException(
          "`"
              + operation
              + "`: the operands must be integers, got "
              + x.type()
              + " and "
              + y.type()
              + ". Convert them with `astype`.");
    }
    return p;
  }
}
