package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.autodiff.Jvp;
import org.lanewise.special.Special;
import org.lanewise.type.DType;

/// What JAX draws with parameters, in both layouts and every type, at corners too, and how samples
/// move with their parameters: `samplers.txt`, made by `scripts/oracle/samplers.py`.
@Tag("bits")
class SamplersTest {
  private static final Set<String> COUNTS =
      Set.of("poisson", "geometric", "binomial", "multinomial");
  private static final Set<String> SUMS =
      Set.of("loggamma", "double_sided_maxwell", "triangular", "wald");

  /// Where a sample is subnormal JAX flushes it to zero, and then takes the smallest normal number.
  private static final Set<String> SUBNORMAL = Set.of("loggamma.323");

  private static final Set<String> FUNCTIONS = Set.of("igamma", "igammac", "random_gamma_grad");

  static Stream<SamplerCase> draws() {
    return SamplerCase.all().stream().filter(each -> !FUNCTIONS.contains(each.function()));
  }

  static Stream<SamplerCase> derivatives() {
    return draws().filter(each -> each.outputs().containsKey("jvp"));
  }

  static Stream<SamplerCase> functions() {
    return SamplerCase.all().stream().filter(each -> FUNCTIONS.contains(each.function()));
  }

  @ParameterizedTest
  @MethodSource("draws")
  void samplesEqualJax(SamplerCase given) {
    Array drawn = given.draw(given.parameters());
    Array expected = given.output("sample");
    if (COUNTS.contains(given.function())) {
      assertThat(drawn.type()).isEqualTo(expected.type());
      assertThat(doubles(drawn)).containsExactly(doubles(expected));
    } else {
      assertClose(
          drawn, expected, tolerance(given.dtype()), SUMS.contains(given.function()) ? 1 : 1e-30);
    }
  }

  /// A few units in the last place; f16 and bf16 round after every operation, so a unit of an early
  /// one may become several.
  private static double tolerance(DType dtype) {
    return switch (Floats.digits(dtype)) {
      case 7 -> 0.05;
      case 10 -> 0.02;
      case 23 -> 4e-6;
      default -> 1e-13;
    };
  }

  @ParameterizedTest
  @MethodSource("derivatives")
  void derivativesEqualJax(SamplerCase given) {
    List<Array> p = given.parameters();
    double tolerance =
        SUBNORMAL.contains(given.id()) ? 0.01 : given.dtype() == DType.FLOAT64 ? 1e-10 : 1e-4;
    List<Array> ones = p.stream().map(SamplersTest::onesLike).toList();
    Jvp<Array> forward = Autodiff.jvp(given::draw, p, ones);
    assertClose(forward.tangent(), given.output("jvp"), tolerance, 1e-3);
    Array cotangent = onesLike(forward.value());
    List<Array> back = Autodiff.vjp(given::draw, p).pullback().apply(cotangent);
    for (int i = 0; i < p.size(); i++) {
      assertClose(back.get(i), given.output("vjp." + i), tolerance, 1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void incompleteGammaFunctionsEqualJax(SamplerCase given) {
    Array a = given.parameters().get(0);
    Array x = given.parameters().get(1);
    Array actual =
        switch (given.function()) {
          case "igamma" -> Special.igamma(a, x);
          case "igammac" -> Special.igammac(a, x);
          default -> Special.randomGammaGrad(a, x);
        };
    double tolerance =
        switch (Floats.digits(given.dtype())) {
          case 7 -> 0.02;
          case 10 -> 0.005;
          case 23 -> 2e-4;
          default -> 1e-10;
        };
    assertClose(actual, given.output("sample"), tolerance, 1e-6);
  }

  private static Array onesLike(Array x) {
    return Lax.full(x.shape(), x.dtype(), 1);
  }

  private static double[] doubles(Array x) {
    return Lax.convertElementType(x, DType.FLOAT64).toDoubleArray();
  }

  /// Infinities and NaN are equal, numbers equal to a part of their size, or of the size of what
  /// cancels in them.
  private static void assertClose(
      Array actual, Array expected, double tolerance, double cancelled) {
    assertThat(actual.type()).isEqualTo(expected.type());
    double[] a = doubles(actual);
    double[] e = doubles(expected);
    for (int i = 0; i < a.length; i++) {
      if (Double.isFinite(e[i])) {
        assertThat(Math.abs(a[i] - e[i]))
            .as("element %d: %s, JAX %s", i, a[i], e[i])
            .isLessThanOrEqualTo(tolerance * Math.max(Math.abs(e[i]), cancelled));
      } else {
        assertThat(Double.valueOf(a[i])).as("element %d", i).isEqualTo(Double.valueOf(e[i]));
      }
    }
  }
}
