package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.integers;
import static org.lanewise.backend.reference.Data.longs;
import static org.lanewise.backend.reference.Data.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;

/// Integers of every width: what wraps, what division by zero gives, what shifts do. The answers of
/// narrow and wide types are JAX's.
class IntegerTest {

  static Iterable<DType> integer() {
    return Data.types(DType::isInteger);
  }

  static Iterable<DType> signed() {
    return Data.types(DType::isSigned);
  }

  static Iterable<DType> unsigned() {
    return Data.types(DType::isUnsigned);
  }

  private static long least(DType t) {
    return -1L << (t.bitSize() - 1);
  }

  private static Strided binary(Binary.Op op, Strided x, Strided y) {
    return run(new Binary(op), x, y);
  }

  private static Strided unary(Unary.Op op, Strided x) {
    return run(new Unary(op), x);
  }

  @ParameterizedTest
  @MethodSource("signed")
  void signedArithmeticWraps(DType t) {
    long min = least(t);
    long max = ~min;
    assertThat(integers(run(new Elementwise.Add(), longs(t, max, min), longs(t, 1, -1))))
        .containsExactly(min, max);
    assertThat(integers(run(new Elementwise.Mul(), longs(t, max, min), longs(t, 2, -1))))
        .containsExactly(-2, min);
    assertThat(integers(run(new Elementwise.Neg(), longs(t, min, 5)))).containsExactly(min, -5);
    assertThat(integers(unary(Unary.Op.ABS, longs(t, min, -5, 5)))).containsExactly(min, 5, 5);
    assertThat(integers(unary(Unary.Op.SIGN, longs(t, min, -5, 0, max))))
        .containsExactly(-1, -1, 0, 1);
    assertThat(integers(unary(Unary.Op.SQUARE, longs(t, min, -5)))).containsExactly(0, 25);
  }

  @ParameterizedTest
  @MethodSource("signed")
  void signedDivisionTruncates(DType t) {
    long min = least(t);
    Strided x = longs(t, 7, -7, 7, -7, 1, 0, min, 5);
    Strided y = longs(t, 2, 2, -2, -2, 0, 0, -1, 0);
    assertThat(integers(run(new Elementwise.Div(), x, y)))
        .containsExactly(3, -3, -3, 3, -1, -1, min, -1);
    assertThat(integers(binary(Binary.Op.REM, x, y))).containsExactly(1, -1, 1, -1, 1, 0, 0, 5);
  }

  @ParameterizedTest
  @MethodSource("unsigned")
  void unsignedArithmeticSeesNoSign(DType t) {
    Strided all = longs(t, -1, -1, -1, 5);
    Strided y = longs(t, 2, -1, 0, 0);
    long max = ScalarBits.of(t, -1L);
    assertThat(integers(run(new Elementwise.Div(), all, y)))
        .containsExactly(max >>> 1, 1, max, max);
    assertThat(integers(binary(Binary.Op.REM, all, y))).containsExactly(1, 0, max, 5);
    assertThat(integers(binary(Binary.Op.MAX, all, longs(t, 1, 2, 3, 9))))
        .containsExactly(max, max, max, 9);
    assertThat(integers(binary(Binary.Op.MIN, all, longs(t, 1, 2, 3, 9))))
        .containsExactly(1, 2, 3, 5);
    assertThat(integers(unary(Unary.Op.SIGN, longs(t, -1, 0, 3)))).containsExactly(1, 0, 1);
    assertThat(integers(unary(Unary.Op.ABS, longs(t, -1)))).containsExactly(max);
    assertThat(integers(run(new Elementwise.Neg(), longs(t, 1)))).containsExactly(max);
    assertThat(
            integers(run(new Elementwise.Clamp(), longs(t, 3, 3), longs(t, -1, 1), longs(t, 7, 7))))
        .containsExactly(7, 3);
    assertThat(
            Data.bits(
                run(new Elementwise.Compare(Elementwise.Compare.Op.GT), all, longs(t, 1, 1, 1, 1))))
        .containsExactly(1, 1, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("integer")
  void bitsAreCountedInTheWidthOfTheType(DType t) {
    int width = t.bitSize();
    Strided x = longs(t, 0, 1, -1, 1L << (width - 1), 6);
    assertThat(integers(unary(Unary.Op.CLZ, x))).containsExactly(width, width - 1, 0, 0, width - 3);
    assertThat(integers(unary(Unary.Op.POPULATION_COUNT, x))).containsExactly(0, 1, width, 1, 2);
    assertThat(Data.bits(unary(Unary.Op.NOT, x)))
        .containsExactly(Data.bits(longs(t, -1, -2, 0, ~(1L << (width - 1)), -7)));
    assertThat(integers(binary(Binary.Op.AND, longs(t, 12), longs(t, 10)))).containsExactly(8);
    assertThat(integers(binary(Binary.Op.OR, longs(t, 12), longs(t, 10)))).containsExactly(14);
    assertThat(integers(binary(Binary.Op.XOR, longs(t, 12), longs(t, 10)))).containsExactly(6);
  }

  @ParameterizedTest
  @MethodSource("integer")
  void shiftsByTheWidthOrMoreShiftEverythingOut(DType t) {
    int width = t.bitSize();
    Strided x = longs(t, -1, -1, -1, -1, -1);
    Strided counts = longs(t, 0, 1, width - 1, width, -1);
    long all = ScalarBits.of(t, -1L);
    long top = 1L << (width - 1);
    assertThat(Data.bits(binary(Binary.Op.SHIFT_LEFT, x, counts)))
        .containsExactly(all, all & ~1L, top, 0, 0);
    assertThat(Data.bits(binary(Binary.Op.SHIFT_RIGHT_LOGICAL, x, counts)))
        .containsExactly(all, all >>> 1, 1, 0, 0);
    assertThat(Data.bits(binary(Binary.Op.SHIFT_RIGHT_ARITHMETIC, x, counts)))
        .containsExactly(all, all, all, all, all);
    assertThat(integers(binary(Binary.Op.SHIFT_RIGHT_ARITHMETIC, longs(t, 64), longs(t, 3))))
        .containsExactly(8);
  }

  @Test
  void bool() {
    Strided x = Data.vector(DType.BOOL, 0, 0, 1, 1);
    Strided y = Data.vector(DType.BOOL, 0, 1, 0, 1);
    assertThat(Data.bits(binary(Binary.Op.AND, x, y))).containsExactly(0, 0, 0, 1);
    assertThat(Data.bits(binary(Binary.Op.OR, x, y))).containsExactly(0, 1, 1, 1);
    assertThat(Data.bits(binary(Binary.Op.XOR, x, y))).containsExactly(0, 1, 1, 0);
    assertThat(Data.bits(binary(Binary.Op.MAX, x, y))).containsExactly(0, 1, 1, 1);
    assertThat(Data.bits(binary(Binary.Op.MIN, x, y))).containsExactly(0, 0, 0, 1);
    assertThat(Data.bits(unary(Unary.Op.NOT, x))).containsExactly(1, 1, 0, 0);
    assertThat(Data.bits(run(new Elementwise.Compare(Elementwise.Compare.Op.LT), x, y)))
        .containsExactly(0, 1, 0, 0);
  }
}
