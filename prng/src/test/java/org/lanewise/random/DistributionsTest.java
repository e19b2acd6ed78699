package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

class DistributionsTest {
  private static final Shape FIVE = Shape.of(5);

  /// The numbers in JAX's own tests (`random_lax_test.py`, original layout, 64-bit types off).
  @ParameterizedTest
  @CsvSource({
    "bernoulli, 1612777541, 0 1 1 1 0",
    "bits u8, 942802475, 10 158 82 54 158",
    "bits u16, 942802475, 6738 38161 50695 57337 61600",
    "bits u32, 942802475, 1978747883 4134381225 3628107870 689687174 2788938207",
    "cauchy, 1175914230, -0.088416 -10.169713 3.49677 -1.18056 0.34556",
    "exponential, 1942292768, 0.526067 0.043046 0.039932 0.46427 0.123886",
    "gumbel, 1179715317, 2.06701 0.911726 0.145736 0.185427 -0.00711",
    "laplace, 1291781963, 0.578939 -0.204902 0.555733 0.911053 -0.96456",
    "logistic, 1466238935, 0.19611 -1.709053 -0.274093 -0.208322 -1.675489",
    "normal, 1193674498, -1.173234 -1.511662 0.070593 -0.099764 1.052845",
    "rademacher, 1719994501, -1 -1 -1 -1 1",
    "randint, 1319372649, 0 5 7 7 5",
    "truncated_normal, 2846034731, 0.582807 1.709771 0.159513 0.861376 0.36148",
    "uniform, 1338574713, 0.298671 0.073213 0.873356 0.260549 0.412797",
    "beta, 923534869, 0.13259 0.824893 0.948363 0.964155 0.235448",
    "dirichlet, 1590822961, 0.003128 0.009694 0.987178 0.025938 0.479091 0.494971",
    "double_sided_maxwell, 3634826421, -2.408914 -3.370437 3.235352 -0.907734 -1.708732",
    "gamma, 1038747260, 0.824221 1.724476 0.502882 5.386132 0.685543",
    "loggamma, 1440221118, 0.240559 -3.575443 -0.450946 -2.161372 -2.943277",
    "maxwell, 1331627891, 3.070779 0.908479 1.521317 0.875551 1.306137",
    "pareto, 1192560388, 2.751398 1.281863 87.85448 1.254542 2.824487",
    "poisson, 1349191556, 7 3 6 11 6",
    "weibull_min, 1921059088, 1.605863 0.841809 0.224218 0.4826 0.027901"
  })
  void numbersOfJaxTests(String name, long seed, String values) {
    Key key = Key.of(seed, Threefry.ORIGINAL);
    Array drawn =
        switch (name) {
          case "bernoulli" -> Sample.bernoulli(key, 0.5, FIVE).astype(DType.INT32);
          case "bits u8" -> Sample.bits(key, FIVE, DType.UINT8);
          case "bits u16" -> Sample.bits(key, FIVE, DType.UINT16);
          case "bits u32" -> Sample.bits(key, FIVE);
          case "cauchy" -> Sample.cauchy(key, FIVE);
          case "exponential" -> Sample.exponential(key, FIVE);
          case "gumbel" -> Sample.gumbel(key, FIVE);
          case "laplace" -> Sample.laplace(key, FIVE);
          case "logistic" -> Sample.logistic(key, FIVE);
          case "normal" -> Sample.normal(key, FIVE);
          case "rademacher" -> Sample.rademacher(key, FIVE);
          case "randint" -> Sample.randint(key, FIVE, 0, 10);
          case "truncated_normal" -> Sample.truncatedNormal(key, 0, 2, FIVE);
          case "uniform" -> Sample.uniform(key, FIVE);
          case "beta" -> Sample.beta(key, 0.8, 0.9, FIVE);
          case "dirichlet" -> Sample.dirichlet(key, Numpy.array(.5f, .6f, .7f), Shape.of(2));
          case "double_sided_maxwell" -> Sample.doubleSidedMaxwell(key, 1, 2, FIVE);
          case "gamma" -> Sample.gamma(key, 0.8, FIVE);
          case "loggamma" -> Sample.loggamma(key, 0.8, FIVE);
          case "maxwell" -> Sample.maxwell(key, FIVE);
          case "pareto" -> Sample.pareto(key, 0.5, FIVE);
          case "poisson" -> Sample.poisson(key, 5, FIVE);
          case "weibull_min" -> Sample.weibullMin(key, 1, 1, FIVE);
          default -> throw new AssertionError(name);
        };
    double[] wanted = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double[] actual = drawn.astype(DType.FLOAT64).toDoubleArray();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(actual[i]).isCloseTo(wanted[i], within(1e-6 + 5e-6 * Math.abs(wanted[i])));
    }
  }

  /// The corner values of JAX's tests.
  @Test
  void corners() {
    Key key = Key.of(0);
    double nan = Double.NaN;
    float none = Float.NaN;
    float infinity = Float.POSITIVE_INFINITY;
    Array rates = Numpy.array(-1, 0, none);
    assertThat(Sample.poisson(key, rates, Shape.of(3)).toIntArray()).containsExactly(-1, 0, -1);
    Array endless = Numpy.array(infinity, 3f);
    assertThat(Sample.poisson(key, endless, Shape.of(2)).get(0).item()).isEqualTo(-1);
    Array counts = Numpy.array(-1, 0, none, infinity);
    assertThat(Sample.binomial(key, counts, Numpy.array(.5f), Shape.of(4)).toDoubleArray())
        .containsExactly(nan, 0, nan, Double.POSITIVE_INFINITY);
    Array p = Numpy.array(none, 0, -.1f, 1.1f);
    assertThat(Sample.binomial(key, Numpy.array(5f), p, Shape.of(4)).toDoubleArray())
        .containsExactly(nan, 0, nan, nan);
    Array mixed = Numpy.array(infinity, -1, infinity);
    Array wrong = Numpy.array(none, none, -.1f);
    assertThat(Sample.binomial(key, mixed, wrong, Shape.of(3)).toDoubleArray())
        .containsExactly(nan, nan, nan);
    Array words = Numpy.array(3200590325L, 713258242L).astype(DType.UINT32);
    Key corner = Key.wrap(words, Threefry.ORIGINAL);
    assertThat(Sample.loggamma(corner, 0, Shape.scalar()).item())
        .isCloseTo(-4.595436, within(5e-6));
  }

  @Test
  void bitsOf64() {
    assertThat(Sample.bits(Key.of(942802475, Threefry.ORIGINAL), FIVE, DType.UINT64).toLongArray())
        .isEqualTo(
            LongStream.of(
                    Long.parseUnsignedLong("17649965731882839947"),
                    1415307058040849897L,
                    8282622628079774249L,
                    Long.parseUnsignedLong("14024425113645909402"),
                    2012979996110532418L)
                .toArray());
  }

  /// What JAX's documentation prints.
  @Test
  void numbersOfJaxDocumentation() {
    assertThat(Sample.uniform(Key.of(42), Shape.of(3, 3), -10, 10).toDoubleArray())
        .usingComparatorWithPrecision(0.006)
        .containsExactly(-0.23, 3.6, 2.33, 1.22, -0.99, 1.72, -8.5, 5.5, 3.98);
    assertThat(Sample.uniform(Key.of(1), Shape.of(3, 3), -5, 5).toDoubleArray())
        .usingComparatorWithPrecision(0.006)
        .containsExactly(-0.61, .34, -.54, -.62, 3.97, .59, 4.84, 3.42, -1.14);
    assertThat(Sample.normal(Key.of(42))).hasToString("Array(-0.02830462, dtype=float32)");
    assertThat(Sample.uniform(Key.of(0), Shape.of(3)))
        .hasToString("Array([0.947667  , 0.9785799 , 0.33229148], dtype=float32)");
  }

  /// The moments over many draws, against the distribution's own.
  @ParameterizedTest
  @CsvSource({
    "uniform, 0.5, 0.2886751",
    "normal, 0, 1",
    "exponential, 1, 1",
    "gumbel, 0.5772157, 1.2825498",
    "laplace, 0, 1.4142136",
    "logistic, 0, 1.8137994",
    "rademacher, 0, 1",
    "bernoulli, 0.3, 0.4582576",
    "truncatedNormal, 0, 0.5395603"
  })
  void moments(String name, double mean, double deviation) {
    int n = 40_000;
    Shape shape = Shape.of(n);
    Key key = Key.of(20);
    Array drawn =
        switch (name) {
          case "uniform" -> Sample.uniform(key, shape, DType.FLOAT64);
          case "normal" -> Sample.normal(key, shape, DType.FLOAT64);
          case "exponential" -> Sample.exponential(key, shape, DType.FLOAT64);
          case "gumbel" -> Sample.gumbelHigh(key, shape, DType.FLOAT64);
          case "laplace" -> Sample.laplace(key, shape, DType.FLOAT64);
          case "logistic" -> Sample.logistic(key, shape, DType.FLOAT64);
          case "rademacher" -> Sample.rademacher(key, shape, DType.FLOAT64);
          case "bernoulli" -> Sample.bernoulliHigh(key, Numpy.array(0.3), shape);
          case "truncatedNormal" ->
              Sample.truncatedNormal(key, Numpy.array(-1.0), Numpy.array(1.0), shape);
          default -> throw new AssertionError(name);
        };
    Array wide = drawn.astype(DType.FLOAT64);
    double error = 5 * deviation / Math.sqrt(n);
    assertThat(wide.mean().item()).isCloseTo(mean, within(error));
    assertThat(Numpy.std(wide).item()).isCloseTo(deviation, within(3 * error));
  }

  @Test
  void rangesAreHeld() {
    Shape shape = Shape.of(10_000);
    assertBetween(Sample.uniform(Key.of(1), shape), 0, Math.nextDown(1f));
    assertBetween(Sample.uniform(Key.of(1), shape, 3, 3.5), 3, 3.5);
    assertBetween(Sample.truncatedNormal(Key.of(1), -0.5, 2, shape), -0.5, 2);
    assertBetween(Sample.randint(Key.of(1), shape, -3, 4), -3, 3);
    assertBetween(Sample.randint(Key.of(1), shape, -300, 300, DType.INT8), -128, 127);
    assertBetween(Sample.exponential(Key.of(1), shape), 0, 20);
  }

  private static void assertBetween(Array x, double low, double high) {
    assertThat(Arrays.stream(x.astype(DType.FLOAT64).toDoubleArray()).summaryStatistics())
        .satisfies(s -> assertThat(s.getMin()).isGreaterThanOrEqualTo(low))
        .satisfies(s -> assertThat(s.getMax()).isLessThanOrEqualTo(high));
  }

  @Test
  void parametersBroadcastToTheShape() {
    Array low = Numpy.array(new float[][] {{0}, {10}});
    Array high = Numpy.array(1f, 2f, 3f).plus(low);
    double[] u = Sample.uniform(Key.of(3), Shape.of(4, 2, 3), low, high).toDoubleArray();
    double[] unit = Sample.uniform(Key.of(3), Shape.of(4, 2, 3)).toDoubleArray();
    for (int i = 0; i < u.length; i++) {
      double from = i / 3 % 2 * 10;
      assertThat(u[i]).isCloseTo(from + unit[i] * (i % 3 + 1), within(1e-5));
    }
    Array p = Numpy.array(0f, 1f);
    assertThat(Sample.bernoulli(Key.of(3), p, Shape.of(2, 2)).toBooleanArray())
        .containsExactly(false, true, false, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f16", "bf16", "f32", "f64"})
  void everyFloatingTypeIsDrawn(String type) {
    DType dtype = DType.of(type);
    Shape shape = Shape.of(2, 3);
    for (Function<Key, Array> draw :
        Arrays.<Function<Key, Array>>asList(
            key -> Sample.uniform(key, shape, dtype),
            key -> Sample.normal(key, shape, dtype),
            key -> Sample.exponential(key, shape, dtype),
            key -> Sample.gumbel(key, shape, dtype),
            key -> Sample.laplace(key, shape, dtype),
            key -> Sample.logistic(key, shape, dtype),
            key -> Sample.cauchy(key, shape, dtype))) {
      Array drawn = draw.apply(Key.of(9));
      assertThat(drawn.dtype()).isEqualTo(dtype);
      assertThat(drawn.shape()).isEqualTo(shape);
      assertThat(drawn.weakType()).isFalse();
      assertThat(Numpy.isfinite(drawn).toBooleanArray()).containsOnly(true);
    }
  }

  @Test
  void mistakesAreNamed() {
    Key key = Key.of(0);
    assertThatThrownBy(() -> Sample.bits(key, FIVE, DType.INT32))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith("`bits`: random bits are of an unsigned type, got i32.");
    assertThatThrownBy(() -> Sample.uniform(key, FIVE, DType.INT32))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith("`uniform`: draws floating-point numbers, got i32.");
    assertThatThrownBy(() -> Sample.normal(key, FIVE, DType.COMPLEX64))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("`normal`");
    assertThatThrownBy(() -> Sample.randint(key, FIVE, 0, 3, DType.FLOAT32))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith("`randint`: the result must be of an integer type, got f32.");
    assertThatThrownBy(() -> Sample.uniform(key, FIVE, Numpy.array(0f, 1f, 2f), Numpy.array(5f)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(3,) does not broadcast to the shape to draw, (5,)");
    assertThatThrownBy(() -> Sample.categorical(key, Numpy.zeros(4, 3), -1, Shape.of(5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`categorical`: the shape to draw must end in the batch shape");
    assertThatThrownBy(() -> Sample.categoricalWithoutReplacement(key, Numpy.zeros(3), 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("cannot draw 4 of 3 categories");
  }

  @Test
  void aDrawLeavesItsKeyAlone() {
    Key key = Key.of(4);
    Array first = Sample.normal(key, FIVE);
    Array second = Sample.normal(key, FIVE);
    assertThat(Lax.bitcastConvertType(first, DType.UINT32).toLongArray())
        .isEqualTo(Lax.bitcastConvertType(second, DType.UINT32).toLongArray());
  }
}
