package org.lanewise.jmh.peers;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What was measured of one line, one entry per alternation.
///
/// @param line the line
/// @param ours seconds of a call here
/// @param jax seconds of a call in JAX
/// @param numpy seconds of a call in NumPy, where it has the operation
/// @param difference how far the results differ, relative to the largest element
record Outcome(
    Line line, List<Double> ours, List<Double> jax, OptionalDouble numpy, double difference) {

  /// JAX's time over ours, of each pair.
  List<Double> ratios() {
    return IntStream.range(0, ours.size())
        .mapToObj(i -> jax.get(i) / ours.get(i))
        .sorted()
        .toList();
  }

  /// The median of the ratios.
  double ratio() {
    return median(ratios());
  }

  double seconds() {
    return median(ours);
  }

  double jaxSeconds() {
    return median(jax);
  }

  /// Whether the ratio reaches the line's target.
  boolean isOnTarget() {
    return ratio() >= line.target();
  }

  boolean agrees() {
    return difference <= line.tolerance();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
