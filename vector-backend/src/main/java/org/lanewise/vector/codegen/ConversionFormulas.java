package org.lanewise.vector.codegen;

import org.lanewise.backend.definition.Conversions;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;

/// Formulas of conversions by value: floating to integer truncates and saturates with NaN as 0,
/// integers wrap, floating types round once to nearest, ties to even.
final class ConversionFormulas {
  private ConversionFormulas() {}

  static FormulaBuilder convert(DType to, FormulaBuilder f) {
    DType from = f.type(0);
    if (from == to) {
      return f.rawResult(to, f.raw(0));
    }
    int value = f.value(0);
    return switch (to) {
      case BOOL ->
          f.result(
              to,
              f.graph().compare(Comparison.NE, value, f.graph().number(f.graph().lane(value), 0)));
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> f.result(to, toInt(to, from, f, value));
      case INT64, UINT64 -> f.result(to, toLong(to, from, f, value));
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> f.result(to, toFloating(to, 0, f));
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  /// An operand in the compute lanes of a floating type; f16 and bf16 are still to be rounded.
  static int toFloating(DType to, int operand, FormulaBuilder f) {
    DType from = f.type(operand);
    int value = f.value(operand);
    return switch (to) {
      case FLOAT32 -> toFloat(from, f, value);
      case FLOAT64 -> toDouble(from, f, value);
      case FLOAT16, BFLOAT16 -> toHalf(from, f, value);
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("no floating type: " + to);
    };
  }

  private static int toInt(DType to, DType from, FormulaBuilder f, int value) {
    Graph g = f.graph();
    Lane lane = g.lane(value);
    if (!from.isFloating()) {
      return lane == Lane.I64 ? g.node(Cast.CONVERT, Lane.I32, value) : value;
    }
    if (to == DType.UINT32) {
      String method = lane == Lane.F32 ? "floatToUnsignedInt" : "doubleToUnsignedInt";
      return f.call(Conversions.class, method, Lane.I32, value);
    }
    int whole = g.node(Cast.CONVERT, Lane.I32, value);
    if (to == DType.INT32) {
      return whole;
    }
    int least = g.number(Lane.I32, to.isUnsigned() ? 0 : -(1L << (to.bitSize() - 1)));
    int most = g.number(Lane.I32, (1L << (to.bitSize() - (to.isUnsigned() ? 0 : 1))) - 1);
    int raised = g.select(g.compare(Comparison.LT, whole, least), least, whole);
    return g.select(g.compare(Comparison.GT, raised, most), most, raised);
  }

  private static int toLong(DType to, DType from, FormulaBuilder f, int value) {
    Graph g = f.graph();
    Lane lane = g.lane(value);
    if (from == DType.UINT32) {
      return g.node(Cast.EXTEND, Lane.I64, value);
    }
    if (from.isFloating() && to == DType.UINT64) {
      String method = lane == Lane.F32 ? "floatToUnsignedLong" : "doubleToUnsignedLong";
      return f.call(Conversions.class, method, Lane.I64, value);
    }
    return lane == Lane.I64 ? value : g.node(Cast.CONVERT, Lane.I64, value);
  }

  private static int toFloat(DType from, FormulaBuilder f, int value) {
    if (from == DType.UINT32) {
      return f.graph().node(Cast.CONVERT, Lane.F32, unsignedToDouble(f, value));
    }
    if (from == DType.UINT64) {
      return f.call(Conversions.class, "unsignedLongToFloat", Lane.F32, value);
    }
    return f.graph().lane(value) == Lane.F32
        ? value
        : f.graph().node(Cast.CONVERT, Lane.F32, value);
  }

  private static int toDouble(DType from, FormulaBuilder f, int value) {
    if (from == DType.UINT32) {
      return unsignedToDouble(f, value);
    }
    if (from == DType.UINT64) {
      return f.call(Conversions.class, "unsignedLongToDouble", Lane.F64, value);
    }
    return f.graph().lane(value) == Lane.F64
        ? value
        : f.graph().node(Cast.CONVERT, Lane.F64, value);
  }

  /// The value of unsigned 32 bits, exact: that of the signed number, plus 2³² if it is negative.
  private static int unsignedToDouble(FormulaBuilder f, int value) {
    Graph g = f.graph();
    int signed = g.node(Cast.CONVERT, Lane.F64, value);
    int wrapped = g.like(Arithmetic.ADD, signed, g.number(Lane.F64, 1L << 32));
    int negative = g.compare(Comparison.LT, signed, g.number(Lane.F64, 0));
    return g.select(negative, wrapped, signed);
  }

  /// The value as f32, to be rounded once more: exact, or rounded to odd where that rounding
  /// decides.
  private static int toHalf(DType from, FormulaBuilder f, int value) {
    if (from != DType.FLOAT64 && (from.isFloating() || from.bitSize() <= 16)) {
      return toFloat(from, f, value);
    }
    return HalfFloats.toOdd(f.graph(), toDouble(from, f, value));
  }
}
