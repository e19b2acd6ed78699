package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.of;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.runAll;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.backend.DotOrder;
import org.lanewise.backend.WindowAxis;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Convolutions, folds of windows and `top_k`, and the order in which they add.
class WindowingTest {
  private static final double NAN = Double.NaN;

  static Iterable<DType> numbers() {
    return Data.types(t -> t != DType.BOOL);
  }

  /// A convolution of one signal of one feature.
  private static Conv conv(long stride, long low, long high, long hole, long dilation, DType type) {
    return new Conv(
        ConvDimensions.featuresFirst(1),
        Sizes.of(stride),
        Sizes.of(low),
        Sizes.of(high),
        Sizes.of(hole),
        Sizes.of(dilation),
        1,
        1,
        type);
  }

  private static Strided signal(DType type, double... values) {
    return of(type, Shape.of(1, 1, values.length), values);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void windowsOfEveryType(DType t) {
    Strided x = signal(t, 1, 2, 3, 4, 5);
    Strided w = signal(t, 1, 0, 2);
    assertThat(values(run(conv(1, 0, 0, 1, 1, t), x, w))).containsExactly(7, 10, 13);
    assertThat(values(run(conv(2, 1, 1, 1, 1, t), x, w))).containsExactly(4, 10, 4);
    assertThat(values(run(conv(1, 0, 0, 1, 2, t), x, w))).containsExactly(11);
    // 1 0 2 0 3 0 4 0 5
    assertThat(values(run(conv(1, 0, 0, 2, 1, t), x, w))).containsExactly(5, 0, 8, 0, 11, 0, 14);
    // 2 3 4
    assertThat(values(run(conv(1, -1, -1, 1, 1, t), x, w))).containsExactly(10);
    assertThat(values(run(conv(1, 0, 0, 1, 1, t), signal(t, 1), w))).isEmpty();
  }

  @Test
  void integersWrapAndWiden() {
    Strided x = Data.longs(DType.INT8, 100, 100).with(signal(DType.INT8, 0, 0).layout());
    assertThat(values(run(conv(1, 0, 0, 1, 1, DType.INT8), x, x))).containsExactly((byte) 20000);
    assertThat(values(run(conv(1, 0, 0, 1, 1, DType.INT32), x, x))).containsExactly(20000);
  }

  /// Padding is a term, a hole is none: 0 · ∞ is NaN.
  @Test
  void paddingMeetsTheFilterAndHolesDoNot() {
    Strided x = signal(DType.FLOAT32, 1, 1);
    Strided w = signal(DType.FLOAT32, 2, Double.POSITIVE_INFINITY);
    assertThat(values(run(conv(1, 0, 1, 1, 1, DType.FLOAT32), x, w)))
        .containsExactly(Double.POSITIVE_INFINITY, NAN);
    // 1 0 1 and one place of padding, which is a hole as well
    assertThat(values(run(conv(1, 0, 1, 2, 1, DType.FLOAT32), x, w)))
        .containsExactly(2, Double.POSITIVE_INFINITY, 2);
  }

  /// Blocks of k as in `dot_general`, taps outermost, from the definition word for word.
  @Test
  void sumsAreThoseOfTheDefinition() {
    int features = 100;
    int taps = 3;
    int block = DotOrder.kBlock(DType.FLOAT32);
    Random random = new Random(1);
    Strided x = Data.gaussian(DType.FLOAT32, Shape.of(1, features, 7), random);
    Strided w = Data.gaussian(DType.FLOAT32, Shape.of(2, features, taps), random);
    double[] xs = values(x);
    double[] ws = values(w);
    double[] actual = values(run(conv(2, 1, 1, 1, 1, DType.FLOAT32), x, w));
    assertThat(actual).hasSize(8);
    for (int o = 0; o < 2; o++) {
      for (int p = 0; p < 4; p++) {
        float sum = 0;
        float chain = 0;
        for (int k = 0; k < taps * features; k++) {
          int j = k / features;
          int i = k % features;
          int t = 2 * p - 1 + j;
          float sample = t >= 0 && t < 7 ? (float) xs[i * 7 + t] : 0;
          chain = Math.fma(sample, (float) ws[(o * features + i) * taps + j], chain);
          if ((k + 1) % block == 0 || k + 1 == taps * features) {
            sum = k < block ? chain : sum + chain;
            chain = 0;
          }
        }
        assertThat(actual[o * 4 + p]).isEqualTo(sum);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void foldsOfEveryType(DType t) {
    Strided x = vector(t, 3, 1, 2, 5, 4);
    Window window = Window.of(2).withStrides(2).withPadding(Sizes.of(1), Sizes.of(0));
    assertThat(values(run(new ReduceWindowSum(window), x))).containsExactly(3, 3, 9);
    assertThat(values(fold(ReduceWindow.Op.PROD, window, x))).containsExactly(3, 2, 20);
    assertThat(values(fold(ReduceWindow.Op.MAX, window, x))).containsExactly(3, 2, 5);
    assertThat(values(fold(ReduceWindow.Op.MIN, window, x))).containsExactly(3, 1, 4);
    // 3 _ 1 _ 2: two taps, two places apart
    Window dilated = Window.of(2).withBaseDilation(2).withWindowDilation(2);
    Strided y = vector(t, 3, 1, 2);
    assertThat(values(run(new ReduceWindowSum(dilated), y))).containsExactly(4, 0, 3);
    assertThat(values(fold(ReduceWindow.Op.PROD, dilated, y))).containsExactly(3, 1, 2);
  }

  private static Strided fold(ReduceWindow.Op op, Window window, Strided x) {
    return run(new ReduceWindow(op, window), x);
  }

  @Test
  void foldsOfBits() {
    Strided x = Data.longs(DType.UINT8, 6, 3, 5);
    assertThat(values(fold(ReduceWindow.Op.AND, Window.of(2), x))).containsExactly(2, 1);
    assertThat(values(fold(ReduceWindow.Op.OR, Window.of(2), x))).containsExactly(7, 7);
    Strided flags = Data.longs(DType.BOOL, 1, 0, 0);
    assertThat(values(fold(ReduceWindow.Op.AND, Window.of(2), flags))).containsExactly(0, 0);
    assertThat(values(fold(ReduceWindow.Op.OR, Window.of(2), flags))).containsExactly(1, 0);
    Window empty = Window.of(1).withPadding(Sizes.of(1), Sizes.of(0));
    assertThat(values(fold(ReduceWindow.Op.AND, empty, flags))).containsExactly(1, 1, 0, 0);
    assertThat(values(fold(ReduceWindow.Op.AND, empty, x))).containsExactly(255, 6, 3, 5);
  }

  /// f16 accumulates in f32: 2048 + 1 + 1 is 2050 there, and 2048 if each sum is rounded.
  @Test
  void halfPrecisionIsRoundedOnce() {
    Strided x = vector(DType.FLOAT16, 2048, 1, 1);
    assertThat(values(run(new ReduceWindowSum(Window.of(3)), x))).containsExactly(2050);
    SelectAndScatterAdd all =
        new SelectAndScatterAdd(Select.GE, Window.of(3).withPadding(Sizes.of(2), Sizes.of(2)));
    Strided one = vector(DType.FLOAT16, 5);
    assertThat(values(run(all, x, one))).containsExactly(2050);
  }

  @Test
  void theFirstOfEqualsIsChosen() {
    Strided x = vector(DType.FLOAT32, 2, 2, 1, 1, 3);
    Strided t = vector(DType.FLOAT32, 10, 20, 30, 40, 50);
    assertThat(values(run(new SelectAndGatherAdd(Select.GE, Window.of(2)), t, x)))
        .containsExactly(10, 20, 30, 50);
    assertThat(values(run(new SelectAndGatherAdd(Select.LE, Window.of(2)), t, x)))
        .containsExactly(10, 30, 30, 40);
    Strided each = vector(DType.FLOAT32, 1, 2, 4, 8);
    assertThat(values(run(new SelectAndScatterAdd(Select.GE, Window.of(2)), each, x)))
        .containsExactly(1, 2, 4, 0, 8);
    assertThat(values(run(new SelectAndScatterAdd(Select.LE, Window.of(2)), each, x)))
        .containsExactly(1, 0, 6, 8, 0);
    Strided unsigned = Data.longs(DType.UINT64, 1, -1);
    assertThat(values(run(new SelectAndGatherAdd(Select.GE, Window.of(2)), unsigned, unsigned)))
        .containsExactly(0x1p64);
  }

  /// A sample that several windows choose gets what they add in the order of the windows.
  @Test
  void additionsAreInTheOrderOfWindows() {
    Strided x = of(DType.FLOAT32, Shape.of(2, 2), 0, 0, 0, 9);
    Strided each = of(DType.FLOAT32, Shape.of(3, 3), 0, 0, 0, 0, 1, 1e8, 0, -1e8, 3);
    Window window = Window.of(2, 2).withPadding(Sizes.of(1, 1), Sizes.of(1, 1));
    float sum = ((1 + 1e8f) - 1e8f) + 3;
    assertThat(values(run(new SelectAndScatterAdd(Select.GE, window), each, x))[3]).isEqualTo(sum);
  }

  /// A window that has nothing chooses nothing; what comes after a NaN replaces it.
  @Test
  void emptyWindowsAndNan() {
    Strided x = vector(DType.FLOAT32, 1, NAN, -1);
    Strided t = vector(DType.FLOAT32, 10, 20, 30);
    Window padded = Window.of(2).withPadding(Sizes.of(2), Sizes.of(0));
    assertThat(values(run(new SelectAndGatherAdd(Select.GE, padded), t, x)))
        .containsExactly(0, 10, 20, 30);
    Strided each = vector(DType.FLOAT32, 1, 2, 4, 8);
    assertThat(values(run(new SelectAndScatterAdd(Select.GE, padded), each, x)))
        .containsExactly(2, 4, 8);
  }

  @Test
  void theLargestInTheirOrder() {
    for (DType t : List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64)) {
      Strided x = vector(t, 1, NAN, -0.0, 0.0, 1, Double.NEGATIVE_INFINITY, NAN);
      List<Strided> top = runAll(new TopK(6, 0), x);
      assertThat(values(top.get(0))).containsExactly(NAN, NAN, 1, 1, 0.0, -0.0);
      assertThat(values(top.get(1))).containsExactly(1, 6, 0, 4, 3, 2);
    }
    List<Strided> unsigned = runAll(new TopK(2, 0), Data.longs(DType.UINT64, 1, -1, 2));
    assertThat(values(unsigned.get(1))).containsExactly(1, 2);
    Strided matrix = of(DType.INT32, Shape.of(2, 3), 1, 5, 2, 4, 5, 0);
    assertThat(values(runAll(new TopK(1, 0), matrix).get(0))).containsExactly(4, 5, 2);
    assertThat(values(runAll(new TopK(1, 0), matrix).get(1))).containsExactly(1, 0, 0);
    assertThat(values(runAll(new TopK(2, 1), matrix).get(1))).containsExactly(1, 2, 1, 0);
  }

  /// The runs of an axis say what its windows read one by one.
  @Test
  void runsAreWhatWindowsRead() {
    Random random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      Window window =
          Window.of(1 + random.nextInt(3))
              .withStrides(1 + random.nextInt(4))
              .withBaseDilation(1 + random.nextInt(4))
              .withWindowDilation(1 + random.nextInt(3))
              .withPadding(Sizes.of(random.nextInt(6) - 2), Sizes.of(random.nextInt(6) - 2));
      WindowAxis axis = WindowAxis.of(window, 0, random.nextInt(8));
      long met = 0;
      for (long phase = 0; phase < axis.period(); phase++) {
        for (long tap = 0; tap < axis.taps(); tap++) {
          for (long p = phase; p < axis.windows(); p += axis.period()) {
            assertThat(axis.isTerm(p, tap)).isEqualTo(axis.isTerm(phase, tap));
          }
          if (axis.isTerm(phase, tap)) {
            WindowAxis.Run run = axis.run(phase, tap);
            met += run.count();
            for (long q = 0; q < run.count(); q++) {
              long p = phase + (run.first() + q) * axis.period();
              assertThat(p).isLessThan(axis.windows());
              assertThat(axis.sample(p, tap))
                  .isEqualTo(run.sample() + q * axis.sampleStep())
                  .isBetween(0L, axis.samples() - 1);
            }
          }
        }
      }
      assertThat(met).as("%s", axis).isEqualTo(samplesRead(axis));
    }
  }

  private static long samplesRead(WindowAxis axis) {
    long read = 0;
    for (long p = 0; p < axis.windows(); p++) {
      for (long tap = 0; tap < axis.taps(); tap++) {
        long sample = axis.sample(p, tap);
        read += axis.isTerm(p, tap) && sample >= 0 && sample < axis.samples() ? 1 : 0;
      }
    }
    return read;
  }
}
