package org.lanewise.vector.codegen;

import org.jspecify.annotations.Nullable;
import org.lanewise.backend.definition.Definition;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Count;
import org.lanewise.vector.codegen.Code.Shift;

/// Formulas of integers and bool. Types below 32 bits compute on their extensions and are cut back
/// when they are stored; where the width matters (shifts, leading zeros) it is part of the formula.
final class IntegerFormulas {
  private IntegerFormulas() {}

  private static Definition<?> unaryDefinition(String name, Lane lane) {
    return lane == Lane.I32 ? Definitions.intUnary(name) : Definitions.longUnary(name);
  }

  private static Definition<?> binaryDefinition(String name, Lane lane) {
    return lane == Lane.I32 ? Definitions.intBinary(name) : Definitions.longBinary(name);
  }

  static @Nullable FormulaBuilder unary(Unary.Op op, FormulaBuilder f) {
    Graph g = f.graph();
    DType type = f.type(0);
    int x = f.raw(0);
    Lane lane = g.lane(x);
    return switch (op) {
      case SIGN ->
          f.result(
              type,
              type.isUnsigned()
                  ? isNonzero(g, x)
                  : f.apply(unaryDefinition("sign", lane), lane, x));
      case ABS ->
          f.result(type, type.isUnsigned() ? x : f.apply(unaryDefinition("abs", lane), lane, x));
      case SQUARE -> f.result(type, g.like(Arithmetic.MUL, x, x));
      case NOT -> f.result(type, g.bitsWith(Bitwise.XOR, x, type == DType.BOOL ? 1 : -1));
      case POPULATION_COUNT -> f.result(type, g.like(Count.BITS, zeroExtended(g, type, x)));
      case CLZ -> {
        int zeros = g.like(Count.CLZ, zeroExtended(g, type, x));
        yield f.result(type, g.bitsWith(Arithmetic.SUB, zeros, lane.bits() - type.bitSize()));
      }
      case FLOOR, CEIL, ROUND, ROUND_EVEN, IS_FINITE -> null;
      case EXP, EXP2, EXPM1, LOG, LOG1P, LOG2, LOG10, SQRT, RSQRT, CBRT -> null;
      case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH -> null;
      case LOGISTIC, ERF, ERFC, ERF_INV, LGAMMA, DIGAMMA -> null;
    };
  }

  private static int isNonzero(Graph g, int x) {
    Lane lane = g.lane(x);
    int zero = g.number(lane, 0);
    return g.select(g.compare(Comparison.NE, x, zero), g.number(lane, 1), zero);
  }

  static int zeroExtended(Graph g, DType type, int x) {
    return type.bitSize() >= 32 ? x : g.bitsWith(Bitwise.AND, x, (1L << type.bitSize()) - 1);
  }

  private static int signExtended(Graph g, DType type, int x) {
    int count = 32 - type.bitSize();
    return count <= 0 ? x : g.shift(Shift.SHR, g.shift(Shift.SHL, x, count), count);
  }

  /// A value whose signed order is the order of its type: unsigned words with the highest bit
  /// turned.
  static int ordered(FormulaBuilder f, DType type, int x) {
    return switch (type) {
      case UINT32 -> f.graph().bitsWith(Bitwise.XOR, x, Integer.MIN_VALUE);
      case UINT64 -> f.graph().bitsWith(Bitwise.XOR, x, Long.MIN_VALUE);
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16 -> x;
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> x;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  /// `div` or `rem`.
  static FormulaBuilder quotient(String name, FormulaBuilder f) {
    DType type = f.type(0);
    boolean unsignedWord = type == DType.UINT32 || type == DType.UINT64;
    Lane lane = f.graph().lane(f.raw(0));
    if (f.isVector() && lane == Lane.I32) {
      return f.result(type, Quotients.of(name.equals("div"), f, unsignedWord));
    }
    Definition<?> definition = binaryDefinition(unsignedWord ? name + "_unsigned" : name, lane);
    return f.result(type, f.apply(definition, lane, f.raw(0), f.raw(1)));
  }

  /// The larger or the smaller.
  static int extreme(Binary.Op op, FormulaBuilder f, DType type, int x, int y) {
    Comparison order = op == Binary.Op.MAX ? Comparison.GT : Comparison.LT;
    int first = f.graph().compare(order, ordered(f, type, x), ordered(f, type, y));
    return f.graph().select(first, x, y);
  }

  static @Nullable FormulaBuilder binary(Binary.Op op, FormulaBuilder f) {
    DType type = f.type(0);
    Graph g = f.graph();
    int x = f.raw(0);
    int y = f.raw(1);
    return switch (op) {
      case REM -> quotient("rem", f);
      case MAX, MIN -> f.result(type, extreme(op, f, type, x, y));
      case AND -> f.result(type, g.like(Bitwise.AND, x, y));
      case OR -> f.result(type, g.like(Bitwise.OR, x, y));
      case XOR -> f.result(type, g.like(Bitwise.XOR, x, y));
      case SHIFT_LEFT -> f.result(type, outside(g, type, y, g.like(Shift.SHL, x, y)));
      case SHIFT_RIGHT_LOGICAL -> {
        int shifted = g.like(Shift.USHR, zeroExtended(g, type, x), y);
        yield f.result(type, outside(g, type, y, shifted));
      }
      case SHIFT_RIGHT_ARITHMETIC -> {
        int most = g.number(g.lane(y), type.bitSize() - 1);
        int count = g.select(inside(g, type, y), y, most);
        yield f.result(type, g.like(Shift.SHR, signExtended(g, type, x), count));
      }
      case POW, ATAN2, NEXTAFTER -> null;
    };
  }

  /// Whether a shift count, read as unsigned, is below the width.
  private static int inside(Graph g, DType type, int count) {
    Lane lane = g.lane(count);
    int from = g.compare(Comparison.GE, count, g.number(lane, 0));
    return g.like(
        Bitwise.AND, from, g.compare(Comparison.LT, count, g.number(lane, type.bitSize())));
  }

  private static int outside(Graph g, DType type, int count, int shifted) {
    return g.select(inside(g, type, count), shifted, g.number(g.lane(shifted), 0));
  }
}
