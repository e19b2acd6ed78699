package org.lanewise.backend.reference;

import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Evaluates comparisons; every one with NaN is false but `ne`.
final class CompareKernels {
  private CompareKernels() {}

  static Strided compare(Compare.Op op, Strided x, Strided y, ArrayType type) {
    return switch (ComputeKind.of(x.dtype())) {
      case LONG ->
          LongMaps.compare(x.dtype() == DType.UINT64 ? unsigned(op) : longs(op), x, y, type);
      case FLOAT -> FloatMaps.compare(floats(op), x, y, type);
      case DOUBLE -> DoubleMaps.compare(doubles(op), x, y, type);
    };
  }

  private static LongMaps.Relation longs(Compare.Op op) {
    return switch (op) {
      case EQ -> (x, y) -> x == y;
      case NE -> (x, y) -> x != y;
      case LT -> (x, y) -> x < y;
      case LE -> (x, y) -> x <= y;
      case GT -> (x, y) -> x > y;
      case GE -> (x, y) -> x >= y;
    };
  }

  private static LongMaps.Relation unsigned(Compare.Op op) {
    LongMaps.Relation signed = longs(op);
    return (x, y) -> signed.holds(x + Long.MIN_VALUE, y + Long.MIN_VALUE);
  }

  private static FloatMaps.Relation floats(Compare.Op op) {
    return switch (op) {
      case EQ -> (x, y) -> x == y;
      case NE -> (x, y) -> x != y;
      case LT -> (x, y) -> x < y;
      case LE -> (x, y) -> x <= y;
      case GT -> (x, y) -> x > y;
      case GE -> (x, y) -> x >= y;
    };
  }

  private static DoubleMaps.Relation doubles(Compare.Op op) {
    return switch (op) {
      case EQ -> (x, y) -> x == y;
      case NE -> (x, y) -> x != y;
      case LT -> (x, y) -> x < y;
      case LE -> (x, y) -> x <= y;
      case GT -> (x, y) -> x > y;
      case GE -> (x, y) -> x >= y;
    };
  }
}
