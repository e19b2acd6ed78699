package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Random numbers of one key: the words themselves, uniform and normal numbers made of them.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ThreefryBenchmark extends ShortRuns {
  @Param({"1000", "1000000"})
  int size;

  private Key key;
  private Shape shape;

  /// For JMH.
  public ThreefryBenchmark() {}

  /// Makes the key.
  @Setup
  public void prepare() {
    key = Key.of(42);
    shape = Shape.of(size);
  }

  /// 32-bit words.
  @Benchmark
  public Array bits() {
    return Sample.bits(key, shape);
  }

  /// f32 in [0, 1).
  @Benchmark
  public Array uniform() {
    return Sample.uniform(key, shape);
  }

  /// f32, normal.
  @Benchmark
  public Array normal() {
    return Sample.normal(key, shape);
  }
}
