package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.Collectives;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Equation;
import org.lanewise.transform.MapAxes;
import org.lanewise.transform.Transforms;
import org.lanewise.transform.VmapOptions;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Derivatives and batching compose in both orders, and collectives have JAX's derivatives.
class VmapDerivativesTest {
  private static final VmapOptions I = VmapOptions.DEFAULT.axisName("i");
  private static final Array X = Values.normal(3, Shape.of(3, 4));

  private static Array sum(Array x) {
    return Lax.reduceSum(x, Axes.range(x.rank()));
  }

  /// A function of one vector that meets many rules: products, folds, gather, sort, select.
  private static Array mixed(Array x) {
    Array sorted = Lax.sort(x, 0);
    Array picked = Lax.select(Lax.gt(x, sorted), Lax.sin(x), Lax.mul(x, sorted));
    Array product = Numpy.dot(Numpy.outer(x, picked), x);
    return sum(Lax.mul(product, Lax.cumsum(Lax.exp(picked), 0, true)));
  }

  private static Array lane(Array x, int i) {
    return x.get(i);
  }

  private static void assertRows(Array all, Function<Array, Array> ofLane) {
    for (int i = 0; i < 3; i++) {
      assertClose(lane(all, i), ofLane.apply(lane(X, i)), "lane " + i);
    }
  }

  private static void assertClose(Array actual, Array expected, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double[] e = Values.doubles(expected);
    double[] a = Values.doubles(actual);
    for (int i = 0; i < e.length; i++) {
      assertThat(a[i])
          .as("%s, element %d", what, i)
          .isCloseTo(e[i], within(1e-9 * (1 + Math.abs(e[i]))));
    }
  }

  @Test
  void gradientsOfLanesAreThoseOfTheLoop() {
    Function<Array, Array> f = VmapDerivativesTest::mixed;
    assertRows(vmap(grad(f)).apply(X), grad(f));
    assertRows(vmap(hessian(f)).apply(X), hessian(f));
    Function<Array, Array> scans = x -> Lax.cumsum(Lax.sin(x), 0, false);
    assertRows(vmap(jacfwd(scans)).apply(X), jacfwd(scans));
  }

  @Test
  void theGradientOfABatchIsThatOfItsLanes() {
    Function<Array, Array> f = VmapDerivativesTest::mixed;
    Function<Array, Array> all = x -> sum(vmap(f).apply(x));
    assertRows(grad(all).apply(X), grad(f));
    Function<Array, Array> squares = x -> sum(Lax.square(vmap(f).apply(x)));
    Function<Array, Array> square = x -> Lax.square(f.apply(x));
    assertRows(grad(squares).apply(X), grad(square));
  }

  @Test
  void forwardAndReverseModeOfABatch() {
    Function<Array, Array> f = VmapDerivativesTest::mixed;
    Array direction = Values.normal(4, Shape.of(3, 4));
    var forward = jvp(vmap(f), X, direction);
    Array back = vjp(vmap(f), X).pullback().apply(Numpy.array(1.0, -2, 3));
    for (int i = 0; i < 3; i++) {
      var alone = jvp(f, lane(X, i), lane(direction, i));
      assertClose(lane(forward.value(), i), alone.value(), "value");
      assertClose(lane(forward.tangent(), i), alone.tangent(), "tangent");
      Array weight = Numpy.array(1.0, -2, 3).get(i);
      assertClose(lane(back, i), Lax.mul(grad(f).apply(lane(X, i)), weight), "cotangent " + i);
    }
  }

  @Test
  void tripleCompositions() {
    Function<Array, Array> f = VmapDerivativesTest::mixed;
    Function<Array, Array> inner = x -> sum(vmap(grad(f)).apply(x));
    Function<Array, Array> alone = x -> sum(grad(f).apply(x));
    assertRows(grad(inner).apply(X), grad(alone));
    assertRows(vmap(grad((Array x) -> sum(grad(f).apply(x)))).apply(X), grad(alone));
    Function<Array, Array> rows = x -> sum(vmap(vmap((Array y) -> y.sin())).apply(x));
    Array cube = Values.normal(7, Shape.of(2, 3, 4));
    assertClose(grad(rows).apply(cube), Lax.cos(cube), "grad of nested vmap");
  }

  @Test
  void parametersThatAreNotMappedGetTheSumOfTheLanes() {
    Array w = Values.normal(8, Shape.of(4));
    Function<Array, Array> loss =
        p ->
            sum(
                vmap(
                        (Array q, Array x) -> Lax.tanh(Numpy.dot(q, x)),
                        MapAxes.none(),
                        MapAxes.of(0),
                        MapAxes.of(0))
                    .apply(p, X));
    Array total = Lax.zeros(w.type());
    for (int i = 0; i < 3; i++) {
      Array x = lane(X, i);
      total = Lax.add(total, grad((Array p) -> Lax.tanh(Numpy.dot(p, x))).apply(w));
    }
    assertClose(grad(loss).apply(w), total, "sum of the lanes");
  }

