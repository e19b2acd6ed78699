package org.lanewise.vector.reduce;

import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The SIMD executables of folds along axes.
public final class Reductions {
  private Reductions() {}

  /// The executable of a fold of this operand, or nothing for other primitives and types.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    return primitive instanceof Reducing reducing
        ? fold(reducing, operands.get(0))
        : Optional.empty();
  }

  private static Optional<Executable> fold(Reducing reducing, ArrayType operand) {
    return switch (reducing) {
      case Reducing.ReduceSum sum when isNumber(operand.dtype()) ->
          Optional.of(new FoldExecutable(sum, Fold.Op.SUM, operand, sum.axes()));
      case Reducing.Reduce fold when fits(fold.op(), operand.dtype()) ->
          Optional.of(new FoldExecutable(fold, op(fold.op()), operand, fold.axes()));
      case Reducing.ArgReduce arg when isNumber(operand.dtype()) && operand.size() > 0 ->
          Optional.of(new ArgExecutable(arg, operand));
      case Reducing.ReduceSum _,
          Reducing.Reduce _,
          Reducing.ArgReduce _,
          Reducing.CumSum _,
          Reducing.Cumulative _ ->
          Optional.empty();
    };
  }

  /// The operator of a sum or fold that has a kernel for elements of a type.
  public static Optional<Fold.Op> operator(Reducing reducing, DType dtype) {
    return switch (reducing) {
      case Reducing.ReduceSum _ when isNumber(dtype) -> Optional.of(Fold.Op.SUM);
      case Reducing.Reduce fold when fits(fold.op(), dtype) -> Optional.of(op(fold.op()));
      case Reducing.ReduceSum _,
          Reducing.Reduce _,
          Reducing.ArgReduce _,
          Reducing.CumSum _,
          Reducing.Cumulative _ ->
          Optional.empty();
    };
  }

  /// The type in which elements of a type are folded: of 32 or 64 bits.
  public static DType computed(DType dtype) {
    return FoldExecutable.computed(dtype);
  }

  private static boolean isNumber(DType dtype) {
    return dtype.isFloating() || dtype.isInteger();
  }

  private static boolean fits(Reducing.Reduce.Op op, DType dtype) {
    return switch (op) {
      case PROD, MAX, MIN -> isNumber(dtype);
      case AND, OR, XOR -> dtype.isInteger() || dtype == DType.BOOL;
    };
  }

  private static Fold.Op op(Reducing.Reduce.Op op) {
    return switch (op) {
      case PROD -> Fold.Op.PROD;
      case MAX -> Fold.Op.MAX;
      case MIN -> Fold.Op.MIN;
      case AND -> Fold.Op.AND;
      case OR -> Fold.Op.OR;
      case XOR -> Fold.Op.XOR;
    };
  }
}
