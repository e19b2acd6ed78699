package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Evaluates [Windowing].
final class WindowingKernels {
  private WindowingKernels() {}

  static Strided evaluate(Windowing primitive, List<Strided> operands, ArrayType type) {
    return switch (primitive) {
      case Windowing.Conv conv -> new ConvKernel(conv, operands.get(0), operands.get(1)).run(type);
      case Windowing.ReduceWindowSum(Window window) ->
          WindowFold.fold(Operator.ADD, window, operands.get(0), type);
      case Windowing.ReduceWindow(var op, Window window) ->
          WindowFold.fold(operator(op), window, operands.get(0), type);
      case Windowing.SelectAndGatherAdd(var select, Window window) ->
          new WindowChoice(select, window, operands.get(1)).gather(operands.get(0), type);
      case Windowing.SelectAndScatterAdd(var select, Window window) ->
          new WindowChoice(select, window, operands.get(1)).scatter(operands.get(0), type);
    };
  }

  private static Operator operator(Windowing.ReduceWindow.Op op) {
    return switch (op) {
      case PROD -> Operator.MUL;
      case MAX -> Operator.MAX;
      case MIN -> Operator.MIN;
      case AND -> Operator.AND;
      case OR -> Operator.OR;
    };
  }
}
