package org.lanewise.backend.reference;

import static org.lanewise.backend.reference.ComputeKind.unexpected;

import java.util.List;
import org.lanewise.backend.IntegerPower;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.Elementary32;
import org.lanewise.backend.definition.Elementary64;
import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.FloatUnary;
import org.lanewise.backend.definition.Integer64;
import org.lanewise.backend.definition.LongBinary;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Evaluates [Elementwise]: chooses the function of `long`, `float` or `double` and maps it.
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static Strided evaluate(Elementwise primitive, List<Strided> operands, ArrayType type) {
    Strided x = operands.get(0);
    return switch (primitive) {
      case Unary(var op) -> unary(op, x, type);
      case Elementwise.IntegerPow(int exponent) -> integerPow(exponent, x, type);
      case Elementwise.Neg _ -> negate(x, type);
      case Elementwise.Add _, Elementwise.AddAny _ -> operator(Operator.ADD, operands, type);
      case Elementwise.Sub _ -> subtract(operands, type);
      case Elementwise.Mul _ -> operator(Operator.MUL, operands, type);
      case Elementwise.Div _ -> divide(operands, type);
      case Binary(var op) -> binary(op, operands, type);
      case Elementwise.Compare(var op) -> CompareKernels.compare(op, x, operands.get(1), type);
      case Elementwise.Fma _ -> fma(operands, type);
      case Elementwise.Clamp _ -> clamp(operands, type);
      case Elementwise.Select _ -> SelectKernel.select(operands, type);
      case Elementwise.Convert _ -> ConvertKernel.convert(x, type);
      case Elementwise.GammaSample _ -> repeated(x, type);
      case Elementwise.Name _, Elementwise.StopGradient _ -> x;
    };
  }

  /// The operand with sizes of 1 repeated, as a view.
  private static Strided repeated(Strided x, ArrayType type) {
    Axes axes = x.shape().isScalar() ? Axes.none() : Axes.range(type.rank());
    return x.with(x.layout().broadcast(type.shape(), axes));
  }

  private static Strided unary(Unary.Op op, Strided x, ArrayType type) {
    boolean isTest = op == Unary.Op.IS_FINITE;
    return switch (ComputeKind.of(x.dtype())) {
      case LONG -> LongMaps.map(IntegerFunctions.unary(op, x.dtype()), x, type);
      case FLOAT ->
          isTest
              ? FloatMaps.test(Definitions.floatIsFinite().scalar(), x, type)
              : FloatMaps.map(Definitions.floatUnary(definition(op)).scalar(), x, type);
      case DOUBLE ->
          isTest
              ? DoubleMaps.test(Definitions.doubleIsFinite().scalar(), x, type)
              : DoubleMaps.map(Definitions.doubleUnary(definition(op)).scalar(), x, type);
    };
  }

  /// Both roundings are printed as `round`; their definitions have names of their own.
  private static String definition(Unary.Op op) {
    if (op == Unary.Op.ROUND) {
      return "round_half_away";
    }
    return op == Unary.Op.ROUND_EVEN ? "round_half_even" : new Unary(op).name();
  }

  private static Strided integerPow(int exponent, Strided x, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> LongMaps.map(v -> IntegerPower.of(v, exponent), x, type);
      case FLOAT -> {
        FloatUnary round = rounding(type.dtype());
        yield FloatMaps.map(v -> IntegerPower.of(v, exponent, round), x, type);
      }
      case DOUBLE -> DoubleMaps.map(v -> IntegerPower.of(v, exponent), x, type);
    };
  }

  /// What an element goes through when it is stored and read again.
  private static FloatUnary rounding(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> v -> Float.float16ToFloat(Conversions.floatToFloat16(v));
      case BFLOAT16 -> v -> Conversions.bfloat16ToFloat(Conversions.floatToBfloat16(v));
      case FLOAT32 -> v -> v;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
          throw unexpected("rounding in f32", dtype);
      case FLOAT64, COMPLEX64, COMPLEX128 -> throw unexpected("rounding in f32", dtype);
    };
  }

  private static Strided negate(Strided x, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> LongMaps.map(Integer64::neg, x, type);
      case FLOAT -> FloatMaps.map(Elementary32::neg, x, type);
      case DOUBLE -> DoubleMaps.map(Elementary64::neg, x, type);
    };
  }

  private static Strided operator(Operator operator, List<Strided> operands, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> longs(operator.longs(type.dtype()), operands, type);
      case FLOAT -> floats(operator.floats(), operands, type);
      case DOUBLE -> doubles(operator.doubles(), operands, type);
    };
  }

  private static Strided subtract(List<Strided> operands, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> longs((x, y) -> x - y, operands, type);
      case FLOAT -> floats((x, y) -> x - y, operands, type);
      case DOUBLE -> doubles((x, y) -> x - y, operands, type);
    };
  }

  private static Strided divide(List<Strided> operands, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> longs(IntegerFunctions.quotient(type.dtype()), operands, type);
      case FLOAT -> floats((x, y) -> x / y, operands, type);
      case DOUBLE -> doubles((x, y) -> x / y, operands, type);
    };
  }

  private static Strided binary(Binary.Op op, List<Strided> operands, ArrayType type) {
    ComputeKind kind = ComputeKind.of(type.dtype());
    if (kind == ComputeKind.LONG) {
      return longs(IntegerFunctions.binary(op, type.dtype()), operands, type);
    }
    return switch (op) {
      case REM, ATAN2, MAX, MIN -> floating(op, operands, type);
      case POW -> pow(operands, type);
      case NEXTAFTER ->
          type.dtype().byteSize() == 2
              ? NextHalf.nextAfter(operands.get(0), operands.get(1), type)
              : floating(op, operands, type);
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          throw unexpected("floating operands", op);
    };
  }

  private static Strided floating(Binary.Op op, List<Strided> operands, ArrayType type) {
    String name = new Binary(op).name();
    return ComputeKind.of(type.dtype()) == ComputeKind.DOUBLE
        ? doubles(Definitions.doubleBinary(name).scalar(), operands, type)
        : floats(Definitions.floatBinary(name).scalar(), operands, type);
  }

  /// An integer exponent is converted to the type of the base first.
  private static Strided pow(List<Strided> operands, ArrayType type) {
    Strided y = operands.get(1);
    if (y.dtype() != type.dtype()) {
      y = ConvertKernel.convert(y, new ArrayType(type.dtype(), y.shape()));
    }
    return floating(Binary.Op.POW, List.of(operands.get(0), y), type);
  }

  private static Strided fma(List<Strided> operands, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> throw unexpected("integer operands", "fma");
      case FLOAT -> floats((FloatMaps.Ternary) Math::fma, operands, type);
      case DOUBLE -> doubles((DoubleMaps.Ternary) Math::fma, operands, type);
    };
  }

  /// clamp(lo, x, hi) = min(max(x, lo), hi).
  private static Strided clamp(List<Strided> operands, ArrayType type) {
    return switch (ComputeKind.of(type.dtype())) {
      case LONG -> {
        LongBinary max = Operator.MAX.longs(type.dtype());
        LongBinary min = Operator.MIN.longs(type.dtype());
        yield LongMaps.map(
            (lo, x, hi) -> min.apply(max.apply(x, lo), hi),
            operands.get(0),
            operands.get(1),
            operands.get(2),
            type);
      }
      case FLOAT ->
          floats((lo, x, hi) -> Elementary32.min(Elementary32.max(x, lo), hi), operands, type);
      case DOUBLE ->
          doubles((lo, x, hi) -> Elementary64.min(Elementary64.max(x, lo), hi), operands, type);
    };
  }

  private static Strided longs(LongBinary f, List<Strided> operands, ArrayType type) {
    return LongMaps.map(f, operands.get(0), operands.get(1), type);
  }

  private static Strided floats(FloatBinary f, List<Strided> operands, ArrayType type) {
    return FloatMaps.map(f, operands.get(0), operands.get(1), type);
  }

  private static Strided floats(FloatMaps.Ternary f, List<Strided> operands, ArrayType type) {
    return FloatMaps.map(f, operands.get(0), operands.get(1), operands.get(2), type);
  }

  private static Strided doubles(DoubleBinary f, List<Strided> operands, ArrayType type) {
    return DoubleMaps.map(f, operands.get(0), operands.get(1), type);
  }

  private static Strided doubles(DoubleMaps.Ternary f, List<Strided> operands, ArrayType type) {
    return DoubleMaps.map(f, operands.get(0), operands.get(1), operands.get(2), type);
  }
}
