package org.lanewise.vector.fusion;

import java.util.Optional;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Reducing;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.reduce.Fold;
import org.lanewise.vector.reduce.Reductions;

/// Recognises folds of the last axes.
///
/// f16 and bf16 are widened to f32 before the fold and rounded once after it, narrow integers fold
/// as i32: the conversions are maps of their own, which share the loops around the fold.
final class RowFolds {
  /// Many rows that are shorter are better turned into columns, by the fold's own kernel.
  private static final long SHORT = 24;

  private static final long MANY = 32;

  private RowFolds() {}

  /// Adds a fold to a program, or returns false if it is none of this kind.
  static boolean add(Lowering lowering, Reducing reducing, Value operand, Equation equation) {
    Axes axes = axes(reducing);
    ArrayType type = operand.type();
    Optional<Fold.Op> op = Reductions.operator(reducing, type.dtype());
    if (op.isEmpty() || type.size() == 0 || !areLast(axes, type.shape()) || !operand.isWhole()) {
      return false;
    }
    long n = type.shape().select(axes).size();
    long rows = type.size() / n;
    if (n < SHORT && rows >= MANY) {
      return false;
    }
    DType computed = Reductions.computed(type.dtype());
    Value wide = lowering.converted(operand, computed);
    Fold fold = Fold.of(op.get(), computed);
    lowering.fold(
        equation, sums -> new Operation.RowFold(ofRows(reducing), fold, wide, sums, n), computed);
    return true;
  }

  /// The axes of a sum or fold.
  static Axes axes(Reducing reducing) {
    return switch (reducing) {
      case Reducing.ReduceSum sum -> sum.axes();
      case Reducing.Reduce fold -> fold.axes();
      case Reducing.ArgReduce _, Reducing.CumSum _, Reducing.Cumulative _ -> Axes.none();
    };
  }

  private static Reducing ofRows(Reducing reducing) {
    return reducing instanceof Reducing.Reduce fold
        ? new Reducing.Reduce(fold.op(), Axes.of(1))
        : new Reducing.ReduceSum(Axes.of(1));
  }

  /// Whether no axis that is kept comes after one that is folded; axes of size 1 do not count.
  private static boolean areLast(Axes axes, Shape shape) {
    boolean folded = false;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.get(axis) != 1) {
        if (folded && !axes.contains(axis)) {
          return false;
        }
        folded |= axes.contains(axis);
      }
    }
    return true;
  }
}
