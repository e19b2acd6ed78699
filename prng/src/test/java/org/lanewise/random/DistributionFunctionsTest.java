package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.special.Special;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Many samples against the distributions that they are drawn from.
class DistributionFunctionsTest {
  private static final int N = 20_000;
  private static final Shape SHAPE = Shape.of(N);
  private static final Key KEY = Key.of(20);

  /// A distribution by its distribution function.
  private record Law(String name, Array samples, DoubleUnaryOperator function) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Law> laws() {
    return List.of(
        new Law("pareto", Sample.pareto(KEY, f64(3), SHAPE), x -> 1 - Math.pow(x, -3)),
        new Law("rayleigh", Sample.rayleigh(KEY, f64(2), SHAPE), x -> -Math.expm1(-x * x / 8)),
        new Law(
            "weibullMin",
            Sample.weibullMin(KEY, f64(2), f64(1.5), SHAPE),
            x -> -Math.expm1(-Math.pow(x / 2, 1.5))),
        new Law(
            "lognormal", Sample.lognormal(KEY, f64(0.5), SHAPE), x -> normal(Math.log(x) / 0.5)),
        new Law("maxwell", Sample.maxwell(KEY, SHAPE, DType.FLOAT64), x -> maxwell(x)),
        new Law(
            "doubleSidedMaxwell",
            Sample.doubleSidedMaxwell(KEY, f64(1), f64(2), SHAPE),
            x -> 0.5 + Math.signum(x - 1) * maxwell(Math.abs(x - 1) / 2) / 2),
        new Law("wald", Sample.wald(KEY, f64(2), SHAPE), x -> wald(x, 2)),
        new Law(
            "triangular",
            Sample.triangular(KEY, f64(0), f64(1), f64(3), SHAPE),
            x -> x < 1 ? x * x / 3 : 1 - (3 - x) * (3 - x) / 6),
        new Law("gamma 0.3", Sample.gamma(KEY, f64(0.3), SHAPE), x -> gamma(0.3, x)),
        new Law("gamma 1", Sample.gamma(KEY, f64(1), SHAPE), x -> -Math.expm1(-x)),
        new Law("gamma 7.5", Sample.gamma(KEY, f64(7.5), SHAPE), x -> gamma(7.5, x)),
        new Law("gamma f32", Sample.gamma(KEY, 2.5, SHAPE), x -> gamma(2.5, x)),
        new Law(
            "gamma, original layout",
            Sample.gamma(Key.of(20, Threefry.ORIGINAL), f64(2.5), SHAPE),
            x -> gamma(2.5, x)),
        new Law("loggamma", Sample.loggamma(KEY, f64(0.3), SHAPE), x -> gamma(0.3, Math.exp(x))),
        new Law("beta", Sample.beta(KEY, f64(2.5), f64(1), SHAPE), x -> Math.pow(x, 2.5)),
        new Law("chisquare", Sample.chisquare(KEY, f64(2), SHAPE), x -> -Math.expm1(-x / 2)),
        new Law("f", Sample.f(KEY, f64(2), f64(2), SHAPE), x -> x / (1 + x)),
        new Law("t", Sample.t(KEY, f64(2), SHAPE), x -> 0.5 + x / (2 * Math.sqrt(2 + x * x))),
        new Law(
            "generalizedNormal",
            Sample.generalizedNormal(KEY, f64(1), SHAPE),
            x -> x < 0 ? Math.exp(x) / 2 : 1 - Math.exp(-x) / 2),
        new Law("radius of ball", radius(), x -> x * x * x));
  }

  private static Array f64(double value) {
    return Numpy.array(value);
  }

  private static double normal(double x) {
    return Lax.erfc(f64(-x / Math.sqrt(2))).item() / 2;
  }

  private static double maxwell(double x) {
    return 2 * normal(x) - 1 - Math.sqrt(2 / Math.PI) * x * Math.exp(-x * x / 2);
  }

  private static double wald(double x, double mean) {
    double root = Math.sqrt(1 / x);
    return normal(root * (x / mean - 1)) + Math.exp(2 / mean) * normal(-root * (x / mean + 1));
  }

  private static double gamma(double a, double x) {
    return Special.igamma(f64(a), f64(x)).item();
  }

  private static Array radius() {
    Array points = Sample.ball(KEY, 3, f64(2), SHAPE);
    return Lax.sqrt(Lax.reduceSum(Lax.square(points), Axes.of(1)));
  }

