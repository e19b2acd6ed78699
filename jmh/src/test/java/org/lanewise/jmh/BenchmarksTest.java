package org.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A number about a wrong result is worth nothing: each benchmark is called once and checked.
class BenchmarksTest {
  private static final Map<String, Runnable> CHECKS =
      Map.ofEntries(
          Map.entry("EagerBenchmark.add", () -> near(eager().add(), i -> 1 + 2 * x(i))),
          Map.entry(
              "EagerBenchmark.multiply", () -> near(eager().multiply(), i -> x(i) * (1 + x(i)))),
          Map.entry("EagerBenchmark.exp", () -> near(eager().exp(), i -> Math.exp(x(i)))),
          Map.entry("EagerBenchmark.sum", () -> near(eager().sum(), i -> 7.5)),
          Map.entry("EagerBenchmark.slice", () -> near(eager().slice(), i -> x(i + 4))),
          Map.entry(
              "EagerBenchmark.atSet",
              () -> near(eager().atSet(), i -> i >= 4 && i < 12 ? 7 : x(i))),
          Map.entry("FusionBenchmark.fused", () -> checkFusion(FusionBenchmark::fused)),
          Map.entry("FusionBenchmark.eager", () -> checkFusion(FusionBenchmark::eager)),
          Map.entry("JitBenchmark.eager", () -> near(jit().eager(), _ -> 1.5)),
          Map.entry("JitBenchmark.scalar", () -> near(jit().scalar(), _ -> 1.5)),
          Map.entry("JitBenchmark.tree", () -> near(jit().tree(), _ -> 1.5)),
          Map.entry("JitBenchmark.trace", () -> assertThat(jit().trace().equations()).hasSize(10)),
          Map.entry(
              "JitBenchmark.traceWithLines",
              () ->
                  assertThat(jit().traceWithLines().equations())
                      .hasSize(10)
                      .allMatch(each -> each.source().line().startsWith("BenchmarksTest.java:"))),
          Map.entry("MatmulF32Benchmark.matmul", BenchmarksTest::checkF32),
          Map.entry("MatmulF64Benchmark.matmul", BenchmarksTest::checkF64),
          Map.entry("ThreefryBenchmark.bits", BenchmarksTest::checkBits),
          Map.entry("ThreefryBenchmark.uniform", BenchmarksTest::checkUniform),
          Map.entry("ThreefryBenchmark.normal", BenchmarksTest::checkNormal),
          Map.entry("GradBenchmark.value", () -> near(grad().value(), i -> tenOperations(0.5))),
          Map.entry("GradBenchmark.gradient", () -> near(grad().gradient(), i -> slope())),
          Map.entry("PytreeBenchmark.flatten", BenchmarksTest::checkFlatten),
          Map.entry("PytreeBenchmark.unflatten", () -> checkModel(pytree().unflatten())),
          Map.entry("PytreeBenchmark.map", () -> checkModel(pytree().map())));

  @TestFactory
  Stream<DynamicTest> computesTheRightThing() {
    return Stream.of(CHECKS, KernelChecks.ALL, CompilerChecks.ALL)
        .flatMap(checks -> checks.entrySet().stream())
        .map(check -> DynamicTest.dynamicTest(check.getKey(), check.getValue()::run));
  }

  /// JMH reads this list from its jar; the names are class and method.
  @Test
  void everyBenchmarkIsInTheListAndIsChecked() {
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    Set<String> listed =
        BenchmarkList.defaultList().getAll(silent, List.of()).stream()
            .map(entry -> entry.getUsername().replace("org.lanewise.jmh.", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> checked = new TreeSet<>(CHECKS.keySet());
    checked.addAll(KernelChecks.ALL.keySet());
    checked.addAll(CompilerChecks.ALL.keySet());
    assertThat(listed).isNotEmpty().containsExactlyInAnyOrderElementsOf(checked);
  }

  private static JitBenchmark jit() {
    JitBenchmark benchmark = new JitBenchmark();
    benchmark.prepare();
    return benchmark;
  }

  private static EagerBenchmark eager() {
    EagerBenchmark benchmark = new EagerBenchmark();
    benchmark.size = 16;
    benchmark.prepare();
    return benchmark;
  }

  /// Element i of the operand of [#eager].
  private static double x(int i) {
    return i / 16.0;
  }

  /// Rows of 1024 numbers, −2 + 4i/n.
  private static void checkFusion(Function<FusionBenchmark, Array> run) {
    int n = 2048;
    for (FusionBenchmark.Formula formula : FusionBenchmark.Formula.values()) {
      FusionBenchmark benchmark = new FusionBenchmark();
      benchmark.formula = formula;
      benchmark.size = n;
      benchmark.prepare();
      IntToDoubleFunction x = i -> -2 + 4.0 * i / n;
      double[] sums = new double[n / 1024];
      for (int i = 0; i < n; i++) {
        sums[i / 1024] += Math.exp(x.applyAsDouble(i));
      }
      near(
          run.apply(benchmark).reshape(-1),
          i -> {
            double v = x.applyAsDouble(i);
            return switch (formula) {
              case SELU -> 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v));
              case TANH -> Math.tanh(v) * v + 1;
              case SOFTMAX -> Math.exp(v) / sums[i / 1024];
              case COLUMNS -> v * v + x.applyAsDouble(i + 1024) * x.applyAsDouble(i + 1024);
              case PAIRS -> potential(n / 1024);
            };
          });
    }
  }

