package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Wrong keys, shapes and types, with the messages that say how to repair them.
class SamplerMistakesTest {
  private static final Key KEY = Key.of(0);
  private static final Shape FIVE = Shape.of(5);

  /// The samplers of one array parameter; further parameters are the same.
  private static Map<String, BiFunction<Key, Array, Array>> all() {
    Map<String, BiFunction<Key, Array, Array>> all = new LinkedHashMap<>();
    all.put("pareto", (k, p) -> Sample.pareto(k, p, FIVE));
    all.put("rayleigh", (k, p) -> Sample.rayleigh(k, p, FIVE));
    all.put("weibullMin", (k, p) -> Sample.weibullMin(k, p, p, FIVE));
    all.put("lognormal", (k, p) -> Sample.lognormal(k, p, FIVE));
    all.put("wald", (k, p) -> Sample.wald(k, p, FIVE));
    all.put("triangular", (k, p) -> Sample.triangular(k, p, p, p, FIVE));
    all.put("gamma", (k, p) -> Sample.gamma(k, p, FIVE));
    all.put("loggamma", (k, p) -> Sample.loggamma(k, p, FIVE));
    all.put("beta", (k, p) -> Sample.beta(k, p, p, FIVE));
    all.put("chisquare", (k, p) -> Sample.chisquare(k, p, FIVE));
    all.put("f", (k, p) -> Sample.f(k, p, p, FIVE));
    all.put("t", (k, p) -> Sample.t(k, p, FIVE));
    all.put("generalizedNormal", (k, p) -> Sample.generalizedNormal(k, p, FIVE));
    all.put("geometric", (k, p) -> Sample.geometric(k, p, FIVE));
    all.put("binomial", (k, p) -> Sample.binomial(k, p, p, FIVE));
    return all;
  }

  static Stream<String> names() {
    return all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void mistakesAreNamed(String name) {
    BiFunction<Key, Array, Array> sampler = all().get(name);
    assertThatThrownBy(() -> sampler.apply(KEY.split(2), Numpy.array(0.5f)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`%s`: accepts a single key, got keys of shape (2,). Take one with `get`, or use `vmap`"
                    .formatted(name)
                + " for batching.");
    assertThatThrownBy(() -> sampler.apply(KEY, Numpy.array(.1f, .2f, .3f)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`%s`: a parameter of shape (3,) does not broadcast to the shape to draw, (5,). Draw a"
                    .formatted(name)
                + " shape that ends in the parameter's.");
    assertThatThrownBy(() -> sampler.apply(KEY, Numpy.array(1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`%s`: draws floating-point numbers, got i32. Use f16, bf16, f32 or f64."
                .formatted(name));
  }

  @Test
  void parametersHaveOneType() {
    assertThatThrownBy(() -> Sample.beta(KEY, Numpy.array(1f), Numpy.array(1.0), FIVE))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`beta`: the parameters must have one type, which is the type that is drawn, got f32"
                + " and f64. Convert them with `astype`.");
  }

  @Test
  void countsAreIntegers() {
    assertThatThrownBy(() -> Sample.poisson(KEY, Numpy.array(1f), FIVE, DType.FLOAT32))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`poisson`: draws integers, got f32. Use an integer type, and convert the result.");
    assertThatThrownBy(() -> Sample.poisson(KEY.split(2), 3, FIVE))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`poisson`: accepts a single key, got keys of shape (2,).");
    assertThat(Sample.poisson(KEY, Numpy.array(3), FIVE, DType.INT8).dtype()).isEqualTo(DType.INT8);
  }

  @Test
  void vectorsOfParametersAreVectors() {
    assertThatThrownBy(() -> Sample.dirichlet(KEY, Numpy.array(1f)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`dirichlet`: needs the parameters of all components along the last axis, got the scalar"
                + " f32[]. Make it a vector.");
    assertThatThrownBy(() -> Sample.multinomial(KEY, Numpy.array(3f), Numpy.array(1f)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`multinomial`: needs the parameters of all components");
    assertThatThrownBy(() -> Sample.multinomial(KEY.split(2), Numpy.array(3f), Numpy.array(1f, 1f)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`multinomial`: accepts a single key, got keys of shape (2,).");
    assertThatThrownBy(() -> Sample.ball(KEY, 3, Numpy.array(1f, 2f), FIVE))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`ball`: a parameter of shape (2,) does not broadcast");
  }

  /// Nothing to draw is drawn, from any method.
  @Test
  void emptyShapes() {
    Shape none = Shape.of(0, 3);
    assertThat(Sample.gamma(KEY, 2, none).shape()).isEqualTo(none);
    assertThat(Sample.poisson(KEY, 20, none).shape()).isEqualTo(none);
    assertThat(Sample.binomial(KEY, 100, 0.5, none).shape()).isEqualTo(none);
    assertThat(Sample.maxwell(KEY, none).shape()).isEqualTo(none);
    assertThat(Sample.ball(KEY, 2, 2, none).shape()).isEqualTo(Shape.of(0, 3, 2));
  }
}
