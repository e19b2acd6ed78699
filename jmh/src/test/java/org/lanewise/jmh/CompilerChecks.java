package org.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What the benchmarks of convolutions, windows, the largest elements, loops and samplers compute,
/// at some places once more in plain Java.
final class CompilerChecks {
  private static final int SIDE = 56;
  private static final int CHANNELS = 64;

  static final Map<String, Runnable> ALL =
      Map.ofEntries(
          Map.entry("ConvolutionBenchmark.dense", CompilerChecks::checkDense),
          Map.entry("ConvolutionBenchmark.denseFeaturesFirst", CompilerChecks::checkFeaturesFirst),
          Map.entry("ConvolutionBenchmark.filterGradient", CompilerChecks::checkFilterGradient),
          Map.entry("ConvolutionBenchmark.depthwise", CompilerChecks::checkDepthwise),
          Map.entry("ConvolutionBenchmark.transposed", CompilerChecks::checkTransposed),
          Map.entry("WindowBenchmark.maxPool", CompilerChecks::checkMaxPool),
          Map.entry("WindowBenchmark.maxPoolFeaturesFirst", CompilerChecks::checkMaxPoolFirst),
          Map.entry("WindowBenchmark.sums", CompilerChecks::checkSums),
          Map.entry("WindowBenchmark.maxPoolGradient", CompilerChecks::checkMaxPoolGradient),
          Map.entry("TopKBenchmark.oneRow", CompilerChecks::checkTopOfOneRow),
          Map.entry("TopKBenchmark.manyRows", CompilerChecks::checkTopOfRows),
          Map.entry("LoopBenchmark.steps", CompilerChecks::checkLoops),
          Map.entry("DenseLayerBenchmark.fused", () -> checkLayer(DenseLayerBenchmark::fused)),
          Map.entry(
              "DenseLayerBenchmark.oneAfterTheOther",
              () -> checkLayer(DenseLayerBenchmark::oneAfterTheOther)),
          Map.entry(
              "NormalisedLayerBenchmark.fused",
              () -> checkNormalised(NormalisedLayerBenchmark::fused)),
          Map.entry(
              "NormalisedLayerBenchmark.oneAfterTheOther",
              () -> checkNormalised(NormalisedLayerBenchmark::oneAfterTheOther)),
          Map.entry("SamplerBenchmark.draw", CompilerChecks::checkSamplers));

  private CompilerChecks() {}

  /// An operand as the benchmarks draw it.
  private static double[] uniform(int seed, long... sizes) {
    return Sample.uniform(Key.of(seed), Shape.of(sizes), DType.FLOAT64, -1, 1).toDoubleArray();
  }

  private static double[] images(int seed) {
    return uniform(seed, 8, SIDE, SIDE, CHANNELS);
  }

  /// Every element of the small layer.
  private static void checkLayer(Function<DenseLayerBenchmark, Array> run) {
    DenseLayerBenchmark benchmark = new DenseLayerBenchmark();
    benchmark.size = LayerSize.SMALL;
    benchmark.prepare();
    List<double[]> at = benchmark.operands().stream().map(Array::toDoubleArray).toList();
    double[] actual = run.apply(benchmark).toDoubleArray();
    assertThat(actual).hasSize(32 * 64);
    for (int i = 0; i < actual.length; i++) {
      double sum = at.get(2)[i % 64];
      for (int p = 0; p < 64; p++) {
        sum += at.get(0)[i / 64 * 64 + p] * at.get(1)[p * 64 + i % 64];
      }
      assertThat(actual[i]).isCloseTo(Math.tanh(sum) + at.get(3)[i], within(1e-5));
    }
  }

  /// Every element of the wide layer.
  private static void checkNormalised(Function<NormalisedLayerBenchmark, Array> run) {
    NormalisedLayerBenchmark benchmark = new NormalisedLayerBenchmark();
    benchmark.size = LayerSize.WIDE;
    benchmark.prepare();
    List<double[]> at = benchmark.operands().stream().map(Array::toDoubleArray).toList();
    double[] actual = run.apply(benchmark).toDoubleArray();
    assertThat(actual).hasSize(128 * 512);
    for (int i = 0; i < actual.length; i++) {
      double sum = 0;
      for (int p = 0; p < 64; p++) {
        double x = at.get(0)[i / 512 * 64 + p];
        sum += (x - at.get(2)[p]) * at.get(3)[p] * at.get(1)[p * 512 + i % 512];
      }
      assertThat(actual[i]).isCloseTo(sum, within(1e-3));
    }
  }

