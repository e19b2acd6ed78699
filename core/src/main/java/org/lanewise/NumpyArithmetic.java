package org.lanewise;

import org.lanewise.Operands.Pair;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

/// The part of [Numpy] that adds, multiplies, divides and compares magnitudes.
///
/// Each function of two operands takes two arrays, or an array and a Java number on either side,
/// which is weakly typed.
///
/// ```java
/// remainder(array(-7, 7), 3); // → Array([2, 1], dtype=int32)
/// divide(array(1, 2), array(2, 2)); // → Array([0.5, 1. ], dtype=float32)
/// clip(array(-2f, 0.5f, 7f), 0, 1); // → Array([0. , 0.5, 1. ], dtype=float32)
/// ```
abstract sealed class NumpyArithmetic extends NumpyCreation permits NumpyMath {
  NumpyArithmetic() {}

  /// The sum x + y, elementwise (integers wrap; bools are joined by or).
  public static Array add(Array x, Array y) {
    Pair p = Operands.promote("add", x, y);
    return p.x().dtype() == DType.BOOL ? Lax.or(p.x(), p.y()) : Lax.add(p.x(), p.y());
  }

  /// The sum x + y with a Java number.
  public static Array add(Array x, Number y) {
    return add(x, Operands.literal("add", y, x));
  }

  /// The sum x + y with a Java number.
  public static Array add(Number x, Array y) {
    return add(Operands.literal("add", x, y), y);
  }

  /// The difference x − y, elementwise (numbers; integers wrap).
  public static Array subtract(Array x, Array y) {
    Pair p = Operands.promote("subtract", x, y);
    if (p.x().dtype() == DType.BOOL) {
      throw new DTypeException(
          "`subtract`: the operands must be numbers, got "
              + x.type()
              + " and "
              + y.type()
              + ". Use `logicalXor`, or convert with astype(DType.INT32).");
    }
    return Lax.sub(p.x(), p.y());
  }

  /// The difference x − y with a Java number.
  public static Array subtract(Array x, Number y) {
    return subtract(x, Operands.literal("subtract", y, x));
  }

  /// The difference x − y with a Java number.
  public static Array subtract(Number x, Array y) {
    return subtract(Operands.literal("subtract", x, y), y);
  }

  /// The product x · y, elementwise (integers wrap; bools are joined by and).
  public static Array multiply(Array x, Array y) {
    Pair p = Operands.promote("multiply", x, y);
    return p.x().dtype() == DType.BOOL ? Lax.and(p.x(), p.y()) : Lax.mul(p.x(), p.y());
  }

  /// The product x · y with a Java number.
  public static Array multiply(Array x, Number y) {
    return multiply(x, Operands.literal("multiply", y, x));
  }

  /// The product x · y with a Java number.
  public static Array multiply(Number x, Array y) {
    return multiply(Operands.literal("multiply", x, y), y);
  }

  /// The quotient x / y, elementwise; floating also for integers: f32 up to 32 bits, f64 for 64.
  public static Array divide(Array x, Array y) {
    Pair p = Operands.inexact("divide", x, y);
    return Lax.div(p.x(), p.y());
  }

  /// The quotient x / y with a Java number.
  public static Array divide(Array x, Number y) {
    return divide(x, Operands.inexactLiteral("divide", y, x));
  }

  /// The quotient x / y with a Java number.
  public static Array divide(Number x, Array y) {
    return divide(Operands.inexactLiteral("divide", x, y), y);
  }

  /// The quotient ⌊x / y⌋, elementwise (numbers). An integer divided by 0 is −1 (all ones when
  /// unsigned), less 1 if x and 0 differ in sign; floats divided by 0 are ±∞ or NaN.
  public static Array floorDivide(Array x, Array y) {
    Pair p = Operands.numeric("floorDivide", x, y);
    DType dtype = p.x().dtype();
    if (dtype.isUnsigned()) {
      return Lax.div(p.x(), p.y());
    }
    return dtype.isInteger()
        ? DivMod.floorDivideIntegers(p.x(), p.y())
        : DivMod.floats(p.x(), p.y()).x();
  }

  /// The quotient ⌊x / y⌋ with a Java number.
  public static Array floorDivide(Array x, Number y) {
    return floorDivide(x, Operands.literal("floorDivide", y, x));
  }

  /// The quotient ⌊x / y⌋ with a Java number.
  public static Array floorDivide(Number x, Array y) {
    return floorDivide(Operands.literal("floorDivide", x, y), y);
  }

  /// The remainder x − y·⌊x/y⌋ with the sign of y, elementwise, as Python's `%` (numbers). Integers
  /// mod 0 give 0, floats mod 0 NaN.
  public static Array remainder(Array x, Array y) {
    Pair p = Operands.numeric("remainder", x, y);
    return DivMod.remainder(p.x(), p.y());
  }

  /// The remainder with the sign of y, a Java number.
  public static Array remainder(Array x, Number y) {
    return remainder(x, Operands.literal("remainder", y, x));
  }

  /// The remainder of a Java number with the sign of y.
  public static Array remainder(Number x, Array y) {
    return remainder(Operands.literal("remainder", x, y), y);
  }

