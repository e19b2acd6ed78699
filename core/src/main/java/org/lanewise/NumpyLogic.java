package org.lanewise;

import org.lanewise.Operands.Pair;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Promotion;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that compares, chooses and works on bits.
///
/// ```java
/// where(array(true, false), array(1f, 2f), 0); // → Array([1., 0.], dtype=float32)
/// ```
abstract sealed class NumpyLogic extends NumpyMath permits NumpyFloats {
  NumpyLogic() {}

  /// Whether x = y, elementwise, bool; false where either is NaN.
  public static Array equal(Array x, Array y) {
    Pair p = Operands.promote("equal", x, y);
    return Lax.eq(p.x(), p.y());
  }

  /// Whether x = y, elementwise, with a Java number.
  public static Array equal(Array x, Number y) {
    return equal(x, Operands.literal("equal", y, x));
  }

  /// Whether x ≠ y, elementwise, bool; true where either is NaN.
  public static Array notEqual(Array x, Array y) {
    Pair p = Operands.promote("notEqual", x, y);
    return Lax.ne(p.x(), p.y());
  }

  /// Whether x ≠ y, elementwise, with a Java number.
  public static Array notEqual(Array x, Number y) {
    return notEqual(x, Operands.literal("notEqual", y, x));
  }

  /// Whether x < y, elementwise, bool; false where either is NaN.
  public static Array less(Array x, Array y) {
    Pair p = Operands.promote("less", x, y);
    return Lax.lt(p.x(), p.y());
  }

  /// Whether x < y, elementwise, with a Java number.
  public static Array less(Array x, Number y) {
    return less(x, Operands.literal("less", y, x));
  }

  /// Whether x ≤ y, elementwise, bool; false where either is NaN.
  public static Array lessEqual(Array x, Array y) {
    Pair p = Operands.promote("lessEqual", x, y);
    return Lax.le(p.x(), p.y());
  }

  /// Whether x ≤ y, elementwise, with a Java number.
  public static Array lessEqual(Array x, Number y) {
    return lessEqual(x, Operands.literal("lessEqual", y, x));
  }

  /// Whether x > y, elementwise, bool; false where either is NaN.
  public static Array greater(Array x, Array y) {
    Pair p = Operands.promote("greater", x, y);
    return Lax.gt(p.x(), p.y());
  }

  /// Whether x > y, elementwise, with a Java number.
  public static Array greater(Array x, Number y) {
    return greater(x, Operands.literal("greater", y, x));
  }

  /// Whether x ≥ y, elementwise, bool; false where either is NaN.
  public static Array greaterEqual(Array x, Array y) {
    Pair p = Operands.promote("greaterEqual", x, y);
    return Lax.ge(p.x(), p.y());
  }

  /// Whether x ≥ y, elementwise, with a Java number.
  public static Array greaterEqual(Array x, Number y) {
    return greaterEqual(x, Operands.literal("greaterEqual", y, x));
  }

  /// Bitwise (integers) or logical (bool) and, elementwise.
  public static Array bitwiseAnd(Array x, Array y) {
    Pair p = Operands.promote("bitwiseAnd", x, y);
    return Lax.and(p.x(), p.y());
  }

  /// Bitwise and with a Java integer.
  public static Array bitwiseAnd(Array x, Number y) {
    return bitwiseAnd(x, Operands.literal("bitwiseAnd", y, x));
  }

  /// Bitwise (integers) or logical (bool) or, elementwise.
  public static Array bitwiseOr(Array x, Array y) {
    Pair p = Operands.promote("bitwiseOr", x, y);
    return Lax.or(p.x(), p.y());
  }

  /// Bitwise or with a Java integer.
  public static Array bitwiseOr(Array x, Number y) {
    return bitwiseOr(x, Operands.literal("bitwiseOr", y, x));
  }

  /// Bitwise (integers) or logical (bool) exclusive or, elementwise.
  public static Array bitwiseXor(Array x, Array y) {
    Pair p = Operands.promote("bitwiseXor", x, y);
    return Lax.xor(p.x(), p.y());
  }

  /// Bitwise exclusive or with a Java integer.
  public static Array bitwiseXor(Array x, Number y) {
    return bitwiseXor(x, Operands.literal("bitwiseXor", y, x));
  }

  /// The complement of every bit (integers), or logical negation (bool).
  public static Array bitwiseNot(Array x) {
    return Lax.not(x);
  }

  /// The same as [#bitwiseNot(Array)].
  public static Array invert(Array x) {
    return Lax.not(x);
  }

  /// The number of one bits of |x|, u8 (integers).
  public static Array bitwiseCount(Array x) {
    Array ones = Lax.populationCount(Numpy.absolute(Operands.numeric(x)));
    return Lax.convertElementType(ones, DType.UINT8);
  }

  /// x shifted left by y bits (integers); 0 when y is not below the width.
  public static Array leftShift(Array x, Array y) {
    Pair p = Operands.numeric("leftShift", x, y);
    return Lax.shiftLeft(p.x(), p.y());
  }

  /// x shifted left by a Java number of bits (integers).
  public static Array leftShift(Array x, Number y) {
    return leftShift(x, Operands.literal("leftShift", y, x));
  }

  /// x shifted right by y bits (integers): copies of the sign come in for signed types, else zeros.
  public static Array rightShift(Array x, Array y) {
    Pair p = Operands.numeric("rightShift", x, y);
    return p.x().dtype().isUnsigned()
        ? Lax.shiftRightLogical(p.x(), p.y())
        : Lax.shiftRightArithmetic(p.x(), p.y());
  }

  /// x shifted right by a Java number of bits (integers).
  public static Array rightShift(Array x, Number y) {
    return rightShift(x, Operands.literal("rightShift", y, x));
  }

