package org.lanewise.jmh.peers;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.Lanewise;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.transform.Transforms;
import org.lanewise.type.Shape;

/// All lines of the comparison, in the order of the table.
final class Lines {
  private Lines() {}

  static List<Line> all() {
    return Stream.of(
            DispatchLines.all(),
            ElementwiseLines.all(),
            ReductionLines.all(),
            RandomLines.all(),
            ProductLines.all(),
            MovementLines.all(),
            SortingLines.all(),
            DerivativeLines.all(),
            LoopLines.all(),
            ConvolutionLines.all(),
            NewProgramLine.all())
        .flatMap(List::stream)
        .toList();
  }

  /// Numbers of the standard normal distribution, those of the peers' side; compiled, so that no
  /// intermediate result counts towards the most memory.
  static Array normal(long seed, long... sizes) {
    Function<Key, Array> sample = key -> Sample.normal(key, Shape.of(sizes));
    return Transforms.jit(sample).apply(Key.of(seed));
  }

  /// A line that runs `jit(f)`, whose inputs are made once.
  static <T> Line jitted(
      String group,
      String name,
      double target,
      Limit limit,
      double tolerance,
      Supplier<T> input,
      Function<T, ?> f) {
    return new Line(
        group,
        name,
        target,
        limit,
        tolerance,
        () -> {
          T x = Lanewise.scope(input);
          Function<T, ?> g = Transforms.jit(f);
          return () -> g.apply(x);
        });
  }
}
