package org.lanewise.vmap;

import java.util.List;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.CumSum;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.ir.Reducing.ReduceSum;
import org.lanewise.type.Axes;

/// Folds and scans: along the same axes, the lanes being one that is left alone. The order of a
/// fold depends on the folded extent alone, so each lane keeps its bits.
final class ReducingBatching {
  private ReducingBatching() {}

  static Lanes apply(Reducing primitive, Lanes x) {
    return switch (primitive) {
      // Σ xᵢ along the lane's axes
      case ReduceSum(Axes axes) -> fold(new ReduceSum(x.shifted(axes)), x.shifted(axes), x);
      // the fold of xᵢ along the lane's axes
      case Reduce(Reduce.Op op, Axes axes) ->
          fold(new Reduce(op, x.shifted(axes)), x.shifted(axes), x);
      // the place in xᵢ
      case ArgReduce(ArgReduce.Op op, int axis, var indexType) ->
          fold(new ArgReduce(op, x.shifted(axis), indexType), Axes.of(x.shifted(axis)), x);
      // the running sum of xᵢ
      case CumSum(int axis, boolean reverse) -> scan(new CumSum(x.shifted(axis), reverse), x);
      // the running fold of xᵢ
      case Cumulative(Cumulative.Op op, int axis, boolean reverse) ->
          scan(new Cumulative(op, x.shifted(axis), reverse), x);
    };
  }

  private static Lanes fold(Reducing primitive, Axes folded, Lanes x) {
    int before = 0;
    for (int i = 0; i < folded.size(); i++) {
      before += folded.get(i) < x.axis() ? 1 : 0;
    }
    return new Lanes(CurrentInterpreter.bindOne(primitive, List.of(x.array())), x.axis() - before);
  }

  private static Lanes scan(Reducing primitive, Lanes x) {
    return new Lanes(CurrentInterpreter.bindOne(primitive, List.of(x.array())), x.axis());
  }
}
