package org.lanewise.jmh.peers;

import static org.lanewise.jmh.peers.Lines.normal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;

/// Sorting, and what is done by sorting.
final class SortingLines {
  private SortingLines() {}

  static List<Line> all() {
    return List.of(
        line("sort 1e6", () -> normal(0, 1_000_000), x -> Numpy.sort(x)),
        line("argsort 1e6", () -> normal(0, 1_000_000), x -> Numpy.argsort(x)),
        line("median 1e6", () -> normal(0, 1_000_000), x -> Numpy.median(x)),
        new Line(
            "sorting",
            "unique 1e6",
            20,
            Limit.NONE,
            0,
            () -> {
              Array x = Sample.randint(Key.of(3), Shape.of(1_000_000), 0, 1 << 20);
              return () -> Numpy.unique(x);
            }),
        line("sort rows of 1000x1000", () -> normal(0, 1000, 1000), x -> Numpy.sort(x, 1)),
        Lines.jitted(
            "sorting",
            "top_k 100 of 1e6",
            1,
            Limit.bytes(4e6),
            0,
            () -> normal(0, 1_000_000),
            x -> Lax.topK(x, 100, -1)));
  }

  private static Line line(String name, Supplier<Array> input, Function<Array, Array> f) {
    return Lines.jitted("sorting", name, 20, Limit.NONE, 1e-6, input, f);
  }
}
