package org.lanewise.jmh;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The largest of a million elements, in one row or in a thousand.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class TopKBenchmark extends ShortRuns {
  @Param({"FLOAT32", "FLOAT64"})
  DType type;

  private Array row;
  private Array rows;

  /// For JMH.
  public TopKBenchmark() {}

  /// Makes the operands, uniform in [−1, 1).
  @Setup
  public void prepare() {
    row = Sample.uniform(Key.of(0), Shape.of(1_000_000), type, -1, 1);
    rows = Sample.uniform(Key.of(1), Shape.of(1000, 1000), type, -1, 1);
  }

  /// The 100 largest of all.
  @Benchmark
  public List<Array> oneRow() {
    return Lax.topK(row, 100, 0);
  }

  /// The 5 largest of each row.
  @Benchmark
  public List<Array> manyRows() {
    return Lax.topK(rows, 5, 1);
  }
}
