package org.lanewise;

import java.util.List;
import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.CumSum;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.ir.Reducing.ReduceSum;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// The part of [Lax] that folds or scans along axes. Results keep the element type.
abstract sealed class ReducingLax extends IndexingLax permits WindowingLax {
  ReducingLax() {}

  private static Array reduce(Reduce.Op op, Array x, Axes axes) {
    Axes folded = axes.normalized("reduce", x.rank()).sorted();
    return CurrentInterpreter.bindOne(new Reduce(op, folded), List.of(x));
  }

  /// The sum along axes (numbers).
  public static Array reduceSum(Array x, Axes axes) {
    Axes folded = axes.normalized("reduce_sum", x.rank()).sorted();
    return CurrentInterpreter.bindOne(new ReduceSum(folded), List.of(x));
  }

  /// The product along axes (numbers).
  public static Array reduceProd(Array x, Axes axes) {
    return reduce(Reduce.Op.PROD, x, axes);
  }

  /// The largest along axes; NaN if any is, −∞ or the smallest integer of nothing.
  public static Array reduceMax(Array x, Axes axes) {
    return reduce(Reduce.Op.MAX, x, axes);
  }

  /// The smallest along axes; NaN if any is, +∞ or the largest integer of nothing.
  public static Array reduceMin(Array x, Axes axes) {
    return reduce(Reduce.Op.MIN, x, axes);
  }

  /// Bitwise (integers) or logical (bool) and along axes.
  public static Array reduceAnd(Array x, Axes axes) {
    return reduce(Reduce.Op.AND, x, axes);
  }

  /// Bitwise (integers) or logical (bool) or along axes.
  public static Array reduceOr(Array x, Axes axes) {
    return reduce(Reduce.Op.OR, x, axes);
  }

  /// Bitwise (integers) or logical (bool) exclusive or along axes.
  public static Array reduceXor(Array x, Axes axes) {
    return reduce(Reduce.Op.XOR, x, axes);
  }

  /// The index of the first largest element along one axis; NaN counts as the largest.
  public static Array argmax(Array x, int axis, DType indexType) {
    int a = Axes.normalize("argmax", axis, x.rank());
    return CurrentInterpreter.bindOne(new ArgReduce(ArgReduce.Op.ARGMAX, a, indexType), List.of(x));
  }

  /// The index of the first smallest element along one axis; NaN counts as the smallest.
  public static Array argmin(Array x, int axis, DType indexType) {
    int a = Axes.normalize("argmin", axis, x.rank());
    return CurrentInterpreter.bindOne(new ArgReduce(ArgReduce.Op.ARGMIN, a, indexType), List.of(x));
  }

  /// The running sum along one axis (numbers).
  public static Array cumsum(Array x, int axis, boolean reverse) {
    int a = Axes.normalize("cumsum", axis, x.rank());
    return CurrentInterpreter.bindOne(new CumSum(a, reverse), List.of(x));
  }

  /// A running product, maximum or minimum along one axis (numbers).
  public static Array cumulative(Cumulative.Op op, Array x, int axis, boolean reverse) {
    int a = Axes.normalize("cumulative", axis, x.rank());
    return CurrentInterpreter.bindOne(new Cumulative(op, a, reverse), List.of(x));
  }
}
