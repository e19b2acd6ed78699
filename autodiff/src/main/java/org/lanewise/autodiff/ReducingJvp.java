package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.CumSum;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.ir.Reducing.ReduceSum;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The derivatives of folds and scans.
final class ReducingJvp {
  private ReducingJvp() {}

  static Tangent tangent(Reducing primitive, Array x, Array y, Tangent dx) {
    return switch (primitive) {
      // d Σx = Σ dx
      case ReduceSum(Axes axes) -> dx.map(t -> Lax.reduceSum(t, axes));
      case Reduce(Reduce.Op op, Axes axes) -> reduce(op, axes, x, y, dx);
      // an index is constant but for steps
      case ArgReduce _ -> Tangent.ZERO;
      // the running sum of dx
      case CumSum(int axis, boolean reverse) -> dx.map(t -> Lax.cumsum(t, axis, reverse));
      case Cumulative(Cumulative.Op op, int axis, boolean reverse) ->
          dx.map(t -> RunningFold.tangent(op, x, t, axis, reverse));
    };
  }

  private static Tangent reduce(Reduce.Op op, Axes axes, Array x, Array y, Tangent dx) {
    return switch (op) {
      // d Πx = Σⱼ dxⱼ Π_{k≠j} xₖ
      case PROD -> dx instanceof Tangent.Of(Array t) ? product(axes, x, t) : Tangent.ZERO;
      // the mean of dx where x = y
      case MAX, MIN -> dx instanceof Tangent.Of(Array t) ? extreme(axes, x, y, t) : Tangent.ZERO;
      // of integers and truth values
      case AND, OR, XOR -> Tangent.ZERO;
    };
  }

  private static Tangent extreme(Axes axes, Array x, Array y, Array t) {
    if (folded(x.shape(), axes) == 0) {
      return Tangent.ZERO;
    }
    Shape kept = x.shape();
    for (int i = 0; i < axes.size(); i++) {
      kept = kept.with(axes.get(i), 1);
    }
    Array found = Lax.convertElementType(Lax.eq(x, Lax.reshape(y, kept)), x.dtype(), x.weakType());
    return Tangent.of(Lax.div(Lax.reduceSum(Lax.mul(t, found), axes), Lax.reduceSum(found, axes)));
  }

  /// The product rule along a tree of pairs: nothing is divided, so zeros do no harm.
  static Tangent product(Axes axes, Array x, Array t) {
    long n = folded(x.shape(), axes);
    if (n == 0) {
      return Tangent.ZERO;
    }
    Array p = flattened(x, axes, n);
    Array dp = flattened(t, axes, n);
    for (long count = n; count > 1; count = count - count / 2) {
      long half = count / 2;
      Array a = rows(p, 0, half);
      Array b = rows(p, half, 2 * half);
      Array pair = Lax.mul(a, b);
      Array dPair = Lax.addAny(Lax.mul(rows(dp, 0, half), b), Lax.mul(a, rows(dp, half, 2 * half)));
      boolean odd = 2 * half < count;
      p = odd ? Lax.concatenate(List.of(pair, rows(p, 2 * half, count)), 0) : pair;
      dp = odd ? Lax.concatenate(List.of(dPair, rows(dp, 2 * half, count)), 0) : dPair;
    }
    return Tangent.of(Lax.squeeze(dp, Axes.of(0)));
  }

  /// The folded axes as one in front of the others.
  private static Array flattened(Array x, Axes axes, long n) {
    Axes others = axes.complement(x.rank());
    Array moved = Lax.transpose(x, axes.concat(others));
    return Lax.reshape(moved, x.shape().select(others).insert(0, n));
  }

  private static Array rows(Array x, long from, long to) {
    return Lax.sliceInDim(x, from, to, 1, 0);
  }

  private static long folded(Shape shape, Axes axes) {
    return shape.select(axes).size();
  }
}
