package org.lanewise.jmh.peers;

import static org.lanewise.jmh.peers.Lines.normal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.type.Axes;

/// Sums, and what is made of them.
final class ReductionLines {
  private static final double SQUARE = 4.0 * 1024 * 1024;
  private static final double LARGE = 4.0 * 4096 * 4096;

  private ReductionLines() {}

  static List<Line> all() {
    return List.of(
        line("sum 1e6", 4e6, () -> normal(0, 1_000_000), x -> x.sum()),
        line("sum 1e7", 4e7, () -> normal(0, 10_000_000), x -> x.sum()),
        line("sum axis 0 of 4096x4096", LARGE, () -> normal(0, 4096, 4096), x -> x.sum(0)),
        line("sum axis 1 of 4096x4096", LARGE, () -> normal(0, 4096, 4096), x -> x.sum(1)),
        square("softmax", 2, x -> Nn.softmax(x)),
        square("logsumexp", 1, x -> Nn.logsumexp(x, 1)),
        square("layernorm", 2, ReductionLines::layernorm),
        square("variance", 1, x -> Numpy.var(x, 1)),
        Lines.jitted(
            "reductions",
            "n-body 2000x2000",
            10,
            Limit.NONE,
            1e-4,
            () -> normal(0, 2000, 3),
            ReductionLines::bodies));
  }

  private static Line square(String name, int passes, Function<Array, Array> f) {
    return line(name + " 1024x1024", passes * SQUARE, () -> normal(0, 1024, 1024), f);
  }

  private static Line line(
      String name, double bytes, Supplier<Array> input, Function<Array, Array> f) {
    return Lines.jitted("reductions", name, 1, Limit.bytes(bytes), 1e-4, input, f);
  }

  private static Array layernorm(Array x) {
    Axes last = Axes.of(1);
    Array centred = x.minus(Numpy.mean(x, last, true));
    return centred.times(Lax.rsqrt(Numpy.var(x, last, true).plus(1e-5)));
  }

  private static Array bodies(Array x) {
    Array difference = Numpy.expandDims(x, 1).minus(Numpy.expandDims(x, 0));
    Array squared = difference.times(difference).sum(2).plus(1e-3);
    return Lax.rsqrt(squared).sum(1);
  }
}