  /// Kolmogorov and Smirnov's statistic √n·max|Fₙ − F| exceeds 1.95 once in a thousand times. F is
  /// evaluated at every hundredth sample only, which makes it smaller by 0.7 at most.
  @ParameterizedTest
  @MethodSource("laws")
  void samplesFollowTheirDistribution(Law law) {
    double[] sorted = law.samples.astype(DType.FLOAT64).toDoubleArray();
    Arrays.sort(sorted);
    double worst = 0;
    for (int i = 50; i < N; i += 100) {
      double at = law.function.applyAsDouble(sorted[i]);
      worst = Math.max(worst, Math.abs(at - (i + 0.5) / N));
    }
    assertThat(worst * Math.sqrt(N)).isLessThan(1.6);
    assertThat(worst * Math.sqrt(N)).isGreaterThan(0.2);
  }

  @ParameterizedTest
  @CsvSource({
    "poisson, 3, 3, 1.7320508",
    "poisson, 9.5, 9.5, 3.0822070",
    "poisson, 40, 40, 6.3245553",
    "poisson, 20000, 20000, 141.42136",
    "binomial, 20, 6, 2.0493902",
    "binomial, 200, 60, 6.4807407",
    "geometric, 0.25, 4, 3.4641016"
  })
  void momentsOfCounts(String name, double parameter, double mean, double deviation) {
    Array drawn =
        switch (name) {
          case "poisson" -> Sample.poisson(KEY, parameter, SHAPE);
          case "binomial" -> Sample.binomial(KEY, parameter, 0.3, SHAPE);
          default -> Sample.geometric(KEY, parameter, SHAPE);
        };
    Array wide = drawn.astype(DType.FLOAT64);
    double error = 4 * deviation / Math.sqrt(N);
    assertThat(wide.mean().item()).isCloseTo(mean, within(error));
    assertThat(Numpy.std(wide).item()).isCloseTo(deviation, within(3 * error));
  }

  /// χ² with 10 degrees of freedom exceeds 30 once in a thousand times.
  @Test
  void frequenciesOfCounts() {
    assertThat(chiSquared(Sample.poisson(KEY, 4, SHAPE), poisson(4, 10))).isBetween(1.0, 30.0);
    assertThat(chiSquared(Sample.binomial(KEY, 10, 0.35, SHAPE), binomial(10, 0.35)))
        .isBetween(1.0, 30.0);
    assertThat(chiSquared(Sample.binomial(KEY, 10, 0.65, SHAPE), binomial(10, 0.65)))
        .isBetween(1.0, 30.0);
  }

  private static double chiSquared(Array counts, double[] probabilities) {
    double[] seen = new double[probabilities.length];
    for (double k : counts.astype(DType.FLOAT64).toDoubleArray()) {
      seen[Math.min((int) k, seen.length - 1)]++;
    }
    double sum = 0;
    for (int k = 0; k < seen.length; k++) {
      double expected = N * probabilities[k];
      sum += (seen[k] - expected) * (seen[k] - expected) / expected;
    }
    return sum;
  }

  /// The probabilities of 0, …, last − 1, and of all above.
  private static double[] poisson(double rate, int last) {
    double[] p = new double[last + 1];
    p[0] = Math.exp(-rate);
    p[last] = 1 - p[0];
    for (int k = 1; k < last; k++) {
      p[k] = p[k - 1] * rate / k;
      p[last] -= p[k];
    }
    return p;
  }

  private static double[] binomial(int n, double q) {
    double[] p = new double[n + 1];
    p[0] = Math.pow(1 - q, n);
    for (int k = 1; k <= n; k++) {
      p[k] = p[k - 1] * q / (1 - q) * (n - k + 1) / k;
    }
    return p;
  }

  @Test
  void vectorsHaveTheirMeans() {
    Array simplex = Sample.dirichlet(KEY, Numpy.array(0.5, 1, 2.5), SHAPE);
    assertThat(simplex.sum(-1).minus(1).toDoubleArray())
        .usingComparatorWithPrecision(1e-12)
        .containsOnly(0);
    assertThat(simplex.mean(0).toDoubleArray())
        .usingComparatorWithPrecision(0.01)
        .containsExactly(0.125, 0.25, 0.625);
    Array p = Numpy.array(0.2, 0.3, 0.5);
    Array counts = Sample.multinomial(KEY, f64(40), p, Shape.of(N, 3));
    assertThat(counts.sum(-1).toDoubleArray()).containsOnly(40);
    assertThat(counts.mean(0).toDoubleArray())
        .usingComparatorWithPrecision(0.1)
        .containsExactly(8, 12, 20);
    Array corners = Sample.ball(KEY, 2, 1, SHAPE).astype(DType.FLOAT64);
    Array lengths = Lax.reduceSum(Lax.abs(corners), Axes.of(1));
    assertThat(lengths.max().item()).isLessThanOrEqualTo(1);
    assertThat(lengths.mean().item()).isCloseTo(2.0 / 3, within(0.01));
  }
}