  /// The place of an image's element, channels last.
  private static int at(int image, int y, int x, int channel) {
    return ((image * SIDE + y) * SIDE + x) * CHANNELS + channel;
  }

  private static ConvolutionBenchmark convolutions() {
    ConvolutionBenchmark benchmark = new ConvolutionBenchmark();
    benchmark.type = DType.FLOAT64;
    benchmark.prepare();
    return benchmark;
  }

  private static void near(Array actual, int place, double expected) {
    assertThat(actual.toDoubleArray()[place]).isCloseTo(expected, within(1e-9));
  }

  private static void checkDense() {
    double[] x = images(0);
    double[] w = uniform(2, 3, 3, CHANNELS, CHANNELS);
    double sum = 0;
    for (int tap = 0; tap < 9; tap++) {
      for (int c = 0; c < CHANNELS; c++) {
        sum += x[at(3, 9 + tap / 3, 19 + tap % 3, c)] * w[(tap * CHANNELS + c) * CHANNELS + 5];
      }
    }
    near(convolutions().dense(), at(3, 10, 20, 5), sum);
  }

  private static void checkFeaturesFirst() {
    double[] x = uniform(3, 8, CHANNELS, SIDE, SIDE);
    double[] w = uniform(4, CHANNELS, CHANNELS, 3, 3);
    double sum = 0;
    for (int tap = 0; tap < 9; tap++) {
      for (int c = 0; c < CHANNELS; c++) {
        int row = ((3 * CHANNELS + c) * SIDE + 9 + tap / 3) * SIDE;
        sum += x[row + 19 + tap % 3] * w[(5 * CHANNELS + c) * 9 + tap];
      }
    }
    int place = ((3 * CHANNELS + 5) * SIDE + 10) * SIDE + 20;
    near(convolutions().denseFeaturesFirst(), place, sum);
  }

  private static void checkFilterGradient() {
    double[] x = images(0);
    double[] g = images(1);
    double sum = 0;
    for (int image = 0; image < 8; image++) {
      for (int y = 0; y < SIDE; y++) {
        for (int column = 1; column < SIDE; column++) {
          // the tap (1, 0): the row itself, one column to the left
          sum += x[at(image, y, column - 1, 7)] * g[at(image, y, column, 9)];
        }
      }
    }
    near(convolutions().filterGradient(), (3 * CHANNELS + 7) * CHANNELS + 9, sum);
  }

  private static void checkDepthwise() {
    double[] x = images(0);
    double[] w = uniform(5, 3, 3, 1, CHANNELS);
    double sum = 0;
    for (int tap = 0; tap < 9; tap++) {
      sum += x[at(3, 9 + tap / 3, 19 + tap % 3, 5)] * w[tap * CHANNELS + 5];
    }
    near(convolutions().depthwise(), at(3, 10, 20, 5), sum);
  }

  /// Output 5000 is at 5000 − 299 of the input with holes, so taps 99 and 299 see samples 24 and
  /// 25.
  private static void checkTransposed() {
    double[] x = uniform(6, 8, 100, 16);
    double[] w = uniform(7, 400, 16, 16);
    double sum = 0;
    for (int c = 0; c < 16; c++) {
      sum += x[(2 * 100 + 24) * 16 + c] * w[(99 * 16 + c) * 16 + 3];
      sum += x[(2 * 100 + 25) * 16 + c] * w[(299 * 16 + c) * 16 + 3];
    }
    near(convolutions().transposed(), (2 * 20_000 + 5000) * 16 + 3, sum);
  }

  private static WindowBenchmark windows() {
    WindowBenchmark benchmark = new WindowBenchmark();
    benchmark.type = DType.FLOAT64;
    benchmark.prepare();
    return benchmark;
  }

  /// The elements of image 3 and channel 5 that window (7, 9) sees.
  private static int[] seen() {
    return new int[] {at(3, 14, 18, 5), at(3, 14, 19, 5), at(3, 15, 18, 5), at(3, 15, 19, 5)};
  }

  private static final int POOLED = ((3 * 28 + 7) * 28 + 9) * CHANNELS + 5;

  private static void checkMaxPool() {
    double[] x = images(0);
    double max = Arrays.stream(seen()).mapToDouble(place -> x[place]).max().orElseThrow();
    near(windows().maxPool(), POOLED, max);
  }

