package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Collectives, on the axis that is being batched and on others.
final class CollectiveBatching {
  private CollectiveBatching() {}

  /// A collective on another axis: each of our lanes takes part in it by itself.
  static Lanes foreign(Collective primitive, List<Lanes> x) {
    return switch (primitive) {
      // the same on arrays with one axis more
      case PSum _, PReduce _, PPermute _ ->
          new Lanes(
              CurrentInterpreter.bindOne(primitive, List.of(x.get(0).array())), x.get(0).axis());
      // the new axis before or behind our lanes
      case AllGather(String name, long size, int dimension) -> {
        int ours = x.get(0).axis();
        boolean before = dimension <= ours;
        AllGather wider = new AllGather(name, size, before ? dimension : dimension + 1);
        Array result = CurrentInterpreter.bindOne(wider, List.of(x.get(0).array()));
        yield new Lanes(result, before ? ours + 1 : ours);
      }
      // no operands: the same in all our lanes
      case AxisIndex index -> Lanes.unmapped(CurrentInterpreter.bindOne(index, List.of()));
    };
  }

  /// A collective on the axis that is being batched: it becomes an operation along that axis.
  static Lanes own(Collective primitive, List<Lanes> x, long lanes) {
    return switch (primitive) {
      // y = Σᵢ xᵢ, or n x
      case PSum _ -> Lanes.unmapped(sum(x.get(0), lanes));
      // y = maxᵢ xᵢ or minᵢ xᵢ, or x
      case PReduce(PReduce.Op op, _, _) -> Lanes.unmapped(extreme(op, x.get(0)));
      // y[i] = xᵢ
      case AllGather(_, _, int dimension) -> Lanes.unmapped(x.get(0).at(dimension, lanes));
      // y_target = x_source, or 0
      case PPermute permute -> permute(permute, x.get(0), lanes);
      // yᵢ = i
      case AxisIndex _ -> new Lanes(Lax.iota(DType.INT32, lanes), 0);
    };
  }

  private static Array sum(Lanes x, long lanes) {
    Array array = x.array();
    if (x.isMapped()) {
      return Lax.reduceSum(array, Axes.of(x.axis()));
    }
    Array count = Lax.scalar(array.dtype(), lanes);
    return Lax.mul(array, Lax.convertElementType(count, array.dtype(), array.weakType()));
  }

  private static Array extreme(PReduce.Op op, Lanes x) {
    if (!x.isMapped()) {
      return x.array();
    }
    Axes lanes = Axes.of(x.axis());
    return switch (op) {
      case MAX -> Lax.reduceMax(x.array(), lanes);
      case MIN -> Lax.reduceMin(x.array(), lanes);
    };
  }

  /// Joins slices: one for each run of neighbours that receive from neighbours, and zeros for those
  /// that receive nothing.
  private static Lanes permute(PPermute permute, Lanes x, long lanes) {
    long[] sources = new long[Math.toIntExact(lanes)];
    Arrays.fill(sources, -1);
    for (PPermute.Link link : permute.links()) {
      sources[(int) link.target()] = link.source();
    }
    Array all = x.at(0, lanes);
    List<Array> parts = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= sources.length; to++) {
      if (to == sources.length || !follows(sources[to], sources[to - 1])) {
        parts.add(part(all, sources[from], to - from));
        from = to;
      }
    }
    return new Lanes(parts.isEmpty() ? all : Lax.concatenate(parts, 0), 0);
  }

  private static boolean follows(long source, long previous) {
    return previous < 0 ? source < 0 : source == previous + 1;
  }

  private static Array part(Array all, long source, long count) {
    return source < 0
        ? Lax.zeros(all.type().withShape(all.shape().with(0, count)))
        : Lax.sliceInDim(all, source, source + count, 1, 0);
  }
}
