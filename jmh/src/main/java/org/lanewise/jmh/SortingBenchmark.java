package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Sorts of a million elements: keys alone, with positions, in rows.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SortingBenchmark extends ShortRuns {
  @Param("1000000")
  int size;

  private Array floats;
  private Array doubles;
  private Array rows;
  private Array integers;

  /// For JMH.
  public SortingBenchmark() {}

  /// Makes the operands.
  @Setup
  public void prepare() {
    floats = Sample.normal(Key.of(0), Shape.of(size));
    doubles = floats.astype(DType.FLOAT64);
    rows = Sample.normal(Key.of(0), Shape.of(size / 1000, 1000));
    integers = Sample.randint(Key.of(3), Shape.of(size), 0, 1 << 20);
  }

  /// What is sorted.
  Array floats() {
    return floats;
  }

  /// What is sorted row by row.
  Array rows() {
    return rows;
  }

  /// Of what the distinct elements are found.
  Array integers() {
    return integers;
  }

  /// Keys of 32 bits.
  @Benchmark
  public Array sort() {
    return Numpy.sort(floats);
  }

  /// Keys of 64 bits.
  @Benchmark
  public Array sortDoubles() {
    return Numpy.sort(doubles);
  }

  /// Keys of 32 bits, each with a payload.
  @Benchmark
  public Array argsort() {
    return Numpy.argsort(floats);
  }

  /// A thousand rows, each in the first-level cache.
  @Benchmark
  public Array sortRows() {
    return Numpy.sort(rows, 1);
  }

  /// A sort, a comparison of neighbours, and what is taken.
  @Benchmark
  public Array unique() {
    return Numpy.unique(integers);
  }

  /// Two sorts by random words.
  @Benchmark
  public Array permutation() {
    return Sample.permutation(Key.of(42), size);
  }
}
