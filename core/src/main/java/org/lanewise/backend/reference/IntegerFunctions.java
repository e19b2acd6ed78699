package org.lanewise.backend.reference;

import static org.lanewise.backend.reference.ComputeKind.unexpected;

import org.lanewise.backend.definition.Integer64;
import org.lanewise.backend.definition.LongBinary;
import org.lanewise.backend.definition.LongUnary;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.type.DType;

/// Functions of integers and bool, on values that are extended to 64 bits; results wrap when they
/// are stored. Where the width matters (shifts, leading zeros, u64) it is part of the function.
final class IntegerFunctions {
  private IntegerFunctions() {}

  static LongUnary unary(Unary.Op op, DType dtype) {
    int width = dtype.bitSize();
    return switch (op) {
      case SIGN -> dtype.isUnsigned() ? x -> x == 0 ? 0 : 1 : Integer64::sign;
      case ABS -> dtype.isUnsigned() ? x -> x : Integer64::abs;
      case SQUARE -> Integer64::square;
      case NOT -> dtype == DType.BOOL ? x -> x ^ 1 : Integer64::not;
      case POPULATION_COUNT -> x -> Long.bitCount(zeroExtended(x, width));
      case CLZ -> x -> Long.numberOfLeadingZeros(zeroExtended(x, width)) - (64 - width);
      case FLOOR, CEIL, ROUND, ROUND_EVEN, IS_FINITE -> throw unexpected("integer operands", op);
      case EXP, EXP2, EXPM1, LOG, LOG1P, LOG2, LOG10, SQRT, RSQRT, CBRT ->
          throw unexpected("integer operands", op);
      case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH ->
          throw unexpected("integer operands", op);
      case LOGISTIC, ERF, ERFC, ERF_INV, LGAMMA, DIGAMMA ->
          throw unexpected("integer operands", op);
    };
  }

  static LongBinary binary(Binary.Op op, DType dtype) {
    int width = dtype.bitSize();
    return switch (op) {
      case REM -> dtype == DType.UINT64 ? Integer64::remUnsigned : Integer64::rem;
      case MAX -> Operator.MAX.longs(dtype);
      case MIN -> Operator.MIN.longs(dtype);
      case AND -> Operator.AND.longs(dtype);
      case OR -> Operator.OR.longs(dtype);
      case XOR -> Operator.XOR.longs(dtype);
      case SHIFT_LEFT -> (x, n) -> isBelow(n, width) ? x << n : 0;
      case SHIFT_RIGHT_LOGICAL -> (x, n) -> isBelow(n, width) ? zeroExtended(x, width) >>> n : 0;
      case SHIFT_RIGHT_ARITHMETIC ->
          (x, n) -> signExtended(x, width) >> (isBelow(n, width) ? n : width - 1);
      case POW, ATAN2, NEXTAFTER -> throw unexpected("integer operands", op);
    };
  }

  /// x / y, truncated towards zero; all ones for y = 0.
  static LongBinary quotient(DType dtype) {
    return dtype == DType.UINT64 ? Integer64::divUnsigned : Integer64::div;
  }

  /// Whether a shift count, which is unsigned, is below the width.
  private static boolean isBelow(long count, int width) {
    return count >= 0 && count < width;
  }

  private static long zeroExtended(long x, int width) {
    return x << (64 - width) >>> (64 - width);
  }

  /// Also of unsigned types: their highest bit counts as the sign.
  private static long signExtended(long x, int width) {
    return x << (64 - width) >> (64 - width);
  }
}
