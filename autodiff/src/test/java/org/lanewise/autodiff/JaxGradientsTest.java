package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  /// What needs operations that are not there yet, or has no Java form.
  private static final Set<String> NOT_ASKED =
      Set.of(
          "lax.cumlogsumexp(x)",
          "lax.reduce_precision(x, 5, 10)",
          "jax.vmap(jax.grad(lambda u: u ** 3))(x)",
          "lax.cond(x > 0, jnp.sin, jnp.cos, x)");

  /// Answers of JAX that are not derivatives.
  /// - 129, second: the second derivatives of −1 · ∞ · 2 in −1 are 0, 2 and ∞; JAX meets ∞ − ∞.
  /// - 178, vjp: out-of-bounds indices read the nearest element, so its cotangent is theirs (as the
  ///   jvp of JAX has it); JAX's vjp drops it.
  private static final Set<String> NO_MODEL = Set.of("grad.129 second", "grad.178 vjp.x");

  /// The same, of single elements.
  /// - 72, element 4: at (∞, ∞) JAX's two weights of `logaddexp` sum to 2.
  /// - 30, element 9: JAX's `relu` keeps NaN, but says that its derivative there is 0.
  private static final Set<String> NO_MODEL_ELEMENTS =
      Set.of(
          "grad.72 jvp 4",
          "grad.72 vjp.x 4",
          "grad.72 vjp.y 4",
          "grad.30 jvp 9",
          "grad.30 vjp.x 9");

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

  /// A question to JAX and one way to put it to Lanewise.
  ///
  /// @param given the question
  /// @param level primitives, or NumPy's names
  /// @param f the function
  record Question(JaxCase given, String level, Function<Operands, Array> f) {
    @Override
    public String toString() {
      return given + " (" + level + ")";
    }
  }

  static Stream<Question> questions() {
    return Stream.concat(
        questions("primitives", JaxFunctions.all()), questions("numpy", JaxNumpyFunctions.all()));
  }

  private static Stream<Question> questions(
      String level, Map<String, Function<Operands, Array>> table) {
    return JaxCase.all().stream()
        .filter(each -> table.containsKey(each.source()))
        .map(each -> new Question(each, level, table.get(each.source())));
  }

  @Test
  void mostOfTheFileIsCovered() {
    List<String> sources = JaxCase.all().stream().map(JaxCase::source).toList();
    Set<String> asked = new TreeSet<>(JaxFunctions.all().keySet());
    asked.addAll(JaxNumpyFunctions.all().keySet());
    assertThat(asked).isSubsetOf(sources);
    assertThat(JaxCase.all())
        .filteredOn(each -> !asked.contains(each.source()))
        .extracting(JaxCase::source)
        .isSubsetOf(NOT_ASKED);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void derivativesEqualJax(Question question) {
    check(question);
  }

  /// Compares value, tangent, cotangents and second derivative with JAX's.
  static void check(Question question) {
    JaxCase given = question.given();
    List<String> names =
        given.inputs().keySet().stream().filter(name -> isMoving(given, name)).toList();
    List<Array> x = names.stream().map(name -> given.inputs().get(name).array()).toList();
    Function<List<Array>, Array> f = at -> apply(question, names, at);
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
          p -> Autodiff.vjp(f, first(p, x)).pullback().apply(onesLike(reverse.value())).get(0);
      Array second = Autodiff.vjp(first, x.get(0)).pullback().apply(ones.get(0));
      assertEqual(given, "second", second);
    }
  }

  private static List<Array> first(Array first, List<Array> others) {
    List<Array> all = new ArrayList<>(others);
    all.set(0, first);
    return all;
  }

  private static boolean isMoving(JaxCase given, String name) {
    return given.inputs().get(name).type().dtype().isDifferentiable();
  }

  private static Array apply(Question question, List<String> names, List<Array> at) {
    Map<String, Array> operands = new HashMap<>();
    question.given().inputs().forEach((name, printed) -> operands.put(name, printed.array()));
    for (int i = 0; i < names.size(); i++) {
      operands.put(names.get(i), at.get(i));
    }
    return question.f().apply(new Operands(operands));
  }

  private static Array onesLike(Array x) {
    return Lax.full(x.shape(), x.dtype(), 1);
  }

  private static void assertEqual(JaxCase given, String name, Array actual) {
    String number = given.id().substring(0, given.id().lastIndexOf('.'));
    if (NO_MODEL.contains(number + " " + name)) {
      return;
    }
    JaxCase.Printed expected = given.outputs().get(name);
    assertThat(actual.dtype()).as(name).isEqualTo(expected.type().dtype());
    assertThat(actual.shape()).as(name).isEqualTo(expected.type().shape());
    double[] a = Values.doubles(Lax.convertElementType(actual, DType.FLOAT64));
    double[] e = Values.doubles(Lax.convertElementType(expected.array(), DType.FLOAT64));
    double relative = expected.type().dtype() == DType.FLOAT64 ? 1e-12 : 3e-5;
    for (int i = 0; i < a.length; i++) {
      if (NO_MODEL_ELEMENTS.contains(number + " " + name + " " + i)) {
        continue;
      }
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
