package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Products that are small, or have one column or row: they are bound by memory or by overhead.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ThinProductBenchmark extends ShortRuns {
  @Param("4096")
  int size;

  private Array left;
  private Array right;
  private Array matrix;
  private Array vector;

  /// For JMH.
  public ThinProductBenchmark() {}

  /// Makes the operands.
  @Setup
  public void prepare() {
    left = Sample.normal(Key.of(0), Shape.of(1000, 16, 16));
    right = Sample.normal(Key.of(1), Shape.of(1000, 16, 16));
    matrix = Sample.normal(Key.of(0), Shape.of(size, size));
    vector = Sample.normal(Key.of(1), Shape.of(size));
  }

  /// The left operands of the stack.
  Array left() {
    return left;
  }

  /// The right operands of the stack.
  Array right() {
    return right;
  }

  /// The matrix.
  Array matrix() {
    return matrix;
  }

  /// The vector.
  Array vector() {
    return vector;
  }

  /// A thousand products of 16 × 16 matrices.
  @Benchmark
  public Array stackOf16() {
    return left.matmul(right);
  }

  /// A square matrix times a vector.
  @Benchmark
  public Array matrixVector() {
    return matrix.matmul(vector);
  }

  /// A vector times a square matrix.
  @Benchmark
  public Array vectorMatrix() {
    return vector.matmul(matrix);
  }
}
