package org.lanewise;

/// The operators of arrays: arithmetic, comparison and bits.
///
/// Operands broadcast and promote as in [Numpy]. A Java number is weakly typed: `x.times(2)` has
/// the type of `x` whatever that is, and `x.times(0.5)` too if `x` is floating. The names are those
/// that Kotlin maps to its operators.
public sealed interface ArrayArithmetic permits Array {

  /// The sum x + y; see [Numpy#add(Array, Array)].
  default Array plus(Array y) {
    return Numpy.add((Array) this, y);
  }

  /// The sum x + y with a Java number.
  default Array plus(Number y) {
    return Numpy.add((Array) this, y);
  }

  /// The difference x − y; see [Numpy#subtract(Array, Array)].
  default Array minus(Array y) {
    return Numpy.subtract((Array) this, y);
  }

  /// The difference x − y with a Java number.
  default Array minus(Number y) {
    return Numpy.subtract((Array) this, y);
  }

  /// The product x · y, element by element; see [Numpy#multiply(Array, Array)].
  default Array times(Array y) {
    return Numpy.multiply((Array) this, y);
  }

  /// The product x · y with a Java number.
  default Array times(Number y) {
    return Numpy.multiply((Array) this, y);
  }

  /// The quotient x / y, floating also for integers; see [Numpy#divide(Array, Array)].
  default Array div(Array y) {
    return Numpy.divide((Array) this, y);
  }

  /// The quotient x / y with a Java number, floating also for integers.
  default Array div(Number y) {
    return Numpy.divide((Array) this, y);
  }

  /// The quotient ⌊x / y⌋; see [Numpy#floorDivide(Array, Array)].
  default Array floorDiv(Array y) {
    return Numpy.floorDivide((Array) this, y);
  }

  /// The quotient ⌊x / y⌋ with a Java number.
  default Array floorDiv(Number y) {
    return Numpy.floorDivide((Array) this, y);
  }

  /// The remainder with the sign of y, as Python's `%`; see [Numpy#remainder(Array, Array)].
  default Array rem(Array y) {
    return Numpy.remainder((Array) this, y);
  }

  /// The remainder with the sign of y, a Java number.
  default Array rem(Number y) {
    return Numpy.remainder((Array) this, y);
  }

  /// The negative −x.
  default Array unaryMinus() {
    return Numpy.negative((Array) this);
  }

  /// The power xʸ; see [Numpy#power(Array, Array)].
  default Array pow(Array y) {
    return Numpy.power((Array) this, y);
  }

  /// The power xʸ with a Java number; an integer y multiplies repeatedly.
  default Array pow(Number y) {
    return Numpy.power((Array) this, y);
  }

  /// The product of matrices; see [Numpy#matmul(Array, Array)].
  default Array matmul(Array y) {
    return Numpy.matmul((Array) this, y);
  }

  /// The dot product; see [Numpy#dot(Array, Array)].
  default Array dot(Array y) {
    return Numpy.dot((Array) this, y);
  }

  /// Whether x = y, elementwise.
  default Array eq(Array y) {
    return Numpy.equal((Array) this, y);
  }

  /// Whether x = y, elementwise, with a Java number.
  default Array eq(Number y) {
    return Numpy.equal((Array) this, y);
  }

  /// Whether x ≠ y, elementwise.
  default Array ne(Array y) {
    return Numpy.notEqual((Array) this, y);
  }

  /// Whether x ≠ y, elementwise, with a Java number.
  default Array ne(Number y) {
    return Numpy.notEqual((Array) this, y);
  }

  /// Whether x < y, elementwise.
  default Array lt(Array y) {
    return Numpy.less((Array) this, y);
  }

  /// Whether x < y, elementwise, with a Java number.
  default Array lt(Number y) {
    return Numpy.less((Array) this, y);
  }

  /// Whether x ≤ y, elementwise.
  default Array le(Array y) {
    return Numpy.lessEqual((Array) this, y);
  }

  /// Whether x ≤ y, elementwise, with a Java number.
  default Array le(Number y) {
    return Numpy.lessEqual((Array) this, y);
  }

  /// Whether x > y, elementwise.
  default Array gt(Array y) {
    return Numpy.greater((Array) this, y);
  }

  /// Whether x > y, elementwise, with a Java number.
  default Array gt(Number y) {
    return Numpy.greater((Array) this, y);
  }

  /// Whether x ≥ y, elementwise.
  default Array ge(Array y) {
    return Numpy.greaterEqual((Array) this, y);
  }

  /// Whether x ≥ y, elementwise, with a Java number.
  default Array ge(Number y) {
    return Numpy.greaterEqual((Array) this, y);
  }

  /// Bitwise (integers) or logical (bool) and.
  default Array and(Array y) {
    return Numpy.bitwiseAnd((Array) this, y);
  }

  /// Bitwise and with a Java integer.
  default Array and(Number y) {
    return Numpy.bitwiseAnd((Array) this, y);
  }

  /// Bitwise (integers) or logical (bool) or.
  default Array or(Array y) {
    return Numpy.bitwiseOr((Array) this, y);
  }

  /// Bitwise or with a Java integer.
  default Array or(Number y) {
    return Numpy.bitwiseOr((Array) this, y);
  }

  /// Bitwise (integers) or logical (bool) exclusive or.
  default Array xor(Array y) {
    return Numpy.bitwiseXor((Array) this, y);
  }

  /// Bitwise exclusive or with a Java integer.
  default Array xor(Number y) {
    return Numpy.bitwiseXor((Array) this, y);
  }

  /// The complement of every bit (integers), or logical negation (bool).
  default Array not() {
    return Numpy.bitwiseNot((Array) this);
  }

  /// x shifted left by y bits (integers).
  default Array shl(Array y) {
    return Numpy.leftShift((Array) this, y);
  }

  /// x shifted left by a Java number of bits (integers).
  default Array shl(Number y) {
    return Numpy.leftShift((Array) this, y);
  }

  /// x shifted right by y bits (integers): copies of the sign come in for signed types, else zeros.
  default Array shr(Array y) {
    return Numpy.rightShift((Array) this, y);
  }

  /// x shifted right by a Java number of bits (integers).
  default Array shr(Number y) {
    return Numpy.rightShift((Array) this, y);
  }
}
