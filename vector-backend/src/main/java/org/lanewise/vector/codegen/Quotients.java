package org.lanewise.vector.codegen;

import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Floating;
import org.lanewise.vector.codegen.Code.Shift;

/// Quotients and remainders of 32-bit integers in vectors, which no machine divides: by way of f64,
/// exactly.
///
/// With 0 ≤ x < 2³² and 0 < y < 2³² the product t = x · (1/y) is within x/y · 2⁻⁵¹ < 2⁻¹⁹ of x/y,
/// so the integer q that is nearest to t is less than 1 from it, and r = x − q·y, which one fma
/// gives without rounding, is between −y and y. Where r < 0, q is one too large. A reciprocal is
/// computed once where the divisor is the same for all elements.
///
/// Signed numbers go through their absolute values. A zero divisor gives what the definitions give
/// ([org.lanewise.backend.definition.Integer32]): −1, and x as remainder.
final class Quotients {
  private static final long HALF_RANGE = 1L << 31;

  /// 1.5 · 2⁵²: added to a smaller number, it leaves no room for a fraction.
  private static final long ROUNDER = 3L << 51;

  private final Graph g;

  private Quotients(Graph g) {
    this.g = g;
  }

  /// The quotient or the remainder of the operands of a formula.
  static int of(boolean quotient, FormulaBuilder f, boolean unsigned) {
    Quotients made = new Quotients(f.graph());
    int x = f.raw(0);
    int y = f.raw(1);
    return unsigned ? made.unsigned(quotient, x, y) : made.signed(quotient, x, y);
  }

  private int signed(boolean quotient, int x, int y) {
    int signX = g.shift(Shift.SHR, x, 31);
    int signY = g.shift(Shift.SHR, y, 31);
    int result = divided(quotient, negatedIf(signX, x), negatedIf(signY, y));
    int sign = quotient ? g.like(Bitwise.XOR, signX, signY) : signX;
    return unlessZero(y, negatedIf(sign, result), quotient ? minusOne() : x);
  }

  private int unsigned(boolean quotient, int x, int y) {
    return unlessZero(y, divided(quotient, x, y), quotient ? minusOne() : x);
  }

  /// −x where a sign is all ones, x where it is 0.
  private int negatedIf(int sign, int x) {
    return g.like(Arithmetic.SUB, g.like(Bitwise.XOR, x, sign), sign);
  }

  private int minusOne() {
    return g.number(Lane.I32, -1);
  }

  private int unlessZero(int y, int result, int ifZero) {
    return g.select(g.compare(Comparison.EQ, y, g.number(Lane.I32, 0)), ifZero, result);
  }

  /// Of words without sign; anything where y = 0.
  private int divided(boolean quotient, int x, int y) {
    int from = asDouble(x);
    int by = asDouble(y);
    int inverse = g.like(Arithmetic.DIV, g.number(Lane.F64, 1), by);
    int rounder = g.number(Lane.F64, ROUNDER);
    int raised = g.like(Arithmetic.ADD, g.like(Arithmetic.MUL, from, inverse), rounder);
    int nearest = g.like(Arithmetic.SUB, raised, rounder);
    int rest = g.like(Floating.FMA, nearest, g.like(Floating.NEG, by), from);
    int isOver = g.compare(Comparison.LT, rest, g.number(Lane.F64, 0));
    if (quotient) {
      int one = g.number(Lane.F64, 1);
      return asWord(g.select(isOver, g.like(Arithmetic.SUB, nearest, one), nearest));
    }
    return asWord(g.select(isOver, g.like(Arithmetic.ADD, rest, by), rest));
  }

  /// The value of a word without sign: of the word with its highest bit turned, and 2³¹.
  private int asDouble(int word) {
    int turned = g.bitsWith(Bitwise.XOR, word, Integer.MIN_VALUE);
    int signed = g.node(Cast.CONVERT, Lane.F64, turned);
    return g.like(Arithmetic.ADD, signed, g.number(Lane.F64, HALF_RANGE));
  }

  private int asWord(int value) {
    int signed = g.like(Arithmetic.SUB, value, g.number(Lane.F64, HALF_RANGE));
    return g.bitsWith(Bitwise.XOR, g.node(Cast.CONVERT, Lane.I32, signed), Integer.MIN_VALUE);
  }
}
