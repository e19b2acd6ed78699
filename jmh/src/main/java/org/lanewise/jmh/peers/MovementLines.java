package org.lanewise.jmh.peers;

import static org.lanewise.jmh.peers.Lines.normal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;

/// Data that moves.
final class MovementLines {
  private MovementLines() {}

  /// What rows are taken from or added to, where, and what is added.
  record Rows(Array target, Array places, Array updates) {
    Array added() {
      return target.at(Index.of(places)).add(updates);
    }
  }

  static List<Line> all() {
    return List.of(
        line(
            "transpose 1024",
            3,
            8.0 * 1024 * 1024,
            () -> normal(0, 1024, 1024),
            x -> x.T().plus(0)),
        line(
            "transpose 4096",
            3,
            8.0 * 4096 * 4096,
            () -> normal(0, 4096, 4096),
            x -> x.T().plus(0)),
        line(
            "gather rows 1e5x64",
            1,
            2 * 4 * 64e5,
            () -> new Rows(normal(0, 100_000, 64), places(100_000, 100_000), Numpy.zeros(1)),
            rows -> rows.target.get(Index.of(rows.places))),
        line(
            "scatter-add 1e6 to 1e3",
            1,
            8e6,
            () -> new Rows(Numpy.zeros(1000), places(1_000_000, 1000), normal(1, 1_000_000)),
            Rows::added),
        line(
            "scatter-add rows 1e5x64",
            1,
            4 * 64e5,
            () -> new Rows(Numpy.zeros(1000, 64), places(100_000, 1000), normal(1, 100_000, 64)),
            Rows::added),
        line("cumsum 1e6", 1, 8e6, () -> normal(0, 1_000_000), x -> Numpy.cumsum(x, 0)),
        line(
            "cumsum axis 0 of 1024x1024",
            1,
            8.0 * 1024 * 1024,
            () -> normal(0, 1024, 1024),
            x -> Numpy.cumsum(x, 0)),
        line(
            "cumsum axis 1 of 1024x1024",
            1,
            8.0 * 1024 * 1024,
            () -> normal(0, 1024, 1024),
            x -> Numpy.cumsum(x, 1)));
  }

  private static <T> Line line(
      String name, double target, double bytes, Supplier<T> input, Function<T, Array> f) {
    return Lines.jitted("data movement", name, target, Limit.bytes(bytes), 1e-4, input, f);
  }

  private static Array places(long n, long size) {
    return Sample.randint(Key.of(7), Shape.of(n), 0, size);
  }
}
