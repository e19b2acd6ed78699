package org.lanewise.ir;

import static org.lanewise.ir.Operands.ANY;
import static org.lanewise.ir.Operands.INTEGER;
import static org.lanewise.ir.Operands.INTEGER_OR_BOOL;
import static org.lanewise.ir.Operands.NUMBER;

import java.util.function.Predicate;
import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.CumSum;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.ir.Reducing.ReduceSum;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The type rules of [Reducing]: folded axes go, the element type stays.
final class ReducingTypes {
  private static final String NUMBER_TYPE = "an integer or floating type";

  private ReducingTypes() {}

  static ArrayType infer(Reducing primitive, Operands operands) {
    return switch (primitive) {
      case ReduceSum(var axes) -> fold(axes, NUMBER, NUMBER_TYPE, operands);
      case Reduce(var op, var axes) -> reduce(op, axes, operands);
      case ArgReduce argReduce -> argReduce(argReduce, operands);
      case CumSum(int axis, _) -> scan(axis, operands);
      case Cumulative(_, int axis, _) -> scan(axis, operands);
    };
  }

  private static ArrayType fold(
      Axes axes, Predicate<DType> accepted, String kind, Operands operands) {
    operands.requireCount(1);
    operands.requireKind(0, accepted, kind);
    ArrayType operand = operands.get(0);
    operands.requireAscending("axes", axes, operand.rank());
    return operand.withShape(operand.shape().without(axes));
  }

  /// Folds of bits are strong, as in JAX.
  private static ArrayType reduce(Reduce.Op op, Axes axes, Operands operands) {
    return switch (op) {
      case PROD -> fold(axes, NUMBER, NUMBER_TYPE, operands);
      case MAX, MIN -> fold(axes, ANY, "any type", operands);
      case AND, OR, XOR ->
          fold(axes, INTEGER_OR_BOOL, "an integer type or bool", operands).withWeak(false);
    };
  }

  private static ArrayType argReduce(ArgReduce primitive, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    operands.requireAxis("axis", primitive.axis(), operand.rank());
    operands.requireParameter("index_dtype", primitive.indexType(), INTEGER, "an integer type");
    if (operand.shape().get(primitive.axis()) == 0) {
      throw operands.error(
          "there is no extreme of nothing, but operand %s axis %d has size 0. Check the size"
              + " first.",
          operand, primitive.axis());
    }
    return new ArrayType(primitive.indexType(), operand.shape().without(Axes.of(primitive.axis())));
  }

  private static ArrayType scan(int axis, Operands operands) {
    operands.requireCount(1);
    operands.requireKind(0, NUMBER, NUMBER_TYPE);
    operands.requireAxis("axis", axis, operands.get(0).rank());
    return operands.get(0);
  }
}
