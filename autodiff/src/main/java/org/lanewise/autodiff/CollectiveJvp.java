package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Collective.AllGather;
import org.lanewise.ir.Collective.AxisIndex;
import org.lanewise.ir.Collective.PPermute;
import org.lanewise.ir.Collective.PReduce;
import org.lanewise.ir.Collective.PSum;

/// The derivatives of what crosses the lanes of a mapped axis. Every lane has a tangent of its own.
final class CollectiveJvp {
  private CollectiveJvp() {}

  static Tangent tangent(Collective primitive, List<Array> x, Array y, List<Tangent> dx) {
    return switch (primitive) {
      // d f(x) = f(dx)
      case PSum _, AllGather _, PPermute _ ->
          dx.get(0).map(t -> CurrentInterpreter.bindOne(primitive, List.of(t)));
      // the mean of dx over the lanes where x = y, as for a fold (JAX has no rule)
      case PReduce reduce -> dx.get(0).map(t -> extreme(reduce, x.get(0), y, t));
      // a constant of the lane
      case AxisIndex _ -> Tangent.ZERO;
    };
  }

  private static Array extreme(PReduce reduce, Array x, Array y, Array t) {
    PSum sum = new PSum(reduce.axisName(), reduce.axisSize());
    Array found = Lax.convertElementType(Lax.eq(x, y), x.dtype(), x.weakType());
    Array total = CurrentInterpreter.bindOne(sum, List.of(Lax.mul(t, found)));
    return Lax.div(total, CurrentInterpreter.bindOne(sum, List.of(found)));
  }
}
