package org.lanewise.backend.reference;

import org.lanewise.ir.Elementwise;
import org.lanewise.type.DType;

/// Integer arithmetic in 64 bits for all widths: operands are extended by their sign, results are
/// cut to the width when they are written.
final class Integers {
  private Integers() {}

  @FunctionalInterface
  interface Unary {
    long apply(long x);
  }

  @FunctionalInterface
  interface Binary {
    long apply(long x, long y);
  }

  static Unary unary(Elementwise.Unary.Op op, DType dtype) {
    int width = dtype.bitSize();
    long mask = width == 64 ? -1L : (1L << width) - 1;
    return switch (op) {
      case SIGN -> dtype.isUnsigned() ? x -> x == 0 ? 0 : 1 : Long::signum;
      case ABS -> dtype.isUnsigned() ? x -> x : Math::abs;
      case SQUARE -> x -> x * x;
      case NOT -> dtype == DType.BOOL ? x -> x ^ 1 : x -> ~x;
      case POPULATION_COUNT -> x -> Long.bitCount(x & mask);
      case CLZ -> x -> Long.numberOfLeadingZeros(x & mask) - (64 - width);
      default -> throw new AssertionError(op + " is not defined for " + dtype);
    };
  }

  static Binary binary(Elementwise.Binary.Op op, DType dtype) {
    int width = dtype.bitSize();
    boolean wide = dtype == DType.UINT64;
    long mask = width == 64 ? -1L : (1L << width) - 1;
    return switch (op) {
      case REM -> rem(dtype);
      case MAX -> wide ? (x, y) -> Long.compareUnsigned(x, y) >= 0 ? x : y : Math::max;
      case MIN -> wide ? (x, y) -> Long.compareUnsigned(x, y) <= 0 ? x : y : Math::min;
      case AND -> (x, y) -> x & y;
      case OR -> (x, y) -> x | y;
      case XOR -> (x, y) -> x ^ y;
      case SHIFT_LEFT -> (x, y) -> isWithin(y, width) ? x << y : 0;
      case SHIFT_RIGHT_LOGICAL -> (x, y) -> isWithin(y, width) ? (x & mask) >>> y : 0;
      case SHIFT_RIGHT_ARITHMETIC -> (x, y) -> signed(x, width) >> (isWithin(y, width) ? y : 63);
      case POW, ATAN2, NEXTAFTER -> throw new AssertionError(op + " is not defined for " + dtype);
    };
  }

  /// Whether a shift count is 0 … width − 1; negative counts of signed types are too large.
  private static boolean isWithin(long count, int width) {
    return count >= 0 && count < width;
  }

  /// The value whose sign bit is the highest bit of the width, also for unsigned types.
  private static long signed(long x, int width) {
    return x << (64 - width) >> (64 - width);
  }

  /// Truncating division; x / 0 is −1 (all bits one).
  static Binary div(DType dtype) {
    if (dtype == DType.UINT64) {
      return (x, y) -> y == 0 ? -1 : Long.divideUnsigned(x, y);
    }
    return (x, y) -> y == 0 ? -1 : x / y;
  }

  /// The remainder with the sign of the dividend; x rem 0 is x.
  private static Binary rem(DType dtype) {
    if (dtype == DType.UINT64) {
      return (x, y) -> y == 0 ? x : Long.remainderUnsigned(x, y);
    }
    return (x, y) -> y == 0 ? x : x % y;
  }

  static long pow(long x, int exponent) {
    long product = 1;
    long square = x;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      product = (rest & 1) != 0 ? product * square : product;
      square *= square;
    }
    return product;
  }
}
