package org.lanewise.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.backend.reference.Data.integers;
import static org.lanewise.backend.reference.Data.longs;
import static org.lanewise.backend.reference.Data.of;
import static org.lanewise.backend.reference.Data.run;
import static org.lanewise.backend.reference.Data.values;
import static org.lanewise.backend.reference.Data.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.backend.ScanOrder;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Folds and running folds, and the order in which they add.
class ReducingTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final Axes FIRST = Axes.of(0);

  static Iterable<DType> types() {
    return Data.TYPES;
  }

  static Iterable<DType> numbers() {
    return Data.types(t -> t != DType.BOOL);
  }

  static Iterable<DType> floating() {
    return Data.types(DType::isFloating);
  }

  private static Strided reduce(Reduce.Op op, Axes axes, Strided x) {
    return run(new Reduce(op, axes), x);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void sumsAndProductsAlongAxes(DType t) {
    Strided x = of(t, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertThat(values(run(new Reducing.ReduceSum(FIRST), x))).containsExactly(5, 7, 9);
    assertThat(values(run(new Reducing.ReduceSum(Axes.of(1)), x))).containsExactly(6, 15);
    assertThat(values(run(new Reducing.ReduceSum(Axes.of(0, 1)), x))).containsExactly(21);
    assertThat(values(run(new Reducing.ReduceSum(Axes.none()), x)))
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(values(reduce(Reduce.Op.PROD, Axes.of(1), x))).containsExactly(6, 120);
    assertThat(values(reduce(Reduce.Op.MAX, FIRST, x))).containsExactly(4, 5, 6);
    assertThat(values(reduce(Reduce.Op.MIN, Axes.of(1), x))).containsExactly(1, 4);
  }

  @ParameterizedTest
  @MethodSource("types")
  void nothingGivesTheIdentity(DType t) {
    Strided none = of(t, Shape.of(2, 0, 1));
    Axes empty = Axes.of(1);
    if (t != DType.BOOL) {
      assertThat(values(run(new Reducing.ReduceSum(empty), none))).containsExactly(0, 0);
      assertThat(values(reduce(Reduce.Op.PROD, empty, none))).containsExactly(1, 1);
      assertThat(values(run(new Reducing.ReduceSum(FIRST), none))).isEmpty();
      assertThat(values(run(new Reducing.CumSum(1, false), none))).isEmpty();
    }
    double largest = values(reduce(Reduce.Op.MIN, empty, none))[0];
    double smallest = values(reduce(Reduce.Op.MAX, empty, none))[0];
    if (t.isFloating()) {
      assertThat(largest).isEqualTo(INF);
      assertThat(smallest).isEqualTo(-INF);
      return;
    }
    int bits = t == DType.BOOL ? 1 : t.bitSize() - (t.isSigned() ? 1 : 0);
    assertThat(largest).isEqualTo(Math.scalb(1.0, bits) - 1);
    assertThat(smallest).isEqualTo(t.isSigned() ? -Math.scalb(1.0, bits) : 0);
    assertThat(Data.bits(reduce(Reduce.Op.OR, empty, none))).containsExactly(0, 0);
    assertThat(Data.bits(reduce(Reduce.Op.XOR, empty, none))).containsExactly(0, 0);
    long all = t == DType.BOOL ? 1 : Data.bits(longs(t, -1))[0];
    assertThat(Data.bits(reduce(Reduce.Op.AND, empty, none))).containsExactly(all, all);
  }

  @Test
  void bitsAndTruths() {
    Strided x = longs(DType.UINT8, 12, 10, 14);
    assertThat(integers(reduce(Reduce.Op.AND, FIRST, x))).containsExactly(8);
    assertThat(integers(reduce(Reduce.Op.OR, FIRST, x))).containsExactly(14);
    assertThat(integers(reduce(Reduce.Op.XOR, FIRST, x))).containsExactly(8);
    Strided truths = of(DType.BOOL, Shape.of(2, 2), 1, 1, 0, 1);
    assertThat(Data.bits(reduce(Reduce.Op.AND, Axes.of(1), truths))).containsExactly(1, 0);
    assertThat(Data.bits(reduce(Reduce.Op.OR, FIRST, truths))).containsExactly(1, 1);
    assertThat(Data.bits(reduce(Reduce.Op.XOR, Axes.of(0, 1), truths))).containsExactly(1);
  }

  @ParameterizedTest
  @MethodSource("floating")
  void extremesPropagateNanAndOrderZeros(DType t) {
    assertThat(values(reduce(Reduce.Op.MAX, FIRST, vector(t, 1, NAN, 3)))).containsExactly(NAN);
    assertThat(values(reduce(Reduce.Op.MIN, FIRST, vector(t, 1, NAN, 3)))).containsExactly(NAN);
    assertThat(values(reduce(Reduce.Op.MAX, FIRST, vector(t, -0.0, 0.0)))).containsExactly(0.0);
    assertThat(values(reduce(Reduce.Op.MIN, FIRST, vector(t, 0.0, -0.0)))).containsExactly(-0.0);
    assertThat(values(run(new Reducing.ReduceSum(FIRST), vector(t, -0.0, -0.0))))
        .containsExactly(0.0);
  }

  @ParameterizedTest
  @MethodSource("types")
  void argReduceFindsTheFirstExtreme(DType t) {
    Strided x = of(t, Shape.of(2, 3), 0, 1, 1, 1, 0, 0);
    assertThat(arg(ArgReduce.Op.ARGMAX, 1, x)).containsExactly(1, 0);
    assertThat(arg(ArgReduce.Op.ARGMIN, 1, x)).containsExactly(0, 1);
    assertThat(arg(ArgReduce.Op.ARGMAX, 0, x)).containsExactly(1, 0, 0);
    if (t.isFloating()) {
      Strided nan = vector(t, 1, NAN, 9, NAN, -9);
      assertThat(arg(ArgReduce.Op.ARGMAX, 0, nan)).containsExactly(1);
      assertThat(arg(ArgReduce.Op.ARGMIN, 0, nan)).containsExactly(1);
      assertThat(arg(ArgReduce.Op.ARGMAX, 0, vector(t, -0.0, 0.0))).containsExactly(0);
      assertThat(arg(ArgReduce.Op.ARGMIN, 0, vector(t, INF, INF, -INF))).containsExactly(2);
    }
    if (t.isInteger()) {
      long top = 1L << (t.bitSize() - 1);
      assertThat(arg(ArgReduce.Op.ARGMAX, 0, longs(t, 1, top, 2)))
          .containsExactly(t.isSigned() ? 2 : 1);
    }
  }

  private static long[] arg(ArgReduce.Op op, int axis, Strided x) {
    Strided result = run(new ArgReduce(op, axis, DType.INT64), x);
    assertThat(integers(run(new ArgReduce(op, axis, DType.UINT8), x)))
        .containsExactly(integers(result));
    return integers(result);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 64, 65, 129, 4095, 4096, 4097, 8193, 12289, 20480, 28673})
  void sumsAndProductsFollowTheOrderOfReductions(int n) {
    Strided f32 = Data.gaussian(DType.FLOAT32, Shape.of(n), new Random(n));
    Strided f64 = Data.gaussian(DType.FLOAT64, Shape.of(n), new Random(n));
    Strided f16 = Data.gaussian(DType.FLOAT16, Shape.of(n), new Random(n));
    Strided bf16 = Data.gaussian(DType.BFLOAT16, Shape.of(n), new Random(n));
    assertThat(sum(f32))
        .isEqualTo(Order.reduce(floats(f32), 0f, Float::sum, Float::sum).doubleValue());
    assertThat(sum(f64)).isEqualTo(Order.reduce(doubles(f64), 0.0, Double::sum, Double::sum));
    assertThat(sum(f16)).isEqualTo(half(Order.reduce(floats(f16), 0f, Float::sum, Float::sum)));
    assertThat(sum(bf16)).isEqualTo(brain(Order.reduce(floats(bf16), 0f, Float::sum, Float::sum)));
    double product = values(reduce(Reduce.Op.PROD, FIRST, f64))[0];
    assertThat(product)
        .isEqualTo(Order.reduce(doubles(f64), 1.0, (a, b) -> a * b, (a, b) -> a * b));
    float single = (float) values(reduce(Reduce.Op.PROD, FIRST, f32))[0];
    assertThat(single).isEqualTo(Order.reduce(floats(f32), 1f, (a, b) -> a * b, (a, b) -> a * b));
  }

  @Test
  void severalAxesAreFoldedInRowMajorOrder() {
    Strided x = Data.gaussian(DType.FLOAT32, Shape.of(7, 3, 100, 5), new Random(1));
    double[] sums = values(run(new Reducing.ReduceSum(Axes.of(0, 2)), x));
    List<Float> all = floats(x);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 5; j++) {
        List<Float> part = new java.util.ArrayList<>();
        for (int a = 0; a < 7; a++) {
          for (int b = 0; b < 100; b++) {
            part.add(all.get(((a * 3 + i) * 100 + b) * 5 + j));
          }
        }
        float expected = Order.reduce(part, 0f, Float::sum, Float::sum);
        assertThat(sums[i * 5 + j]).isEqualTo(expected);
      }
    }
  }

  private static double sum(Strided x) {
    return values(run(new Reducing.ReduceSum(FIRST), x))[0];
  }

  private static List<Float> floats(Strided x) {
    return Arrays.stream(values(x)).mapToObj(v -> (float) v).toList();
  }

  private static List<Double> doubles(Strided x) {
    return Arrays.stream(values(x)).boxed().toList();
  }

  private static double half(float x) {
    return Float.float16ToFloat(Float.floatToFloat16(x));
  }

  private static double brain(float x) {
    return Conversions.bfloat16ToFloat(Conversions.floatToBfloat16(x));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void runningFoldsAlongAxes(DType t) {
    Strided x = of(t, Shape.of(2, 3), 1, 2, 3, 3, 2, 1);
    assertThat(values(run(new Reducing.CumSum(1, false), x))).containsExactly(1, 3, 6, 3, 5, 6);
    assertThat(values(run(new Reducing.CumSum(1, true), x))).containsExactly(6, 5, 3, 6, 3, 1);
    assertThat(values(run(new Reducing.CumSum(0, false), x))).containsExactly(1, 2, 3, 4, 4, 4);
    assertThat(values(run(new Cumulative(Cumulative.Op.PROD, 1, false), x)))
        .containsExactly(1, 2, 6, 3, 6, 6);
    assertThat(values(run(new Cumulative(Cumulative.Op.MAX, 1, false), x)))
        .containsExactly(1, 2, 3, 3, 3, 3);
    assertThat(values(run(new Cumulative(Cumulative.Op.MIN, 1, true), x)))
        .containsExactly(1, 2, 3, 1, 1, 1);
  }

  @Test
  void runningFoldsOfNarrowIntegersWrapAndExtremesKeepNan() {
    assertThat(integers(run(new Reducing.CumSum(0, false), longs(DType.INT8, 100, 100, 100))))
        .containsExactly(100, -56, 44);
    Strided x = vector(DType.FLOAT32, 1, NAN, 5);
    assertThat(values(run(new Cumulative(Cumulative.Op.MAX, 0, false), x)))
        .containsExactly(1, NAN, NAN);
    assertThat(values(run(new Cumulative(Cumulative.Op.MIN, 0, true), x)))
        .containsExactly(NAN, NAN, 5);
    assertThat(values(run(new Reducing.CumSum(0, false), vector(DType.FLOAT32, -0.0))))
        .containsExactly(-0.0);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        2,
        ScanOrder.BLOCK - 1,
        ScanOrder.BLOCK,
        ScanOrder.BLOCK + 1,
        3 * ScanOrder.BLOCK + 7
      })
  void runningSumsFollowTheOrderOfScans(int n) {
    Strided f32 = Data.gaussian(DType.FLOAT32, Shape.of(n), new Random(n));
    Strided f64 = Data.gaussian(DType.FLOAT64, Shape.of(n), new Random(n));
    Strided f16 = Data.gaussian(DType.FLOAT16, Shape.of(n), new Random(n));
    BinaryOperator<Double> times = (a, b) -> a * b;
    assertThat(values(run(new Reducing.CumSum(0, false), f32)))
        .containsExactly(
            Order.scan(floats(f32), Float::sum).stream().mapToDouble(v -> v).toArray());
    assertThat(values(run(new Reducing.CumSum(0, true), f64)))
        .containsExactly(reversed(Order.scan(doubles(f64).reversed(), Double::sum)));
    assertThat(values(run(new Cumulative(Cumulative.Op.PROD, 0, false), f64)))
        .containsExactly(Order.scan(doubles(f64), times).stream().mapToDouble(v -> v).toArray());
    assertThat(values(run(new Reducing.CumSum(0, false), f16)))
        .containsExactly(
            Order.scan(floats(f16), Float::sum).stream().mapToDouble(ReducingTest::half).toArray());
  }

  private static double[] reversed(List<Double> values) {
    return values.reversed().stream().mapToDouble(v -> v).toArray();
  }

  /// The literal description itself, on strings that show the order.
  @Test
  void theOrderOfScansReads() {
    List<String> x = new java.util.ArrayList<>();
    for (int i = 0; i < ScanOrder.BLOCK + 2; i++) {
      x.add(i % ScanOrder.BLOCK < 2 ? "x" + i : "");
    }
    List<String> scanned = Order.scan(x, (a, b) -> b.isEmpty() ? a : "(" + a + " " + b + ")");
    assertThat(scanned.getLast())
        .isEqualTo("((x0 x1) (x%d x%d))".formatted(ScanOrder.BLOCK, ScanOrder.BLOCK + 1));
  }
}
