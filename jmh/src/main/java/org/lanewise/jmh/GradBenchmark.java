package org.lanewise.jmh;

import static org.lanewise.Numpy.array;
import static org.lanewise.autodiff.Autodiff.grad;

import java.util.function.Function;
import org.lanewise.Array;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// The derivative of ten scalar operations: what a transformation costs where arithmetic costs
/// nothing.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class GradBenchmark extends ShortRuns {
  private Array x;
  private Function<Array, Array> derivative;

  /// For JMH.
  public GradBenchmark() {}

  /// Makes the operand, 1/2, and the derivative.
  @Setup
  public void prepare() {
    x = array(0.5f);
    derivative = grad(GradBenchmark::tenOperations);
  }

  private static Array tenOperations(Array x) {
    Array a = x.sin();
    Array b = a.times(x);
    Array c = b.exp().plus(x).tanh();
    Array d = c.times(a).minus(b);
    return d.times(d).cos().plus(c);
  }

  /// The function, eagerly.
  @Benchmark
  public Array value() {
    return tenOperations(x);
  }

  /// Its gradient, eagerly.
  @Benchmark
  public Array gradient() {
    return derivative.apply(x);
  }
}
