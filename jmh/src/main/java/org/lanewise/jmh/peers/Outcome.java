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
/// @param warmUp seconds of calls before the measurement, until nothing was compiled any more; 0
///   where there was no warm-up
/// @param unit what was measured
record Outcome(
    Line line,
    List<Double> ours,
    List<Double> jax,
    OptionalDouble numpy,
    double difference,
    double warmUp,
    Unit unit) {

  /// What is measured, less of which is better.
  enum Unit {
    SECONDS,
    BYTES
  }

  /// Seconds of a call.
  Outcome(
      Line line,
      List<Double> ours,
      List<Double> jax,
      OptionalDouble numpy,
      double difference,
      double warmUp) {
    this(line, ours, jax, numpy, difference, warmUp, Unit.SECONDS);
  }

  /// What JAX needs over what we need, of each pair.
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

  /// The median of ours.
  double amount() {
    return median(ours);
  }

  /// The median of JAX's.
  double jaxAmount() {
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
