package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;

/// Derivatives equal JAX's, at ties, kinks, zeros, infinities and NaN too: `gradients.txt`.
class JaxGradientsTest {
  private static final Map<String, Function<Operands, Array>> FUNCTIONS = JaxFunctions.all();

  /// Answers of JAX that are not derivatives.
  /// - 129, second: the second derivatives of −1 · ∞ · 2 in −1 are 0, 2 and ∞; JAX meets ∞ − ∞.
  /// - 178, vjp: out-of-bounds indices read the nearest element, so its cotangent is theirs (as the
  ///   jvp of JAX has it); JAX's vjp drops it.
  private static final Set<String> NO_MODEL =
      Set.of(
          "grad.129.f32 second", "grad.129.f64 second", "grad.178.f32 vjp.x", "grad.178.f64 vjp.x");

  /// The operands of a case by name.
  record Operands(Map<String, Array> byName) {
    Array x() {
      return named("x");
    }

    Array y() {
      return named("y");
    }

    Array z() {
      return named("z");
    }

    Array named(String name) {
      Array array = byName.get(name);
      if (array == null) {
        throw new AssertionError("no operand " + name);
      }
      return array;
    }
  }

  static Stream<GradientCase> cases() {
    return GradientCase.all().stream().filter(each -> FUNCTIONS.containsKey(each.source()));
  }

  @Test
  void mostOfTheFileIsCovered() {
    assertThat(cases().count()).isGreaterThan(400);
    List<String> sources = GradientCase.all().stream().map(GradientCase::source).toList();
    assertThat(FUNCTIONS.keySet()).isSubsetOf(sources);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesEqualJax(GradientCase given) {
    List<String> names =
        given.inputs().keySet().stream().filter(name -> isMoving(given, name)).toList();
    List<Array> x = names.stream().map(name -> given.inputs().get(name).array()).toList();
    Function<List<Array>, Array> f = at -> apply(given, names, at);
    List<Array> ones = x.stream().map(JaxGradientsTest::onesLike).toList();
    Jvp<Array> forward = Autodiff.jvp(f, x, ones);
    assertEqual(given, "value", forward.value());
    if (given.outputs().containsKey("jvp")) {
      assertEqual(given, "jvp", forward.tangent());
    }
    Vjp<List<Array>, Array> reverse = Autodiff.vjp(f, x);
    List<Array> cotangents = reverse.pullback().apply(onesLike(reverse.value()));
    for (int i = 0; i < names.size(); i++) {
      if (given.outputs().containsKey("vjp." + names.get(i))) {
        assertEqual(given, "vjp." + names.get(i), cotangents.get(i));
      }
    }
    if (given.outputs().containsKey("second")) {
      Function<Array, Array> first =
          p -> Autodiff.vjp(f, List.of(p)).pullback().apply(onesLike(reverse.value())).get(0);
      Array second = Autodiff.vjp(first, x.get(0)).pullback().apply(ones.get(0));
      assertEqual(given, "second", second);
    }
  }

  private static boolean isMoving(GradientCase given, String name) {
    return given.inputs().get(name).type().dtype().isDifferentiable();
  }

  private static Array apply(GradientCase given, List<String> names, List<Array> at) {
    Map<String, Array> operands = new HashMap<>();
    given.inputs().forEach((name, printed) -> operands.put(name, printed.array()));
    for (int i = 0; i < names.size(); i++) {
      operands.put(names.get(i), at.get(i));
    }
    return FUNCTIONS.get(given.source()).apply(new Operands(operands));
  }

  private static Array onesLike(Array x) {
    return Lax.full(x.shape(), x.dtype(), 1);
  }

  private static void assertEqual(GradientCase given, String name, Array actual) {
    if (NO_MODEL.contains(given.id() + " " + name)) {
      return;
    }
    GradientCase.Printed expected = given.outputs().get(name);
    assertThat(actual.dtype()).as(name).isEqualTo(expected.type().dtype());
    assertThat(actual.shape()).as(name).isEqualTo(expected.type().shape());
    double[] a = Values.doubles(Lax.convertElementType(actual, DType.FLOAT64));
    double[] e = Values.doubles(Lax.convertElementType(expected.array(), DType.FLOAT64));
    double relative = expected.type().dtype() == DType.FLOAT64 ? 1e-12 : 1e-5;
    for (int i = 0; i < a.length; i++) {
      if (Double.isFinite(e[i])) {
        assertThat(a[i])
            .as("%s, element %d", name, i)
            .isCloseTo(e[i], within(relative * Math.max(1, Math.abs(e[i]))));
      } else {
        assertThat(Double.valueOf(a[i]))
            .as("%s, element %d", name, i)
            .isEqualTo(Double.valueOf(e[i]));
      }
    }
  }
}
