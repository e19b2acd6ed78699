package org.lanewise.jmh;

import org.lanewise.Array;
import org.lanewise.ConvOptions;
import org.lanewise.Lax;
import org.lanewise.Padding;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// Convolutions of 8 images of 56 × 56 with 64 features by filters of 3 × 3, and of signals by a
/// filter of 400 taps at a stride of 200, transposed.
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ConvolutionBenchmark extends ShortRuns {
  private static final ConvOptions LAST =
      ConvOptions.of("NHWC", "HWIO", "NHWC").withPadding(Padding.same());
  private static final ConvOptions FIRST =
      ConvOptions.of("NCHW", "OIHW", "NCHW").withPadding(Padding.same());
  private static final ConvOptions FILTER_GRADIENT =
      ConvOptions.of("CHWN", "IHWO", "HWNC").withPadding(Padding.of(1, 1));
  private static final ConvOptions LONG_STRIDE =
      ConvOptions.of("NHC", "HIO", "NHC").withStrides(200).withPadding(Padding.same());

  @Param({"FLOAT32", "FLOAT64"})
  DType type;

  private Array images;
  private Array gradients;
  private Array filter;
  private Array imagesFirst;
  private Array filterFirst;
  private Array depthwiseFilter;
  private Array signals;
  private Array longFilter;

  /// For JMH.
  public ConvolutionBenchmark() {}

  /// Makes the operands, uniform in [−1, 1).
  @Setup
  public void prepare() {
    images = uniform(0, 8, 56, 56, 64);
    gradients = uniform(1, 8, 56, 56, 64);
    filter = uniform(2, 3, 3, 64, 64);
    imagesFirst = uniform(3, 8, 64, 56, 56);
    filterFirst = uniform(4, 64, 64, 3, 3);
    depthwiseFilter = uniform(5, 3, 3, 1, 64);
    signals = uniform(6, 8, 100, 16);
    longFilter = uniform(7, 400, 16, 16);
  }

  private Array uniform(int seed, long... sizes) {
    return Sample.uniform(Key.of(seed), Shape.of(sizes), type, -1, 1);
  }

  /// Features last; 1.85·10⁹ floating-point operations.
  @Benchmark
  public Array dense() {
    return Lax.convGeneralDilated(images, filter, LAST);
  }

  /// Features first; as many operations.
  @Benchmark
  public Array denseFeaturesFirst() {
    return Lax.convGeneralDilated(imagesFirst, filterFirst, FIRST);
  }

  /// The gradient of the filter: windows as large as an image; as many operations.
  @Benchmark
  public Array filterGradient() {
    return Lax.convGeneralDilated(images, gradients, FILTER_GRADIENT);
  }

  /// A filter for each feature; 2.9·10⁷ operations.
  @Benchmark
  public Array depthwise() {
    return Lax.convGeneralDilated(images, depthwiseFilter, LAST.withFeatureGroups(64));
  }

  /// Transposed, in phases; 8.2·10⁷ operations.
  @Benchmark
  public Array transposed() {
    return Lax.convTranspose(signals, longFilter, LONG_STRIDE, false);
  }
}
