package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.special.Special;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Samplers with loops under transformations: what is drawn and how it moves stays the same.
class SamplerTransformsTest {
  private static final Shape SHAPE = Shape.of(3);
  private static final Map<String, BiFunction<Key, Array, Array>> SAMPLERS =
      Map.of(
          "gamma", (key, a) -> Sample.gamma(key, a, SHAPE),
          "loggamma", (key, a) -> Sample.loggamma(key, a, SHAPE),
          "beta", (key, a) -> Sample.beta(key, a, a, SHAPE),
          "dirichlet", (key, a) -> Sample.dirichlet(key, Numpy.stack(a, a.times(2))),
          "t", (key, a) -> Sample.t(key, a, SHAPE),
          "poisson", (key, a) -> Sample.poisson(key, a.times(8), SHAPE),
          "binomial", (key, a) -> Sample.binomial(key, Numpy.array(40), a.div(4), SHAPE),
          "multinomial",
              (key, a) -> Sample.multinomial(key, Numpy.array(9), Numpy.stack(a, a.plus(1))));

  static Stream<String> samplers() {
    return SAMPLERS.keySet().stream().sorted();
  }

  /// A lane of the loop runs until all lanes are done and is none the worse for it.
  @Tag("bits")
  @ParameterizedTest
  @MethodSource("samplers")
  void mappedOverKeysAndParametersIsTheLoop(String name) {
    BiFunction<Key, Array, Array> sampler = SAMPLERS.get(name);
    for (Threefry layout : Threefry.values()) {
      Key keys = Key.of(3, layout).split(4);
      Array a = Numpy.array(0.3f, 1f, 1.7f, 3.5f);
      Array mapped = vmap(sampler).apply(keys, a);
      Array overKeys = vmap((Key key) -> sampler.apply(key, a.get(1))).apply(keys);
      for (int i = 0; i < 4; i++) {
        assertThat(mapped.get(i)).hasToString(sampler.apply(keys.get(i), a.get(i)).toString());
        assertThat(overKeys.get(i)).hasToString(sampler.apply(keys.get(i), a.get(1)).toString());
      }
    }
  }

  /// p(x; a)·∂x/∂a + ∂P(a, x)/∂a = 0: a sample stays at its quantile.
  @Test
  void aSampleStaysAtItsQuantile() {
    Key key = Key.of(5);
    Array a = Numpy.array(0.2, 0.9, 1.0, 3.0, 40.0, 500.0);
    Function<Array, Array> sample = at -> Sample.gamma(key, at, Shape.of(6));
    Array x = sample.apply(a);
    Array slope = Autodiff.jvp(sample, a, Lax.full(a.shape(), DType.FLOAT64, 1)).tangent();
    double h = 1e-5;
    Array after = Special.igamma(a.plus(h), x.plus(slope.times(h)));
    Array before = Special.igamma(a.minus(h), x.minus(slope.times(h)));
    double[] change = after.minus(before).div(2 * h).toDoubleArray();
    assertThat(change).usingComparatorWithPrecision(1e-6).containsOnly(0);
    assertThat(slope.toDoubleArray()).doesNotContain(0, 1);
  }

