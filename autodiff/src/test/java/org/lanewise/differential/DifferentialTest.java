package org.lanewise.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.autodiff.JaxCase;
import org.lanewise.pytree.Tree;
import org.lanewise.transform.Transforms;
import org.lanewise.type.DType;

/// Random programs of primitives, control flow and transformations give what JAX gives: values,
/// tangents and gradients, in f32 and f64, eagerly and under `jit`.
///
/// The programs and JAX's answers stand in `differential.txt`, which
/// `scripts/oracle/differential.py` makes.
class DifferentialTest {
  private static final List<JaxCase> CASES = JaxCase.all("differential.txt");

  @TestFactory
  Stream<DynamicTest> programsGiveWhatJaxGives() {
    return CASES.stream().map(each -> DynamicTest.dynamicTest(each.id(), () -> check(each)));
  }

  @Test
  void thereAreEnough() {
    assertThat(CASES).hasSizeGreaterThanOrEqualTo(600);
  }

  private static void check(JaxCase each) {
    Expression program = Expression.parse(each.source());
    List<Array> inputs = each.inputs().values().stream().map(JaxCase.Printed::array).toList();
    Function<List<Array>, Array> f = xs -> new Environment(named(xs)).array(program);
    List<Array> ones = Tree.map((Array x) -> Numpy.onesLike(x), inputs);
    assertClose(each, "value", f.apply(inputs));
    assertClose(each, "value", Transforms.jit(f).apply(inputs));
    assertClose(each, "jvp", jvp(f, inputs, ones).tangent());
    if (each.outputs().containsKey("grad.0")) {
      List<Array> grads = grad(weighted(f)).apply(inputs);
      for (int i = 0; i < grads.size(); i++) {
        assertClose(each, "grad." + i, grads.get(i));
      }
    }
  }

  /// The sum weighted by cosines, as the script takes it.
  private static Function<List<Array>, Array> weighted(Function<List<Array>, Array> f) {
    return xs -> {
      Array y = f.apply(xs);
      Array count = Numpy.arange(0, y.size(), 1, y.dtype());
      return Numpy.sum(Numpy.cos(count).reshape(y.shape()).times(y));
    };
  }

  private static Map<String, Object> named(List<Array> xs) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < xs.size(); i++) {
      values.put("x" + i, xs.get(i));
    }
    return values;
  }

  private static void assertClose(JaxCase each, String name, Array actual) {
    Array expected = Objects.requireNonNull(each.outputs().get(name)).array();
    assertThat(actual.type()).as(name).isEqualTo(expected.type());
    double tolerance = expected.dtype() == DType.FLOAT32 ? 2e-4 : 1e-10;
    List<Integer> wrong = new ArrayList<>();
    double[] a = actual.toDoubleArray();
    double[] b = expected.toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= tolerance * Math.max(1, Math.abs(b[i])))) {
        wrong.add(i);
      }
    }
    assertThat(wrong)
        .as("%s of %s: %s, in JAX %s", name, each.source(), actual, expected)
        .isEmpty();
  }
}