  @Test
  void theGradientInsideALaneIsThatOfAllLanes() {
    Array x = Values.vector(0.5, -1.25, 2);
    List<Function<Array, Array>> all = CollectiveRows.insideAndOutside();
    for (int i = 0; i < all.size(); i++) {
      Function<Array, Array> f = all.get(i);
      Array inside = vmap(grad(f), I).apply(x);
      Array outside = grad((Array y) -> sum(vmap(f, I).apply(y))).apply(x);
      assertClose(inside, outside, "function " + i);
      Function<Array, Array> slope = grad(f);
      Array twiceInside = vmap(grad(slope), I).apply(x);
      Array twiceOutside = grad((Array y) -> sum(vmap(slope, I).apply(y))).apply(x);
      assertClose(twiceInside, twiceOutside, "second derivative of function " + i);
    }
  }

  @Test
  void everyCollectiveIsDifferentiatedInsideALane() {
    Set<String> met = new TreeSet<>();
    for (Function<Array, Array> f : CollectiveRows.insideAndOutside()) {
      Function<Array, Array> noting =
          x -> {
            Transforms.makeJaxpr(f).apply(x).equations().stream()
                .map(Equation::primitive)
                .filter(Collective.class::isInstance)
                .forEach(primitive -> met.add(primitive.name()));
            return f.apply(x);
          };
      vmap(grad(noting), I).apply(Values.vector(0.5, -1.25, 2));
    }
    assertThat(met).containsExactly("all_gather", "axis_index", "pmax", "pmin", "ppermute", "psum");
    assertThat(Collective.class.getPermittedSubclasses()).hasSize(5); // two extremes share a record
  }

  private static Map<String, Function<Array, Array>> oracleFunctions() {
    Map<String, Function<Array, Array>> f = new LinkedHashMap<>();
    f.put("psum", x -> Collectives.psum(x.pow(2), "i"));
    f.put("pmean", x -> Collectives.pmean(x.pow(2), "i"));
    f.put("psum used again", x -> Collectives.psum(x.pow(2), "i").sin().times(x));
    f.put("psum of a constant", x -> x.times(Collectives.psum(Numpy.array(2.0), "i")));
    f.put("softmax", x -> x.exp().div(Collectives.psum(x.exp(), "i")));
    f.put(
        "variance",
        x -> Collectives.pmean(x.minus(Collectives.pmean(x, "i")).pow(2), "i").times(x));
    Array counts = Values.vector(1, 2, 3);
    f.put("all_gather", x -> sum(Collectives.allGather(x.pow(2), "i").times(counts)));
    f.put("all_gather used again", x -> sum(Collectives.allGather(x.pow(2), "i").times(x)));
    long[][] ring = {{0, 1}, {1, 2}, {2, 0}};
    f.put("ppermute", x -> Collectives.ppermute(x.pow(2), "i", ring).times(x));
    f.put("axis_index", x -> x.pow(2).times(Collectives.axisIndex("i")));
    f.put("two axes", VmapDerivativesTest::twoAxes);
    return f;
  }

  private static Array twoAxes(Array x) {
    Function<Array, Array> inner = y -> Collectives.psum(x.times(y), "i", "j").times(y);
    Array rows = vmap(inner, VmapOptions.DEFAULT.axisName("j")).apply(Values.vector(1, 2));
    return Collectives.psum(sum(rows), "i").times(x);
  }

  @TestFactory
  Stream<DynamicTest> collectivesEqualJax() {
    Map<String, Function<Array, Array>> functions = oracleFunctions();
    List<JaxCase> cases = JaxCase.all("collectives.txt");
    assertThat(cases).extracting(JaxCase::id).containsExactlyElementsOf(functions.keySet());
    List<DynamicTest> tests = new ArrayList<>();
    for (JaxCase each : cases) {
      Function<Array, Array> f = functions.get(each.id());
      tests.add(DynamicTest.dynamicTest(each.id(), () -> equalsJax(each, f)));
    }
    return tests.stream();
  }

  private static void equalsJax(JaxCase each, Function<Array, Array> f) {
    Array x = each.inputs().get("x").array();
    assertClose(vmap(f, I).apply(x), output(each, "value"), "value");
    assertClose(vmap(grad(f), I).apply(x), output(each, "lanes"), "lanes");
    Function<Array, Array> whole = y -> sum(Transforms.vmap(f, I).apply(y));
    assertClose(grad(whole).apply(x), output(each, "whole"), "whole");
  }

  private static Array output(JaxCase each, String name) {
    return each.outputs().get(name).array();
  }
}