  /// The same as [#remainder(Array, Array)].
  public static Array mod(Array x, Array y) {
    return remainder(x, y);
  }

  /// The same as [#remainder(Array, Number)].
  public static Array mod(Array x, Number y) {
    return remainder(x, y);
  }

  /// The remainder with the sign of x, elementwise, as C's `fmod` (numbers). Integers mod 0 give 0.
  public static Array fmod(Array x, Array y) {
    Pair p = Operands.numeric("fmod", x, y);
    Array divisor = p.x().dtype().isInteger() ? DivMod.oneForZero(p.y()) : p.y();
    return Lax.rem(p.x(), divisor);
  }

  /// The remainder with the sign of x by a Java number.
  public static Array fmod(Array x, Number y) {
    return fmod(x, Operands.literal("fmod", y, x));
  }

  /// Quotient and remainder: [#floorDivide(Array, Array)] and [#remainder(Array, Array)].
  public static QuotientRemainder divmod(Array x, Array y) {
    Pair p = Operands.numeric("divmod", x, y);
    if (p.x().dtype().isInteger()) {
      return new QuotientRemainder(floorDivide(p.x(), p.y()), DivMod.remainder(p.x(), p.y()));
    }
    Pair result = DivMod.floats(p.x(), p.y());
    return new QuotientRemainder(result.x(), result.y());
  }

  /// A quotient and a remainder of one shape.
  ///
  /// @param quotient ⌊x / y⌋
  /// @param remainder x − y·⌊x / y⌋
  public record QuotientRemainder(Array quotient, Array remainder) {}

  /// The power xʸ, elementwise.
  ///
  /// A concrete integer scalar y multiplies repeatedly ([Lax#integerPow]), which is exact for small
  /// results and keeps the type of x; integers to integer arrays are powers by repeated squaring;
  /// floats to integer arrays keep y an integer, so that the derivative at x = 0 exists.
  ///
  /// @throws IllegalArgumentException if x is an integer array and y a negative constant
  public static Array power(Array x, Array y) {
    if (y instanceof ConcreteArray && y.rank() == 0 && y.dtype().isInteger()) {
      long n = y.longItem();
      if (n == (int) n) {
        return Powers.integerPow(x, (int) n);
      }
    }
    return Powers.power(x, y);
  }

  /// The power xʸ with a Java number; an integer multiplies repeatedly.
  public static Array power(Array x, Number y) {
    if (Operands.isIntegral(y) && y.longValue() == y.intValue()) {
      return Powers.integerPow(x, y.intValue());
    }
    return Powers.power(x, Operands.literal("power", y, x));
  }

  /// The power xʸ of a Java number.
  public static Array power(Number x, Array y) {
    return power(Operands.literal("power", x, y), y);
  }

  /// The power xʸ, elementwise, computed in floating types in any case.
  public static Array floatPower(Array x, Array y) {
    Pair p = Operands.inexact("floatPower", x, y);
    return Lax.pow(p.x(), p.y());
  }

  /// The larger, elementwise; NaN if either is.
  public static Array maximum(Array x, Array y) {
    Pair p = Operands.promote("maximum", x, y);
    return Lax.max(p.x(), p.y());
  }

  /// The larger of x and a Java number, elementwise.
  public static Array maximum(Array x, Number y) {
    return maximum(x, Operands.literal("maximum", y, x));
  }

  /// The larger of a Java number and y, elementwise.
  public static Array maximum(Number x, Array y) {
    return maximum(Operands.literal("maximum", x, y), y);
  }

  /// The smaller, elementwise; NaN if either is.
  public static Array minimum(Array x, Array y) {
    Pair p = Operands.promote("minimum", x, y);
    return Lax.min(p.x(), p.y());
  }

  /// The smaller of x and a Java number, elementwise.
  public static Array minimum(Array x, Number y) {
    return minimum(x, Operands.literal("minimum", y, x));
  }

  /// The smaller of a Java number and y, elementwise.
  public static Array minimum(Number x, Array y) {
    return minimum(Operands.literal("minimum", x, y), y);
  }

  /// The larger, elementwise; where one is NaN, the other.
  public static Array fmax(Array x, Array y) {
    Pair p = Operands.promote("fmax", x, y);
    Array xWins = Lax.or(Lax.gt(p.x(), p.y()), Numpy.isnan(p.y()));
    return Numpy.where(xWins, p.x(), p.y());
  }

  /// The smaller, elementwise; where one is NaN, the other.
  public static Array fmin(Array x, Array y) {
    Pair p = Operands.promote("fmin", x, y);
    Array xWins = Lax.or(Lax.lt(p.x(), p.y()), Numpy.isnan(p.y()));
    return Numpy.where(xWins, p.x(), p.y());
  }

  /// x limited to the interval from `min` to `max`, elementwise: min(max(x, min), max).
  public static Array clip(Array x, Array min, Array max) {
    return minimum(max, maximum(min, x));
  }

  /// x limited to the interval between two Java numbers, elementwise.
  public static Array clip(Array x, Number min, Number max) {
    return minimum(max, maximum(min, x));
  }
}
