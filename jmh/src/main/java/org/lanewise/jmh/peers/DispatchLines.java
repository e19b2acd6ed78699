package org.lanewise.jmh.peers;

import static org.lanewise.Numpy.array;
import static org.lanewise.jmh.peers.Lines.normal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.transform.Transforms;

/// What a call costs when there is nearly nothing to compute.
final class DispatchLines {
  private static final String GROUP = "dispatch";

  private DispatchLines() {}

  static List<Line> all() {
    return List.of(
        line(
            "jit(x+1) scalar",
            () -> {
              Array x = array(2f);
              Function<Array, Array> f = Transforms.jit((Array y) -> y.plus(1));
              return () -> f.apply(x);
            }),
        line(
            "eager add of 10",
            () -> {
              Array x = normal(0, 10);
              return () -> x.plus(x);
            }),
        line(
            "eager x[3:7]",
            () -> {
              Array x = normal(0, 10);
              return () -> x.get("3:7");
            }),
        line(
            "eager x.at[2].set",
            () -> {
              Array x = normal(0, 10);
              return () -> x.at(2).set(9.0);
            }),
        line(
            "no-op jit of 20 leaves",
            () -> {
              Map<String, Array> tree = new TreeMap<>();
              for (int i = 0; i < 20; i++) {
                tree.put("leaf%02d".formatted(i), normal(i, 4));
              }
              Function<Map<String, Array>, Map<String, Array>> f = Transforms.jit(t -> t);
              return () -> f.apply(tree);
            }),
        line(
            "eager grad of 10 operations",
            () -> {
              Array x = array(0.7f);
              Function<Array, Array> f = Autodiff.grad(DispatchLines::tenOperations);
              return () -> f.apply(x);
            }));
  }

  private static Line line(String name, Supplier<Supplier<Object>> work) {
    return new Line(GROUP, name, 5, Limit.NONE, 1e-5, work);
  }

  private static Array tenOperations(Array x) {
    Array y = x.sin().times(x);
    y = y.tanh().plus(x);
    y = y.unaryMinus().exp().times(y);
    return y.times(y).plus(x.cos());
  }
}