  /// The logarithm of a sample moves as the sample does.
  @Test
  void logarithmsMoveAlike() {
    Key key = Key.of(6);
    Array a = Numpy.array(0.7, 2.0, 9.0);
    Array direct = Autodiff.grad((Array at) -> Sample.gamma(key, at, SHAPE).sum()).apply(a);
    Array byLogarithm =
        Autodiff.grad((Array at) -> Lax.exp(Sample.loggamma(key, at, SHAPE)).sum()).apply(a);
    for (int i = 0; i < 3; i++) {
      double expected = direct.get(i).item();
      assertThat(byLogarithm.get(i).item()).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void derivativesAndMappingCommute() {
    Key key = Key.of(8);
    Array a = Numpy.array(0.3f, 1f, 4f);
    Function<Array, Array> sum = at -> Sample.gamma(key, at, SHAPE).sum();
    Array derivativeMapped = vmap(Autodiff.grad(sum)).apply(a);
    Array mappedDerivative = Autodiff.grad((Array at) -> vmap(sum).apply(at).sum()).apply(a);
    for (int i = 0; i < 3; i++) {
      double alone = Autodiff.grad(sum).apply(a.get(i)).item();
      assertThat(derivativeMapped.get(i).item()).isCloseTo(alone, within(1e-5 * alone));
      assertThat(mappedDerivative.get(i).item()).isCloseTo(alone, within(1e-5 * alone));
    }
  }

  @Tag("bits")
  @ParameterizedTest
  @MethodSource("samplers")
  void compiledIsEager(String name) {
    BiFunction<Key, Array, Array> sampler = SAMPLERS.get(name);
    Key key = Key.of(4);
    Array a = Numpy.array(1.7f);
    assertThat(jit(sampler).apply(key, a)).hasToString(sampler.apply(key, a).toString());
    Function<Array, Array> slope =
        Autodiff.grad((Array at) -> sampler.apply(key, at).astype(DType.FLOAT32).times(at).sum());
    assertThat(jit(slope).apply(a)).hasToString(slope.apply(a).toString());
  }

  /// With g(a, x) = ∂x/∂a at a fixed quantile, ∂²x/∂a² = ∂g/∂a + g·∂g/∂x, in each mode.
  @Test
  void secondDerivatives() {
    Key key = Key.of(7);
    Array a = Numpy.array(0.5, 2.5, 30.0);
    Array x = Sample.gamma(key, a, SHAPE);
    Array g = Special.randomGammaGrad(a, x);
    double h = 1e-6;
    Array after = Special.randomGammaGrad(a.plus(h), x.plus(g.times(h)));
    Array before = Special.randomGammaGrad(a.minus(h), x.minus(g.times(h)));
    double[] expected = after.minus(before).div(2 * h).toDoubleArray();
    Function<Array, Array> slope = Autodiff.grad((Array at) -> Sample.gamma(key, at, SHAPE).sum());
    Array ones = Lax.full(a.shape(), DType.FLOAT64, 1);
    assertThat(Autodiff.jvp(slope, a, ones).tangent().toDoubleArray())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(expected);
    assertThat(Autodiff.grad((Array at) -> slope.apply(at).sum()).apply(a).toDoubleArray())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(expected);
  }

  /// Counts do not move: their derivatives are zeros, not NaN.
  @Test
  void countsHaveDerivativesOfZero() {
    Key key = Key.of(9);
    Array p = Numpy.array(0.2f, 0.5f, 0.9f);
    Array moved =
        Autodiff.grad(
                (Array at) ->
                    Sample.binomial(key, Numpy.array(30f), at, SHAPE)
                        .plus(Sample.poisson(key, at.times(20), SHAPE))
                        .plus(Sample.geometric(key, at, SHAPE))
                        .plus(Sample.multinomial(key, Numpy.array(9f), at))
                        .times(at)
                        .sum())
            .apply(p);
    Array counts =
        Sample.binomial(key, Numpy.array(30f), p, SHAPE)
            .plus(Sample.poisson(key, p.times(20), SHAPE))
            .plus(Sample.geometric(key, p, SHAPE))
            .plus(Sample.multinomial(key, Numpy.array(9f), p));
    assertThat(moved).hasToString(counts.toString());
  }

  /// The loop is one equation of a program, whose result says of which parameter it is a sample.
  @Test
  void samplersAreTraceable() {
    Key key = Key.of(1);
    String program =
        makeJaxpr((Array a) -> Sample.gamma(key, a, SHAPE)).apply(Numpy.array(2f)).toString();
    assertThat(program).contains("= while[", "= gamma_sample[log_space=False]");
  }
}
