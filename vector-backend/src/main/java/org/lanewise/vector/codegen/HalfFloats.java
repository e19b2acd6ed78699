package org.lanewise.vector.codegen;

import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Floating;
import org.lanewise.vector.codegen.Code.Shift;

/// Conversions of f16 and bf16 by bit operations, since not every machine has instructions for
/// them.
///
/// f16 follows Fabian Giesen's branch-free forms ("Float->half variants", 2012): a multiplication
/// by a power of two moves the exponent and normalises subnormal numbers; the rounding of an
/// addition drops the bits of subnormal results.
final class HalfFloats {
  private static final int INFINITY = 0x7F80_0000;

  private HalfFloats() {}

  /// The value of the f16 whose bits are `raw`, exact.
  static int fromFloat16(Graph g, int raw) {
    int magnitude = g.bitsWith(Bitwise.AND, raw, 0x7FFF);
    int shifted = g.node(Cast.BITCAST, Lane.F32, g.shift(Shift.SHL, magnitude, 13));
    int scale = g.constant(Lane.F32, Float.floatToRawIntBits(0x1p112f));
    int finite = g.node(Cast.BITCAST, Lane.I32, g.like(Arithmetic.MUL, shifted, scale));
    int special = g.compare(Comparison.GE, magnitude, g.number(Lane.I32, 0x7C00));
    int bits = g.select(special, g.bitsWith(Bitwise.OR, finite, INFINITY), finite);
    int sign = g.shift(Shift.SHL, g.bitsWith(Bitwise.AND, raw, 0x8000), 16);
    return g.node(Cast.BITCAST, Lane.F32, g.like(Bitwise.OR, bits, sign));
  }

  /// The bits of the nearest f16, ties to even.
  static int toFloat16(Graph g, int value) {
    int bits = g.node(Cast.BITCAST, Lane.I32, value);
    int magnitude = g.bitsWith(Bitwise.AND, bits, 0x7FFF_FFFF);
    // below 2^-14 the sum with 1/2 has its last bit where the f16's last bit is
    int half = g.constant(Lane.F32, Float.floatToRawIntBits(0.5f));
    int sum = g.like(Arithmetic.ADD, g.node(Cast.BITCAST, Lane.F32, magnitude), half);
    int subnormal = g.bitsWith(Arithmetic.SUB, g.node(Cast.BITCAST, Lane.I32, sum), 0x3F00_0000);
    int odd = g.bitsWith(Bitwise.AND, g.shift(Shift.USHR, magnitude, 13), 1);
    int biased = g.bitsWith(Arithmetic.ADD, magnitude, ((15 - 127) << 23) + 0xFFF);
    int normal = g.shift(Shift.USHR, g.like(Arithmetic.ADD, biased, odd), 13);
    int small = g.compare(Comparison.LT, magnitude, g.number(Lane.I32, 113 << 23));
    int finite = g.select(small, subnormal, normal);
    int huge = g.compare(Comparison.GE, magnitude, g.number(Lane.I32, 0x477F_F000));
    int nan = g.compare(Comparison.GT, magnitude, g.number(Lane.I32, INFINITY));
    int special = g.select(nan, g.number(Lane.I32, 0x7E00), g.number(Lane.I32, 0x7C00));
    int rounded = g.select(huge, special, finite);
    int sign = g.bitsWith(Bitwise.AND, g.shift(Shift.USHR, bits, 16), 0x8000);
    return g.like(Bitwise.OR, rounded, sign);
  }

  /// The value of the bf16 whose bits are `raw`, exact.
  static int fromBfloat16(Graph g, int raw) {
    return g.node(Cast.BITCAST, Lane.F32, g.shift(Shift.SHL, raw, 16));
  }

  /// The bits of the nearest bf16, ties to even: adding just under a half, and one more when the
  /// last kept bit is odd, carries exactly when the value rounds up.
  static int toBfloat16(Graph g, int value) {
    int bits = g.node(Cast.BITCAST, Lane.I32, value);
    int odd = g.bitsWith(Bitwise.AND, g.shift(Shift.USHR, bits, 16), 1);
    int rounded =
        g.shift(
            Shift.USHR, g.like(Arithmetic.ADD, g.bitsWith(Arithmetic.ADD, bits, 0x7FFF), odd), 16);
    int magnitude = g.bitsWith(Bitwise.AND, bits, 0x7FFF_FFFF);
    int nan = g.compare(Comparison.GT, magnitude, g.number(Lane.I32, INFINITY));
    return g.select(nan, g.number(Lane.I32, 0x7FC0), rounded);
  }

  /// The neighbour in 16 bits of `x` in the direction of `y`, given as bits and as values: `y` if
  /// they are equal, NaN if either is.
  static int nextAfter(Graph g, int xBits, int yBits, int x, int y) {
    int up = g.compare(Comparison.LT, x, y);
    int positive =
        g.compare(Comparison.EQ, g.bitsWith(Bitwise.AND, xBits, 0x8000), g.number(Lane.I32, 0));
    // away from zero is one more in the bits, towards it one less
    int one = g.number(Lane.I32, 1);
    int minusOne = g.number(Lane.I32, -1);
    int upStep = g.select(positive, one, minusOne);
    int step = g.select(up, upStep, g.like(Arithmetic.SUB, g.number(Lane.I32, 0), upStep));
    int moved = g.like(Arithmetic.ADD, xBits, step);
    int zero = g.compare(Comparison.EQ, x, g.number(Lane.F32, 0));
    int fromZero = g.select(up, one, g.number(Lane.I32, 0x8001));
    int next = g.select(zero, fromZero, moved);
    int sameOrNan =
        g.like(Bitwise.OR, g.compare(Comparison.EQ, x, y), g.compare(Comparison.NE, y, y));
    return g.select(g.compare(Comparison.NE, x, x), xBits, g.select(sameOrNan, yBits, next));
  }

  /// The f32 of an f64 with its last bit set if it is not exact, so that a second rounding to fewer
  /// bits is right (Boldo and Melquiond's rounding to odd).
  static int toOdd(Graph g, int value) {
    int near = g.node(Cast.CONVERT, Lane.F32, value);
    int back = g.node(Cast.CONVERT, Lane.F64, near);
    int bits = g.node(Cast.BITCAST, Lane.I32, near);
    int beyond = g.compare(Comparison.GT, g.like(Floating.ABS, back), g.like(Floating.ABS, value));
    int below = g.select(beyond, g.bitsWith(Arithmetic.SUB, bits, 1), bits);
    int odd = g.node(Cast.BITCAST, Lane.F32, g.bitsWith(Bitwise.OR, below, 1));
    int inexact =
        g.like(
            Bitwise.AND,
            g.compare(Comparison.NE, back, value),
            g.compare(Comparison.EQ, near, near));
    return g.select(inexact, odd, near);
  }
}