  /// x as truth values: whether it is not zero.
  static Array truth(Array x) {
    return x.dtype() == DType.BOOL ? x : Lax.ne(x, Operands.like(x, 0));
  }

  /// Whether both are not zero, elementwise.
  public static Array logicalAnd(Array x, Array y) {
    Pair p = Operands.promote("logicalAnd", x, y);
    return Lax.and(truth(p.x()), truth(p.y()));
  }

  /// Whether either is not zero, elementwise.
  public static Array logicalOr(Array x, Array y) {
    Pair p = Operands.promote("logicalOr", x, y);
    return Lax.or(truth(p.x()), truth(p.y()));
  }

  /// Whether just one is not zero, elementwise.
  public static Array logicalXor(Array x, Array y) {
    Pair p = Operands.promote("logicalXor", x, y);
    return Lax.xor(truth(p.x()), truth(p.y()));
  }

  /// Whether x is zero, elementwise.
  public static Array logicalNot(Array x) {
    return Lax.not(truth(x));
  }

  /// Picks `x` where the condition holds (is not zero), else `y`; all three broadcast, `x` and `y`
  /// promote. Both are computed; the derivative of the one not picked is zero times its own, so
  /// keep it finite.
  ///
  /// ```java
  /// where(x.gt(0), x, 0);   // relu
  /// ```
  public static Array where(Array condition, Array x, Array y) {
    Array picked = truth(condition);
    ArrayType to = Promotion.join(x.type(), y.type());
    Array a = Lax.convertElementType(x, to.dtype(), to.weak());
    Array b = Lax.convertElementType(y, to.dtype(), to.weak());
    if (condition.rank() == 0) {
      Shape shape = Operands.broadcast("where", a.type(), b.type());
      return Lax.select(picked, Numpy.broadcastTo(a, shape), Numpy.broadcastTo(b, shape));
    }
    Shape shape = Operands.broadcast("where", picked.type(), a.type(), b.type());
    return Lax.select(
        Numpy.broadcastTo(picked, shape), Numpy.broadcastTo(a, shape), Numpy.broadcastTo(b, shape));
  }

  /// Picks `x` where the condition holds, else a Java number.
  public static Array where(Array condition, Array x, Number y) {
    return where(condition, x, Operands.literal("where", y, x));
  }

  /// Picks a Java number where the condition holds, else `y`.
  public static Array where(Array condition, Number x, Array y) {
    return where(condition, Operands.literal("where", x, y), y);
  }

  /// Picks one of two Java numbers; the result is weakly typed.
  public static Array where(Array condition, Number x, Number y) {
    return where(condition, Operands.weak("where", x), Operands.weak("where", y));
  }

  /// Whether |x − y| ≤ 1e-8 + 1e-5·|y|, elementwise; infinities are close to themselves.
  public static Array isclose(Array x, Array y) {
    return isclose(x, y, 1e-5, 1e-8, false);
  }

  /// Whether |x − y| ≤ atol + rtol·|y|, elementwise; infinities are close to themselves.
  ///
  /// @param equalNan whether NaN is close to NaN
  public static Array isclose(Array x, Array y, double rtol, double atol, boolean equalNan) {
    Pair p = Operands.promote("isclose", x, y);
    Array a = p.x();
    Array b = p.y();
    if (!a.dtype().isFloating()) {
      return iscloseExact(a, b, rtol, atol);
    }
    Array bound = Lax.add(Operands.like(b, atol), Lax.mul(Operands.like(b, rtol), Lax.abs(b)));
    Array near = Lax.and(Lax.isFinite(b), Lax.le(Lax.abs(Lax.sub(a, b)), bound));
    Array close = Lax.or(near, Lax.eq(a, b));
    return equalNan ? Lax.or(close, Lax.and(Numpy.isnan(a), Numpy.isnan(b))) : close;
  }

  private static Array iscloseExact(Array a, Array b, double rtol, double atol) {
    return isclose(
        Lax.convertElementType(a, DType.FLOAT64),
        Lax.convertElementType(b, DType.FLOAT64),
        rtol,
        atol,
        false);
  }

  /// Whether all elements are close in the sense of [#isclose(Array, Array)]: a bool scalar.
  public static Array allclose(Array x, Array y) {
    return allclose(x, y, 1e-5, 1e-8, false);
  }

  /// Whether |x − y| ≤ atol + rtol·|y| for all elements: a bool scalar.
  public static Array allclose(Array x, Array y, double rtol, double atol, boolean equalNan) {
    return Numpy.all(isclose(x, y, rtol, atol, equalNan));
  }

  /// Whether shapes and all elements are equal: a bool scalar.
  public static Array arrayEqual(Array x, Array y) {
    return arrayEqual(x, y, false);
  }

  /// Whether shapes and all elements are equal: a bool scalar.
  ///
  /// @param equalNan whether NaN equals NaN
  public static Array arrayEqual(Array x, Array y, boolean equalNan) {
    if (!x.shape().equals(y.shape())) {
      return Numpy.array(false);
    }
    Array same = equal(x, y);
    if (equalNan) {
      same = Lax.or(same, Lax.and(Numpy.isnan(x), Numpy.isnan(y)));
    }
    return Lax.reduceAnd(same, Axes.range(same.rank()));
  }

  /// Whether the shapes broadcast and all elements are equal then: a bool scalar.
  public static Array arrayEquiv(Array x, Array y) {
    try {
      Operands.broadcast("arrayEquiv", x.type(), y.type());
    } catch (ShapeException e) {
      return Numpy.array(false);
    }
    return Numpy.all(equal(x, y));
  }
}
