package org.lanewise;

import org.lanewise.Operands.Pair;

/// Division with a remainder, as Python defines it: the quotient is rounded down, the remainder has
/// the sign of the divisor. Operands are promoted already.
final class DivMod {
  private DivMod() {}

  /// ⌊x / y⌋ for signed integers: the truncated quotient, less 1 where signs differ and a remainder
  /// is left.
  static Array floorDivideIntegers(Array x, Array y) {
    Array quotient = Lax.div(x, y);
    Array signsDiffer = Lax.ne(Lax.sign(x), Lax.sign(y));
    Array inexact = Lax.ne(Lax.rem(x, y), Operands.like(x, 0));
    Array less = Lax.sub(quotient, Operands.like(quotient, 1));
    return Numpy.where(Lax.and(signsDiffer, inexact), less, quotient);
  }

  /// Quotient and remainder of floats: q = round((x − x rem y) / y), corrected by 1 where the
  /// remainder has the wrong sign; x / 0 keeps the quotient's infinity.
  static Pair floats(Array x, Array y) {
    Array rem = Lax.rem(x, y);
    Array zero = Operands.like(x, 0);
    Array dividend = Numpy.where(Lax.eq(y, zero), x, Lax.sub(x, rem));
    Array quotient = Lax.div(dividend, y);
    Array wrong = Lax.and(Lax.ne(rem, zero), Lax.ne(Lax.sign(y), Lax.sign(rem)));
    Array mod = Lax.select(wrong, Lax.add(rem, y), rem);
    Array floor = Lax.select(wrong, Lax.sub(quotient, Operands.like(x, 1)), quotient);
    return new Pair(Lax.round(floor), mod);
  }

  /// x mod y with the sign of y; integers mod 0 are 0.
  static Array remainder(Array x, Array y) {
    Array zero = Operands.like(x, 0);
    Array divisor = y.dtype().isInteger() ? oneForZero(y) : y;
    Array rem = Lax.rem(x, divisor);
    Array notZero = Lax.ne(rem, zero);
    Array signsDiffer = Lax.ne(Lax.lt(rem, zero), Lax.lt(divisor, zero));
    return Lax.select(Lax.and(signsDiffer, notZero), Lax.add(rem, divisor), rem);
  }

  /// y with 1 in place of 0.
  static Array oneForZero(Array y) {
    return Numpy.where(Lax.eq(y, Operands.like(y, 0)), Operands.like(y, 1), y);
  }
}