  /// Of one of the points, which lie on a line, from all of them: each is 2 from the next in each
  /// of three directions.
  private static double potential(int points) {
    double sum = 0;
    for (int j = 0; j < points; j++) {
      sum += 1 / Math.sqrt(3 * 4.0 * j * j + 1e-3);
    }
    return sum;
  }

  private static GradBenchmark grad() {
    GradBenchmark benchmark = new GradBenchmark();
    benchmark.prepare();
    return benchmark;
  }

  private static double tenOperations(double x) {
    double a = Math.sin(x);
    double b = a * x;
    double c = Math.tanh(Math.exp(b) + x);
    double d = c * a - b;
    return Math.cos(d * d) + c;
  }

  private static double slope() {
    return (tenOperations(0.5 + 1e-5) - tenOperations(0.5 - 1e-5)) / 2e-5;
  }

  private static void checkF32() {
    MatmulF32Benchmark benchmark = new MatmulF32Benchmark();
    benchmark.size = 64;
    benchmark.prepare();
    Array product = benchmark.matmul();
    assertThat(product.dtype()).isEqualTo(DType.FLOAT32);
    checkProduct(benchmark.left(), benchmark.right(), product, 1e-5);
  }

  private static void checkF64() {
    MatmulF64Benchmark benchmark = new MatmulF64Benchmark();
    benchmark.size = 64;
    benchmark.prepare();
    Array product = benchmark.matmul();
    assertThat(product.dtype()).isEqualTo(DType.FLOAT64);
    checkProduct(benchmark.left(), benchmark.right(), product, 1e-13);
  }

  private static void checkProduct(Array left, Array right, Array product, double tolerance) {
    int n = (int) left.shape().get(0);
    double[] a = left.toDoubleArray();
    double[] b = right.toDoubleArray();
    double[] c = product.toDoubleArray();
    assertThat(c).hasSize(n * n);
    for (int i = 0; i < n * n; i++) {
      int row = i / n;
      int column = i % n;
      double sum = IntStream.range(0, n).mapToDouble(k -> a[row * n + k] * b[k * n + column]).sum();
      assertThat(c[i]).isCloseTo(sum, within(tolerance));
    }
  }

  private static ThreefryBenchmark threefry() {
    ThreefryBenchmark benchmark = new ThreefryBenchmark();
    benchmark.size = 1000;
    benchmark.prepare();
    return benchmark;
  }

  /// The first words are JAX's for `random.bits(random.key(42), (4,))`.
  private static void checkBits() {
    Array bits = threefry().bits();
    assertThat(bits.shape()).isEqualTo(Shape.of(1000));
    assertThat(bits.get(":4").astype(DType.INT64).toLongArray())
        .containsExactly(2098992034L, 2919706841L, 2646866425L, 2409546199L);
  }

  /// The first number is JAX's for `random.uniform(random.key(42))`.
  private static void checkUniform() {
    Array numbers = threefry().uniform();
    assertThat((float) numbers.get(0).item()).isEqualTo(0.48870956897735596f);
    assertThat(numbers.min().item()).isNotNegative();
    assertThat(numbers.max().item()).isLessThan(1);
    assertThat(numbers.mean().item()).isCloseTo(0.5, within(0.03));
  }

  /// The first number is JAX's for `random.normal(random.key(42))`.
  private static void checkNormal() {
    Array numbers = threefry().normal();
    assertThat((float) numbers.get(0).item()).isEqualTo(-0.02830461598932743f);
    assertThat(numbers.mean().item()).isCloseTo(0, within(0.1));
    assertThat(numbers.times(numbers).mean().item()).isCloseTo(1, within(0.15));
  }

  private static PytreeBenchmark pytree() {
    PytreeBenchmark benchmark = new PytreeBenchmark();
    benchmark.prepare();
    return benchmark;
  }

  private static void checkFlatten() {
    Leaves<Object> flat = pytree().flatten();
    assertThat(flat.size()).isEqualTo(26);
    assertThat(flat.list()).allMatch(leaf -> leaf instanceof Array);
  }

  private static void checkModel(PytreeBenchmark.Model model) {
    assertThat(model.layers()).hasSize(12);
    assertThat(model.layers().getLast().weight().shape()).isEqualTo(Shape.of(2, 2));
    assertThat(model.scales()).containsOnlyKeys("in", "out");
    assertThat(Tree.structure(model)).isEqualTo(pytree().flatten().structure());
  }

  private static void near(Array actual, IntToDoubleFunction expected) {
    double[] elements = actual.toDoubleArray();
    assertThat(elements).isNotEmpty();
    for (int i = 0; i < elements.length; i++) {
      assertThat(elements[i]).isCloseTo(expected.applyAsDouble(i), within(1e-5));
    }
  }
}
