package org.lanewise.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.lanewise.Array;

/// What the benchmarks of kernels compute, once more in plain Java.
final class KernelChecks {
  private static final int ROWS = 2000;
  private static final int WIDTH = 64;

  static final Map<String, Runnable> ALL =
      Map.ofEntries(
          Map.entry(
              "SortingBenchmark.sort",
              () -> near(sorting().sort(), sorted(sorting().floats().toDoubleArray()))),
          Map.entry(
              "SortingBenchmark.sortDoubles",
              () -> near(sorting().sortDoubles(), sorted(sorting().floats().toDoubleArray()))),
          Map.entry("SortingBenchmark.argsort", KernelChecks::checkArgsort),
          Map.entry("SortingBenchmark.sortRows", KernelChecks::checkSortRows),
          Map.entry("SortingBenchmark.unique", KernelChecks::checkUnique),
          Map.entry("SortingBenchmark.permutation", KernelChecks::checkPermutation),
          Map.entry("MovementBenchmark.transpose", KernelChecks::checkTranspose),
          Map.entry("MovementBenchmark.sumShortRows", KernelChecks::checkShortRows),
          Map.entry("MovementBenchmark.gatherRows", KernelChecks::checkGatherRows),
          Map.entry("MovementBenchmark.scatterSingles", KernelChecks::checkScatterSingles),
          Map.entry("MovementBenchmark.scatterRows", KernelChecks::checkScatterRows),
          Map.entry("MovementBenchmark.cumsumOfRows", () -> checkCumsum(0)),
          Map.entry("MovementBenchmark.cumsumInRows", () -> checkCumsum(1)),
          Map.entry("ThinProductBenchmark.stackOf16", KernelChecks::checkStack),
          Map.entry("ThinProductBenchmark.matrixVector", () -> checkVector(true)),
          Map.entry("ThinProductBenchmark.vectorMatrix", () -> checkVector(false)));

  private KernelChecks() {}

  private static SortingBenchmark sorting() {
    SortingBenchmark benchmark = new SortingBenchmark();
    benchmark.size = ROWS;
    benchmark.prepare();
    return benchmark;
  }

  private static MovementBenchmark movement() {
    MovementBenchmark benchmark = new MovementBenchmark();
    benchmark.size = ROWS;
    benchmark.prepare();
    return benchmark;
  }

  private static ThinProductBenchmark products() {
    ThinProductBenchmark benchmark = new ThinProductBenchmark();
    benchmark.size = 100;
    benchmark.prepare();
    return benchmark;
  }

  private static double[] sorted(double[] elements) {
    Arrays.sort(elements);
    return elements;
  }

  private static void checkArgsort() {
    SortingBenchmark benchmark = sorting();
    double[] elements = benchmark.floats().toDoubleArray();
    double[] taken =
        Arrays.stream(benchmark.argsort().toIntArray()).mapToDouble(i -> elements[i]).toArray();
    near(taken, sorted(elements.clone()), 0);
  }

  private static void checkSortRows() {
    SortingBenchmark benchmark = sorting();
    double[] elements = benchmark.rows().toDoubleArray();
    for (int row = 0; row < elements.length; row += 1000) {
      Arrays.sort(elements, row, row + 1000);
    }
    near(benchmark.sortRows(), elements);
  }

  private static void checkUnique() {
    SortingBenchmark benchmark = sorting();
    int[] distinct = Arrays.stream(benchmark.integers().toIntArray()).sorted().distinct().toArray();
    assertThat(benchmark.unique().toIntArray()).containsExactly(distinct);
  }

  private static void checkPermutation() {
    int[] order = sorting().permutation().toIntArray();
    int[] numbers = IntStream.range(0, ROWS).toArray();
    assertThat(order).isNotEqualTo(numbers);
    Arrays.sort(order);
    assertThat(order).containsExactly(numbers);
  }

  private static void checkTranspose() {
    MovementBenchmark benchmark = movement();
    double[] x = benchmark.square().toDoubleArray();
    double[] turned = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      turned[i % 1024 * 1024 + i / 1024] = x[i];
    }
    near(benchmark.transpose(), turned);
  }

  private static void checkShortRows() {
    MovementBenchmark benchmark = movement();
    double[] rows = benchmark.narrow().toDoubleArray();
    double[] sums = benchmark.sumShortRows().toDoubleArray();
    assertThat(sums).hasSize(rows.length / 10);
    for (int i = 0; i < sums.length; i++) {
      double sum = Arrays.stream(rows, 10 * i, 10 * i + 10).sum();
      assertThat(sums[i]).isCloseTo(sum, within(1e-5));
    }
  }

  private static void checkGatherRows() {
    MovementBenchmark benchmark = movement();
    double[] table = benchmark.table().toDoubleArray();
    int[] places = benchmark.rowPlaces().toIntArray();
    double[] rows = new double[places.length * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = table[places[i / WIDTH] * WIDTH + i % WIDTH];
    }
    near(benchmark.gatherRows(), rows);
  }

  private static void checkScatterSingles() {
    MovementBenchmark benchmark = movement();
    double[] singles = benchmark.singles().toDoubleArray();
    int[] places = benchmark.singlePlaces().toIntArray();
    double[] sums = new double[1000];
    for (int i = 0; i < singles.length; i++) {
      sums[places[i]] += singles[i];
    }
    near(benchmark.scatterSingles(), sums);
  }

  private static void checkScatterRows() {
    MovementBenchmark benchmark = movement();
    double[] table = benchmark.table().toDoubleArray();
    int[] places = benchmark.sumPlaces().toIntArray();
    double[] sums = new double[1000 * WIDTH];
    for (int i = 0; i < table.length; i++) {
      sums[places[i / WIDTH] * WIDTH + i % WIDTH] += table[i];
    }
    near(benchmark.scatterRows(), sums);
  }

  private static void checkCumsum(int axis) {
    MovementBenchmark benchmark = movement();
    double[] sums = benchmark.square().toDoubleArray();
    int step = axis == 0 ? 1024 : 1;
    for (int i = 0; i < sums.length; i++) {
      boolean first = axis == 0 ? i < 1024 : i % 1024 == 0;
      sums[i] += first ? 0 : sums[i - step];
    }
    near(
        (axis == 0 ? benchmark.cumsumOfRows() : benchmark.cumsumInRows()).toDoubleArray(),
        sums,
        1e-3);
  }

  private static void checkStack() {
    ThinProductBenchmark benchmark = products();
    double[] a = benchmark.left().toDoubleArray();
    double[] b = benchmark.right().toDoubleArray();
    double[] c = new double[a.length];
    for (int i = 0; i < c.length; i++) {
      int start = i / 256 * 256;
      int row = i % 256 / 16;
      for (int k = 0; k < 16; k++) {
        c[i] += a[start + row * 16 + k] * b[start + k * 16 + i % 16];
      }
    }
    near(benchmark.stackOf16(), c);
  }

  private static void checkVector(boolean matrixFirst) {
    ThinProductBenchmark benchmark = products();
    double[] a = benchmark.matrix().toDoubleArray();
    double[] x = benchmark.vector().toDoubleArray();
    double[] sums = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < x.length; k++) {
        sums[i] += x[k] * a[matrixFirst ? i * x.length + k : k * x.length + i];
      }
    }
    near(matrixFirst ? benchmark.matrixVector() : benchmark.vectorMatrix(), sums);
  }

  private static void near(Array actual, double[] expected) {
    near(actual.toDoubleArray(), expected, 1e-4);
  }

  private static void near(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).isNotEmpty().hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance));
    }
  }
}
