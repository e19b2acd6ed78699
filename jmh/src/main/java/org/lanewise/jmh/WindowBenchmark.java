package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Pooling of 8 images of 56 × 56 with 64 features, and its gradient.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class WindowBenchmark extends ShortRuns {
  private static final Window LAST = Window.of(1, 2, 2, 1).withStrides(1, 2, 2, 1);
  private static final Window FIRST = Window.of(1, 1, 2, 2).withStrides(1, 1, 2, 2);
  private static final Sizes AROUND = Sizes.of(0, 1, 1, 0);
  private static final Window OVERLAPPING = Window.of(1, 3, 3, 1).withPadding(AROUND, AROUND);

  @Param({"FLOAT32", "FLOAT64"})
  DType type;

  private Array images;
  private Array imagesFirst;
  private Array cotangents;

  /// For JMH.
  public WindowBenchmark() {}

  /// Makes the operands, uniform in [−1, 1).
  @Setup
  public void prepare() {
    images = Sample.uniform(Key.of(0), Shape.of(8, 56, 56, 64), type, -1, 1);
    imagesFirst = Sample.uniform(Key.of(1), Shape.of(8, 64, 56, 56), type, -1, 1);
    cotangents = Sample.uniform(Key.of(2), Shape.of(8, 28, 28, 64), type, -1, 1);
  }

  /// Maxima of 2 × 2, features last.
  @Benchmark
  public Array maxPool() {
    return Lax.reduceWindowMax(images, LAST);
  }

  /// Maxima of 2 × 2, features first.
  @Benchmark
  public Array maxPoolFeaturesFirst() {
    return Lax.reduceWindowMax(imagesFirst, FIRST);
  }

  /// Sums of 3 × 3 around each place.
  @Benchmark
  public Array sums() {
    return Lax.reduceWindowSum(images, OVERLAPPING);
  }

  /// The gradient of maxima of 2 × 2.
  @Benchmark
  public Array maxPoolGradient() {
    return Lax.selectAndScatterAdd(cotangents, images, Select.GE, LAST);
  }
}
