package org.lanewise.ir;

import static org.lanewise.ir.Operands.ANY;
import static org.lanewise.ir.Operands.FLOATING;
import static org.lanewise.ir.Operands.INTEGER;
import static org.lanewise.ir.Operands.INTEGER_OR_BOOL;
import static org.lanewise.ir.Operands.NUMBER;

import java.util.function.Predicate;
import org.lanewise.ir.Elementwise.Add;
import org.lanewise.ir.Elementwise.AddAny;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Clamp;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Convert;
import org.lanewise.ir.Elementwise.Div;
import org.lanewise.ir.Elementwise.Fma;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Elementwise.Mul;
import org.lanewise.ir.Elementwise.Neg;
import org.lanewise.ir.Elementwise.Select;
import org.lanewise.ir.Elementwise.StopGradient;
import org.lanewise.ir.Elementwise.Sub;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

/// The type rules of [Elementwise]: the shape is the common one of the operands, the element type
/// theirs unless a rule says otherwise.
final class ElementwiseTypes {
  private static final String NUMBER_TYPE = "an integer or floating type";
  private static final String FLOATING_TYPE = "a floating type";
  private static final String INTEGER_TYPE = "an integer type";
  private static final String BITS_TYPE = "an integer type or bool";

  private ElementwiseTypes() {}

  static ArrayType infer(Elementwise primitive, Operands operands) {
    return switch (primitive) {
      case Unary(var op) -> unary(op, operands);
      case IntegerPow(int exponent) -> integerPow(exponent, operands);
      case Neg _ -> uniform(1, NUMBER, NUMBER_TYPE, operands);
      case Add _, Sub _, Mul _, Div _ -> uniform(2, NUMBER, NUMBER_TYPE, operands);
      case AddAny _ -> uniform(2, NUMBER, NUMBER_TYPE, operands);
      case Binary(var op) -> binary(op, operands);
      case Compare _ -> uniform(2, ANY, "any type", operands).withDType(DType.BOOL);
      case Fma _ -> uniform(3, FLOATING, FLOATING_TYPE, operands);
      case Clamp _ -> uniform(3, NUMBER, NUMBER_TYPE, operands);
      case Select _ -> select(operands);
      case Convert(var dtype, boolean weak) -> convert(dtype, weak, operands);
      case Elementwise.GammaSample _ -> uniform(2, FLOATING, FLOATING_TYPE, operands);
      case Elementwise.Name _, StopGradient _ -> uniform(1, ANY, "any type", operands);
    };
  }

  /// `n` operands of one element type of some kind; the result has that type, and is weak if all
  /// are.
  private static ArrayType uniform(
      int n, Predicate<DType> accepted, String kind, Operands operands) {
    operands.requireCount(n);
    for (int i = 0; i < n; i++) {
      operands.requireKind(i, accepted, kind);
    }
    DType dtype = operands.requireOneDType(0);
    return new ArrayType(dtype, operands.broadcast(), operands.allWeak(0));
  }

  private static ArrayType unary(Unary.Op op, Operands operands) {
    return switch (op) {
      case SIGN, ABS, SQUARE -> uniform(1, NUMBER, NUMBER_TYPE, operands);
      case IS_FINITE -> uniform(1, FLOATING, FLOATING_TYPE, operands).withDType(DType.BOOL);
      case NOT -> uniform(1, INTEGER_OR_BOOL, BITS_TYPE, operands);
      case POPULATION_COUNT, CLZ -> uniform(1, INTEGER, INTEGER_TYPE, operands);
      case FLOOR, CEIL, ROUND, ROUND_EVEN -> uniform(1, FLOATING, FLOATING_TYPE, operands);
      case EXP, EXP2, EXPM1, LOG, LOG1P, LOG2, LOG10, SQRT, RSQRT, CBRT ->
          uniform(1, FLOATING, FLOATING_TYPE, operands);
      case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH ->
          uniform(1, FLOATING, FLOATING_TYPE, operands);
      case LOGISTIC, ERF, ERFC, ERF_INV, LGAMMA, DIGAMMA ->
          uniform(1, FLOATING, FLOATING_TYPE, operands);
    };
  }

  /// The reciprocal of an integer is no integer.
  private static ArrayType integerPow(int exponent, Operands operands) {
    ArrayType result = uniform(1, NUMBER, NUMBER_TYPE, operands);
    if (exponent < 0 && result.dtype().isInteger()) {
      throw new DTypeException(
          ("`integer_pow`: an integer operand must have an exponent that is not negative, "
                  + "got %s and exponent %d. Convert the operand to a floating type.")
              .formatted(operands.get(0), exponent));
    }
    return result;
  }

  private static ArrayType binary(Binary.Op op, Operands operands) {
    return switch (op) {
      case REM -> uniform(2, NUMBER, NUMBER_TYPE, operands);
      case POW -> pow(operands);
      case ATAN2, NEXTAFTER -> uniform(2, FLOATING, FLOATING_TYPE, operands);
      case MAX, MIN -> uniform(2, ANY, "any type", operands);
      case AND, OR, XOR -> uniform(2, INTEGER_OR_BOOL, BITS_TYPE, operands);
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          uniform(2, INTEGER, INTEGER_TYPE, operands);
    };
  }

  /// xʸ with y of the type of x or an integer; the type is that of x.
  private static ArrayType pow(Operands operands) {
    operands.requireCount(2);
    operands.requireKind(0, FLOATING, FLOATING_TYPE);
    if (!operands.dtype(1).isInteger()) {
      operands.requireOneDType(0);
    }
    return new ArrayType(operands.dtype(0), operands.broadcast(), operands.allWeak(0));
  }

  /// The index tells which of the cases, so its weakness does not matter.
  private static ArrayType select(Operands operands) {
    operands.requireCountAtLeast(2);
    DType which = operands.dtype(0);
    if (which != DType.BOOL && which != DType.INT32) {
      throw new DTypeException(
          ("`select_n`: operand 0 must be bool or i32, got %s. Compare it, or convert it "
                  + "with `astype`.")
              .formatted(operands.get(0)));
    }
    if (which == DType.BOOL && operands.count() != 3) {
      throw new IllegalArgumentException(
          "`select_n`: a bool chooses between two cases, got %d: %s. Choose by an i32."
              .formatted(operands.count() - 1, operands.types()));
    }
    DType dtype = operands.requireOneDType(1);
    return new ArrayType(dtype, operands.broadcast(), operands.allWeak(1));
  }

  private static ArrayType convert(DType dtype, boolean weak, Operands operands) {
    operands.requireCount(1);
    operands.requireParameter("new_dtype", dtype, ANY, "any type");
    return new ArrayType(dtype, operands.shape(0), weak);
  }
}
