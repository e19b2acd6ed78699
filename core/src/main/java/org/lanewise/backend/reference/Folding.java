package org.lanewise.backend.reference;

import java.util.Locale;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Combines two elements given as bits: the operators of scatters, reductions and scans.
final class Folding {
  private Folding() {}

  /// The operators.
  enum Op {
    SUM,
    PROD,
    MAX,
    MIN,
    AND,
    OR,
    XOR
  }

  /// An element and an update of a scatter.
  static long combine(Scatter.Op op, DType dtype, long old, long update) {
    return switch (op) {
      case SET -> update;
      case ADD -> combine(Op.SUM, dtype, old, update);
      case MUL -> combine(Op.PROD, dtype, old, update);
      case MIN -> combine(Op.MIN, dtype, old, update);
      case MAX -> combine(Op.MAX, dtype, old, update);
    };
  }

  /// `x ∘ y`, rounded to the type.
  static long combine(Op op, DType dtype, long x, long y) {
    return switch (Scalars.kind(dtype)) {
      case SINGLE ->
          Scalars.bits(
              dtype, combine(op, Scalars.single(dtype, x), Scalars.single(dtype, y)));
      case REAL ->
          Scalars.bits(combine(op, Double.longBitsToDouble(x), Double.longBitsToDouble(y)));
      case INTEGER ->
          combineIntegers(op, dtype, ScalarBits.toLong(dtype, x), ScalarBits.toLong(dtype, y));
    };
  }

  static float combine(Op op, float x, float y) {
    return switch (op) {
      case SUM -> x + y;
      case PROD -> x * y;
      case MAX, MIN -> Definitions.floatBinary(name(op)).scalar().apply(x, y);
      case AND, OR, XOR -> throw new AssertionError(op + " is not defined for floating types");
    };
  }

  static double combine(Op op, double x, double y) {
    return switch (op) {
      case SUM -> x + y;
      case PROD -> x * y;
      case MAX, MIN -> Definitions.doubleBinary(name(op)).scalar().apply(x, y);
      case AND, OR, XOR -> throw new AssertionError(op + " is not defined for floating types");
    };
  }

  static long combineIntegers(Op op, DType dtype, long x, long y) {
    return switch (op) {
      case SUM -> dtype == DType.BOOL ? x | y : x + y;
      case PROD -> dtype == DType.BOOL ? x & y : x * y;
      case MAX -> Integers.binary(Binary.Op.MAX, dtype).apply(x, y);
      case MIN -> Integers.binary(Binary.Op.MIN, dtype).apply(x, y);
      case AND -> x & y;
      case OR -> x | y;
      case XOR -> x ^ y;
    };
  }

  private static String name(Op op) {
    return op.name().toLowerCase(Locale.ROOT);
  }

  /// The identity, as bits of the type.
  static long identity(Op op, DType dtype) {
    int width = dtype.bitSize();
    boolean signed = dtype.isSigned();
    long least = signed ? 1L << (width - 1) : 0;
    long most = signed ? ~(-1L << (width - 1)) : -1L;
    return switch (op) {
      case SUM, OR, XOR -> 0;
      case PROD -> ScalarBits.of(dtype, 1L);
      case AND -> dtype == DType.BOOL ? 1 : ScalarBits.of(dtype, -1L);
      case MAX ->
          dtype.isFloating() ? ScalarBits.of(dtype, Double.NEGATIVE_INFINITY) : least;
      case MIN ->
          dtype.isFloating()
              ? ScalarBits.of(dtype, Double.POSITIVE_INFINITY)
              : dtype == DType.BOOL ? 1 : ScalarBits.of(dtype, most);
    };
  }
}
