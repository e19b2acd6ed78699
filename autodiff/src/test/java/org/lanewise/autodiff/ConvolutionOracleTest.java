package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.ConvOptions;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.Padding;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.transform.Transforms;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Convolutions, folds of windows and `top_k` equal JAX's, and so do their tangents, cotangents and
/// second derivatives: `convolution.txt`.
class ConvolutionOracleTest {

  static List<JaxCase> cases() {
    return JaxCase.all("convolution.txt");
  }

  static Stream<JaxCase> differentiated() {
    return cases().stream().filter(each -> each.inputs().containsKey("ct"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesEqualJax(JaxCase given) {
    List<Array> x = operands(given);
    assertEqual(given, "value", function(given).apply(x));
    assertEqual(given, "value", Transforms.jit(function(given)).apply(x));
    if (option(given, "function").equals("top_k")) {
      int axis = (int) numbers(given, "axis")[0];
      assertEqual(given, "indices", Lax.topK(x.get(0), numbers(given, "k")[0], axis).get(1));
    }
  }

  @ParameterizedTest
  @MethodSource("differentiated")
  void derivativesEqualJax(JaxCase given) {
    List<Array> x = operands(given);
    Function<List<Array>, Array> f = function(given);
    List<Array> reversed = x.stream().map(each -> Lax.rev(each, Axes.range(each.rank()))).toList();
    if (given.outputs().containsKey("jvp")) {
      assertEqual(given, "jvp", Autodiff.jvp(f, x, reversed).tangent());
    }
    Array ct = operand(given, "ct");
    List<Array> cotangents = Autodiff.vjp(f, x).pullback().apply(ct);
    assertIfThere(given, "vjp.x", cotangents.get(0));
    if (x.size() == 2) {
      assertIfThere(given, "vjp.w", cotangents.get(1));
    }
    Function<List<Array>, Array> energyOfX = at -> energy(pulled(f, at, ct).get(0), at);
    Function<List<Array>, Array> energyOfW = at -> energy(pulled(f, at, ct).get(1), at);
    if (x.size() == 2) {
      assertIfThere(given, "second.x", Autodiff.grad(energyOfW).apply(x).get(0));
      assertIfThere(given, "second.w", Autodiff.grad(energyOfX).apply(x).get(1));
    } else if (given.outputs().containsKey("second.x")) {
      assertEqual(given, "second.x", Autodiff.grad(energyOfX).apply(x).get(0));
    }
  }

  private static List<Array> pulled(Function<List<Array>, Array> f, List<Array> at, Array ct) {
    return Autodiff.vjp(f, at).pullback().apply(ct);
  }

  /// Half the sum of the squares; for one operand, of the products with it.
  private static Array energy(Array g, List<Array> at) {
    Array v = at.size() == 1 ? g.times(at.get(0)) : g;
    return v.times(v).sum().times(0.5);
  }

  private static Function<List<Array>, Array> function(JaxCase given) {
    return switch (option(given, "function")) {
      case "conv" -> {
        ConvOptions options =
            conv(given)
                .withLhsDilation(numbers(given, "lhs_dilation"))
                .withFeatureGroups(numbers(given, "feature_group_count")[0])
                .withBatchGroups(numbers(given, "batch_group_count")[0]);
        yield at -> Lax.convGeneralDilated(at.get(0), at.get(1), options);
      }
      case "conv_transpose" -> {
        boolean flips = option(given, "transpose_kernel").equals("True");
        yield at -> Lax.convTranspose(at.get(0), at.get(1), conv(given), flips);
      }
      case "reduce_window" -> at -> fold(given, at.get(0));
      case "pool" ->
          at ->
              Nn.avgPool(
                  at.get(0), numbers(given, "sizes"), numbers(given, "strides"), padding(given));
      case "top_k" ->
          at -> Lax.topK(at.get(0), numbers(given, "k")[0], (int) numbers(given, "axis")[0]).get(0);
      default -> throw new AssertionError(given);
    };
  }

  private static ConvOptions conv(JaxCase given) {
    String[] letters = option(given, "dimensions").split(",");
    ConvOptions plain = ConvOptions.of(letters[0], letters[1], letters[2]);
    ConvOptions options =
        plain
            .withStrides(numbers(given, "strides"))
            .withRhsDilation(numbers(given, "rhs_dilation"))
            .withPadding(padding(given));
    return given.options().containsKey("preferred_element_type")
        ? options.withPreferred(
            option(given, "preferred_element_type").equals("int32") ? DType.INT32 : DType.FLOAT32)
        : options;
  }

  private static Array fold(JaxCase given, Array x) {
    Window plain =
        Window.of(numbers(given, "window_dimensions"))
            .withStrides(numbers(given, "window_strides"))
            .withBaseDilation(ones(given, "base_dilation", x.rank()))
            .withWindowDilation(ones(given, "window_dilation", x.rank()));
    Window window = padding(given).over("reduce_window", plain, x.shape());
    return switch (option(given, "op")) {
      case "sum" -> Lax.reduceWindowSum(x, window);
      case "max" -> Lax.reduceWindowMax(x, window);
      case "min" -> Lax.reduceWindowMin(x, window);
      case "prod" -> Lax.reduceWindowProd(x, window);
      default -> throw new AssertionError(given);
    };
  }

  private static Padding padding(JaxCase given) {
    return switch (option(given, "padding")) {
      case "SAME" -> Padding.same();
      case "VALID" -> Padding.valid();
      case "SAME_LOWER" -> Padding.sameLower();
      default -> {
        long[] pairs = numbers(given, "padding");
        long[] low = new long[pairs.length / 2];
        long[] high = new long[low.length];
        for (int i = 0; i < low.length; i++) {
          low[i] = pairs[2 * i];
          high[i] = pairs[2 * i + 1];
        }
        yield Padding.of(Sizes.of(low), Sizes.of(high));
      }
    };
  }

  private static long[] ones(JaxCase given, String key, int rank) {
    return given.options().containsKey(key) ? numbers(given, key) : Sizes.filled(rank, 1).toArray();
  }

  /// All numbers in the text of an option; of one that is not there, as many ones as strides.
  private static long[] numbers(JaxCase given, String key) {
    if (!given.options().containsKey(key)) {
      return key.endsWith("dilation")
          ? ones(given, key, numbers(given, "strides").length)
          : new long[] {1};
    }
    return Stream.of(option(given, key).split("[^-0-9]+"))
        .filter(text -> !text.isEmpty())
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private static String option(JaxCase given, String key) {
    return Objects.requireNonNull(given.options().get(key), key);
  }

  private static List<Array> operands(JaxCase given) {
    return given.inputs().keySet().stream()
        .filter(name -> !name.equals("ct"))
        .map(name -> operand(given, name))
        .toList();
  }

  private static Array operand(JaxCase given, String name) {
    return Objects.requireNonNull(given.inputs().get(name), name).array();
  }

  private static void assertIfThere(JaxCase given, String name, Array actual) {
    if (given.outputs().containsKey(name)) {
      assertEqual(given, name, actual);
    }
  }

  private static void assertEqual(JaxCase given, String name, Array actual) {
    JaxCase.Printed expected = Objects.requireNonNull(given.outputs().get(name), name);
    DType dtype = expected.type().dtype();
    assertThat(actual.dtype()).as(name).isEqualTo(dtype);
    assertThat(actual.shape()).as(name).isEqualTo(expected.type().shape());
    String function = option(given, "function");
    boolean isExact = dtype != DType.FLOAT64 && !function.equals("pool");
    // the sign of a zero is part of what is chosen, not of a sum
    double zero = function.equals("top_k") ? -0.0 : 0.0;
    double[] e = doubles(expected.array());
    double[] a = doubles(actual);
    for (int i = 0; i < a.length; i++) {
      if (isExact || !Double.isFinite(e[i])) {
        assertThat(Double.valueOf(a[i] + zero))
            .as("%s, element %d", name, i)
            .isEqualTo(Double.valueOf(e[i] + zero));
      } else {
        double unit = dtype == DType.FLOAT64 ? 1e-12 : 1e-6;
        assertThat(a[i])
            .as("%s, element %d", name, i)
            .isCloseTo(e[i], within(unit * Math.max(1, Math.abs(e[i]))));
      }
    }
  }

  private static double[] doubles(Array x) {
    return Numpy.ravel(x).astype(DType.FLOAT64).toDoubleArray();
  }

  @Test
  void theFileIsWide() {
    assertThat(cases()).hasSize(170);
    assertThat(differentiated().count()).isGreaterThan(110);
  }
}