  private static void checkMaxPoolFirst() {
    double[] x = uniform(1, 8, CHANNELS, SIDE, SIDE);
    int corner = ((3 * CHANNELS + 5) * SIDE + 14) * SIDE + 18;
    double upper = Math.max(x[corner], x[corner + 1]);
    double lower = Math.max(x[corner + SIDE], x[corner + SIDE + 1]);
    int place = ((3 * CHANNELS + 5) * 28 + 7) * 28 + 9;
    near(windows().maxPoolFeaturesFirst(), place, Math.max(upper, lower));
  }

  private static void checkSums() {
    double[] x = images(0);
    double sum = 0;
    for (int tap = 0; tap < 9; tap++) {
      sum += x[at(3, 9 + tap / 3, 19 + tap % 3, 5)];
    }
    near(windows().sums(), at(3, 10, 20, 5), sum);
  }

  private static void checkMaxPoolGradient() {
    double[] x = images(0);
    double cotangent = uniform(2, 8, 28, 28, CHANNELS)[POOLED];
    double max = Arrays.stream(seen()).mapToDouble(place -> x[place]).max().orElseThrow();
    Array gradient = windows().maxPoolGradient();
    for (int place : seen()) {
      near(gradient, place, x[place] == max ? cotangent : 0);
    }
  }

  private static TopKBenchmark top() {
    TopKBenchmark benchmark = new TopKBenchmark();
    benchmark.type = DType.FLOAT64;
    benchmark.prepare();
    return benchmark;
  }

  private static void checkTop(List<Array> found, int offset, int k, double[] row) {
    double[] sorted = row.clone();
    Arrays.sort(sorted);
    double[] values = found.get(0).toDoubleArray();
    double[] places = found.get(1).toDoubleArray();
    for (int i = 0; i < k; i++) {
      assertThat(values[offset + i]).isEqualTo(sorted[row.length - 1 - i]);
      assertThat(row[(int) places[offset + i]]).isEqualTo(values[offset + i]);
    }
  }

  private static void checkTopOfOneRow() {
    checkTop(top().oneRow(), 0, 100, uniform(0, 1_000_000));
  }

  private static void checkTopOfRows() {
    double[] rows = uniform(1, 1000, 1000);
    checkTop(top().manyRows(), 17 * 5, 5, Arrays.copyOfRange(rows, 17_000, 18_000));
  }

  private static void checkLoops() {
    for (LoopBenchmark.Loop loop : LoopBenchmark.Loop.values()) {
      LoopBenchmark benchmark = new LoopBenchmark();
      benchmark.loop = loop;
      benchmark.prepare();
      double expected =
          switch (loop) {
            case ADD -> 1500;
            case MANY_CARRIES -> 0;
            case RECURRENT -> steps(h -> Math.tanh(h + 0.1));
            case LARGE -> steps(c -> Math.sin(c * 0.5 + 1));
          };
      for (double element : last(loop, benchmark.steps())) {
        assertThat(element).as("%s", loop).isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static double[] last(LoopBenchmark.Loop loop, Array result) {
    assertThat(result.size())
        .isEqualTo(
            loop == LoopBenchmark.Loop.LARGE
                ? 4096
                : loop == LoopBenchmark.Loop.RECURRENT ? 16 : 1);
    return result.toDoubleArray();
  }

  private static double steps(DoubleUnaryOperator step) {
    double value = 0;
    for (int i = 0; i < 1000; i++) {
      value = step.applyAsDouble(value);
    }
    return value;
  }

  private static void checkSamplers() {
    for (SamplerBenchmark.Sampler sampler : SamplerBenchmark.Sampler.values()) {
      for (Threefry layout : Threefry.values()) {
        SamplerBenchmark benchmark = new SamplerBenchmark();
        benchmark.sampler = sampler;
        benchmark.layout = layout;
        benchmark.size = 10_000;
        benchmark.prepare();
        double mean = Arrays.stream(benchmark.draw().toDoubleArray()).average().orElseThrow();
        switch (sampler) {
          case UNIFORM -> assertThat(mean).isCloseTo(0.5, within(0.02));
          case RANDINT -> assertThat(mean).isCloseTo(499.5, within(15.0));
          case NORMAL_OF_KEYS -> assertThat(mean).isCloseTo(0, within(0.05));
          case CATEGORICAL -> assertThat(mean).isCloseTo(49.5, within(12.0));
          case GAMMA -> assertThat(mean).isCloseTo(2.5, within(0.08));
        }
      }
    }
  }
}
