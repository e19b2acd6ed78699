package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The product of f32 square matrices; 2·n³ floating-point operations.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class MatmulF32Benchmark extends ShortRuns {
  @Param({"64", "128", "256", "512", "1024"})
  int size;

  private Array a;
  private Array b;

  /// For JMH.
  public MatmulF32Benchmark() {}

  /// Makes the operands, uniform in [−1, 1).
  @Setup
  public void prepare() {
    Key keys = Key.of(0).split();
    a = Sample.uniform(keys.get(0), Shape.of(size, size), DType.FLOAT32, -1, 1);
    b = Sample.uniform(keys.get(1), Shape.of(size, size), DType.FLOAT32, -1, 1);
  }

  /// The left operand.
  Array left() {
    return a;
  }

  /// The right operand.
  Array right() {
    return b;
  }

  /// a · b.
  @Benchmark
  public Array matmul() {
    return a.matmul(b);
  }
}
