package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Numpy;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// What moves elements: transposition, gather, scatter, running sums.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class MovementBenchmark extends ShortRuns {
  /// Rows that are gathered or added; ten times as many single elements.
  @Param("100000")
  int size;

  private Array square;
  private Array table;
  private Array narrow;
  private Array rowPlaces;
  private Array histogram;
  private Array singlePlaces;
  private Array singles;
  private Array sums;
  private Array sumPlaces;

  /// For JMH.
  public MovementBenchmark() {}

  /// Makes the operands.
  @Setup
  public void prepare() {
    square = Sample.normal(Key.of(0), Shape.of(1024, 1024));
    table = Sample.normal(Key.of(0), Shape.of(size, 64));
    narrow = Sample.normal(Key.of(2), Shape.of(size, 10));
    rowPlaces = places(size, size);
    histogram = Numpy.zeros(1000);
    singlePlaces = places(10L * size, 1000);
    singles = Sample.normal(Key.of(1), Shape.of(10L * size));
    sums = Numpy.zeros(1000, 64);
    sumPlaces = places(size, 1000);
  }

  private static Array places(long n, long size) {
    return Sample.randint(Key.of(7), Shape.of(n), 0, size);
  }

  /// The matrix that is turned and summed.
  Array square() {
    return square;
  }

  /// The rows that are gathered and added.
  Array table() {
    return table;
  }

  /// The short rows that are summed.
  Array narrow() {
    return narrow;
  }

  /// Which rows are gathered.
  Array rowPlaces() {
    return rowPlaces;
  }

  /// Where single elements are added.
  Array singlePlaces() {
    return singlePlaces;
  }

  /// The single elements.
  Array singles() {
    return singles;
  }

  /// Where rows are added.
  Array sumPlaces() {
    return sumPlaces;
  }

  /// A transposition, with an addition so that it cannot remain a view.
  @Benchmark
  public Array transpose() {
    return square.T().plus(0);
  }

  /// Sums of ten elements each: short rows are turned into columns first.
  @Benchmark
  public Array sumShortRows() {
    return narrow.sum(1);
  }

  /// Rows of 256 bytes.
  @Benchmark
  public Array gatherRows() {
    return table.get(Index.of(rowPlaces));
  }

  /// A million elements onto a thousand.
  @Benchmark
  public Array scatterSingles() {
    return histogram.at(Index.of(singlePlaces)).add(singles);
  }

  /// A hundred thousand rows of 256 bytes onto a thousand.
  @Benchmark
  public Array scatterRows() {
    return sums.at(Index.of(sumPlaces)).add(table);
  }

  /// Rows added to rows.
  @Benchmark
  public Array cumsumOfRows() {
    return Numpy.cumsum(square, 0);
  }

  /// Elements added to elements.
  @Benchmark
  public Array cumsumInRows() {
    return Numpy.cumsum(square, 1);
  }
}
