package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Operations one by one on f32 vectors: dispatch at 16 elements, the cache's bandwidth at 1,000
/// and 100,000, memory's at 10,000,000.
///
/// Each result is a new array, so its memory is lent and found dead again: that is part of the
/// price.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class EagerBenchmark extends ShortRuns {
  @Param({"16", "1000", "100000", "10000000"})
  int size;

  private Array x;
  private Array y;
  private Index part;

  /// For JMH.
  public EagerBenchmark() {}

  /// Makes the operands: x = 0, 1/n, 2/n, …; y = 1 + x.
  @Setup
  public void prepare() {
    x = Numpy.arange(size).astype(DType.FLOAT32).div(size);
    y = x.plus(1);
    part = Index.slice(4, 12);
  }

  /// x + y.
  @Benchmark
  public Array add() {
    return x.plus(y);
  }

  /// x · y.
  @Benchmark
  public Array multiply() {
    return x.times(y);
  }

  /// exp(x).
  @Benchmark
  public Array exp() {
    return x.exp();
  }

  /// The sum of all elements.
  @Benchmark
  public Array sum() {
    return x.sum();
  }

  /// Eight elements as a view: no element is copied, whatever the size.
  @Benchmark
  public Array slice() {
    return x.get(part);
  }

  /// A copy with eight elements replaced.
  @Benchmark
  public Array atSet() {
    return x.at(part).set(7);
  }
}
