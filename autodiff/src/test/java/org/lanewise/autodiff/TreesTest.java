package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.gradWithAux;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.hessianLeaves;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jacfwdLeaves;
import static org.lanewise.autodiff.Autodiff.jacrev;
import static org.lanewise.autodiff.Autodiff.jacrevLeaves;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.jvpWithAux;
import static org.lanewise.autodiff.Autodiff.linearTranspose;
import static org.lanewise.autodiff.Autodiff.linearize;
import static org.lanewise.autodiff.Autodiff.linearizeWithAux;
import static org.lanewise.autodiff.Autodiff.stopGradient;
import static org.lanewise.autodiff.Autodiff.valueAndGrad;
import static org.lanewise.autodiff.Autodiff.valueAndGradWithAux;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.autodiff.Autodiff.vjpWithAux;
import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.doubles;
import static org.lanewise.autodiff.Values.ints;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Function3;
import org.lanewise.Lax;
import org.lanewise.pytree.Leaves;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Arguments and results that are trees.
class TreesTest {
  /// A model with leaves that are traced and leaves that are not.
  record Params(Array weight, Array bias, int steps, String name) {}

  /// Integers among the floats.
  record Counted(Array value, Array count) {}

  private static final Params PARAMS = new Params(vector(1, 2), scalar(3), 4, "net");

  /// Σ w² b · steps.
  private static Array loss(Params p) {
    Array sum = Lax.reduceSum(Lax.mul(p.weight(), p.weight()), Axes.of(0));
    return Lax.mul(Lax.mul(sum, p.bias()), scalar(p.steps()));
  }

  private static Array square(Array x) {
    return Lax.mul(x, x);
  }

  @Test
  void aGradientIsARecordLikeTheParameters() {
    Params g = grad(TreesTest::loss).apply(PARAMS);
    assertThat(doubles(g.weight())).containsExactly(24, 48);
    assertThat(number(g.bias())).isEqualTo(20);
    assertThat(g.steps()).isEqualTo(4);
    assertThat(g.name()).isEqualTo("net");
  }

  @Test
  void listsMapsAndOptionals() {
    Map<String, List<Array>> tree = new LinkedHashMap<>();
    tree.put("b", List.of(scalar(2)));
    tree.put("a", List.of(scalar(3), scalar(5)));
    Map<String, List<Array>> g =
        grad((Map<String, List<Array>> t) ->
                Lax.mul(t.get("b").get(0), Lax.mul(t.get("a").get(0), t.get("a").get(1))))
            .apply(tree);
    assertThat(number(g.get("b").get(0))).isEqualTo(15);
    assertThat(number(g.get("a").get(1))).isEqualTo(6);
    Optional<Array> maybe =
        grad((Optional<Array> o) -> square(o.orElseThrow())).apply(Optional.of(scalar(3)));
    assertThat(number(maybe.orElseThrow())).isEqualTo(6);
    List<Array> none = grad((List<Array> _) -> scalar(1)).apply(List.of());
    assertThat(none).isEmpty();
  }

  @Test
  void theArgumentNumberChoosesTheGradientsType() {
    Array x = scalar(3);
    assertThat(number(grad((Array a, Params p) -> Lax.mul(a, p.bias())).apply(x, PARAMS)))
        .isEqualTo(3);
    Params second = grad((Array a, Params p) -> Lax.mul(a, p.bias()), Arg.SECOND).apply(x, PARAMS);
    assertThat(number(second.bias())).isEqualTo(3);
    assertThat(doubles(second.weight())).containsExactly(0, 0);
    Function3<Array, Array, Array, Array> f =
        (a, b, c) -> Lax.mul(a, Lax.mul(square(b), Lax.exp(c)));
    Array zero = scalar(0);
    assertThat(number(grad(f).apply(x, x, zero))).isEqualTo(9);
    assertThat(number(grad(f, Arg.FIRST).apply(x, x, zero))).isEqualTo(9);
    assertThat(number(grad(f, Arg.SECOND).apply(x, x, zero))).isEqualTo(18);
    assertThat(number(grad(f, Arg.THIRD).apply(x, x, zero))).isEqualTo(27);
    assertThat(number(valueAndGrad(f, Arg.THIRD).apply(x, x, zero).value())).isEqualTo(27);
    assertThat(number(valueAndGrad(f, Arg.SECOND).apply(x, x, zero).grad())).isEqualTo(18);
    assertThat(number(valueAndGrad(f).apply(x, x, zero).grad())).isEqualTo(9);
  }

  @Test
  void valuesAndGradients() {
    var vg = valueAndGrad(TreesTest::loss).apply(PARAMS);
    assertThat(number(vg.value())).isEqualTo(60);
    assertThat(doubles(vg.grad().weight())).containsExactly(24, 48);
    var two = valueAndGrad((Params p, Array x) -> Lax.mul(p.bias(), x)).apply(PARAMS, scalar(7));
    assertThat(number(two.value())).isEqualTo(21);
    assertThat(number(two.grad().bias())).isEqualTo(7);
    var second =
        valueAndGrad((Params p, Array x) -> Lax.mul(p.bias(), x), Arg.SECOND)
            .apply(PARAMS, scalar(7));
    assertThat(number(second.grad())).isEqualTo(3);
  }

  @Test
  void auxiliaryResultsAreValues() {
    Function<Array, WithAux<Array, List<Object>>> f =
        x -> new WithAux<>(square(x), List.of(Lax.sin(x), "label", ints(Shape.of(1), 5)));
    var g = gradWithAux(f).apply(scalar(3));
    assertThat(number(g.value())).isEqualTo(6);
    assertThat(number((Array) g.aux().get(0))).isEqualTo(Math.sin(3));
    assertThat(g.aux().get(1)).isEqualTo("label");
    var vg = valueAndGradWithAux(f).apply(scalar(3));
    assertThat(number(vg.value().value())).isEqualTo(9);
    assertThat(number(vg.value().grad())).isEqualTo(6);
    var j = jvpWithAux(f, scalar(3), scalar(2));
    assertThat(number(j.value().value())).isEqualTo(9);
    assertThat(number(j.value().tangent())).isEqualTo(12);
    assertThat(number((Array) j.aux().get(0))).isEqualTo(Math.sin(3));
    var v = vjpWithAux(f, scalar(3));
    assertThat(number(v.value().pullback().apply(scalar(2)))).isEqualTo(12);
    var l = linearizeWithAux(f, scalar(3));
    assertThat(number(l.value().pushforward().apply(scalar(2)))).isEqualTo(12);
    assertThat(l.aux()).hasSize(3);
    var two =
        gradWithAux((Array a, Array b) -> new WithAux<>(Lax.mul(a, b), a), Arg.SECOND)
            .apply(scalar(3), scalar(4));
    assertThat(number(two.value())).isEqualTo(3);
    assertThat(number(two.aux())).isEqualTo(3);
  }

  @Test
  void auxiliaryResultsOfAnInnerDerivativeAreTracersOfTheOuter() {
    Function<Array, Array> f =
        x -> gradWithAux((Array y) -> new WithAux<>(square(y), Lax.sin(y))).apply(x).aux();
    assertThat(number(grad(f).apply(scalar(0.5)))).isEqualTo(Math.cos(0.5));
  }

  @Test
  void tangentsAndCotangentsOfRecords() {
    Params dx = new Params(vector(1, 0), scalar(0), 99, "ignored");
    var j =
        jvp(
            (Params p) -> new Params(square(p.weight()), p.bias(), p.steps(), p.name()),
            PARAMS,
            dx);
    assertThat(doubles(j.tangent().weight())).containsExactly(2, 0);
    assertThat(number(j.tangent().bias())).isEqualTo(0);
    assertThat(j.tangent().steps()).isEqualTo(4);
    var v = vjp((Params p) -> List.of(p.bias(), square(p.weight())), PARAMS);
    Params back = v.pullback().apply(List.of(scalar(2), vector(1, 1)));
    assertThat(doubles(back.weight())).containsExactly(2, 4);
    assertThat(number(back.bias())).isEqualTo(2);
    assertThat(back.name()).isEqualTo("net");
    var both = vjp((Array a, Array b) -> Lax.mul(a, b), scalar(3), scalar(4));
    assertThat(number(both.pullback().apply(scalar(1)).second())).isEqualTo(3);
    var pair = jvp((Array a, Array b) -> Lax.mul(a, b), scalar(3), scalar(4), scalar(1), scalar(0));
    assertThat(number(pair.tangent())).isEqualTo(4);
  }

  @Test
  void integersAreConstantsForJvpAndVjp() {
    Counted x = new Counted(scalar(3), ints(Shape.of(2), 4, 5));
    Function<Counted, Counted> f = c -> new Counted(square(c.value()), Lax.neg(c.count()));
    var j = jvp(f, x, x);
    assertThat(number(j.tangent().value())).isEqualTo(18);
    assertThat(j.tangent().count().type()).isEqualTo(ArrayType.of(DType.INT32, 2));
    var v = vjp(f, x);
    Counted back = v.pullback().apply(new Counted(scalar(1), scalar(0)));
    assertThat(number(back.value())).isEqualTo(6);
    assertThat(back.count().type()).isEqualTo(ArrayType.of(DType.INT32, 2));
    assertThat(doubles(Lax.convertElementType(back.count(), DType.FLOAT64))).containsExactly(0, 0);
    assertThat(number(linearize(f, x).pushforward().apply(x).value())).isEqualTo(18);
  }

  @Test
  void whatDoesNotDependOnTheInputHasZerosOfItsType() {
    Array x = vector(1, 2);
    assertThat(doubles(grad((Array _) -> scalar(7)).apply(x))).containsExactly(0, 0);
    var f32 = Lax.convertElementType(x, DType.FLOAT32);
    Array g = grad((Array y, Array z) -> Lax.reduceSum(z, Axes.of(0))).apply(f32, x);
    assertThat(g.type()).isEqualTo(ArrayType.of(DType.FLOAT32, 2));
    var j = jvp((Array y) -> new Pair<>(y, vector(1, 2, 3)), x, x);
    assertThat(doubles(j.tangent().second())).containsExactly(0, 0, 0);
    var v = vjp((Array y) -> new Pair<>(y, vector(1, 2, 3)), x);
    assertThat(doubles(v.pullback().apply(new Pair<>(vector(5, 6), vector(7, 8, 9)))))
        .containsExactly(5, 6);
    assertThat(doubles(linearize((Array _) -> x, x).pushforward().apply(x))).containsExactly(0, 0);
  }

  @Test
  void theIdentityAndTheSameValueTwice() {
    Array ct = vector(5, 6);
    assertThat(vjp((Array y) -> y, vector(1, 2)).pullback().apply(ct)).isSameAs(ct);
    Array twice = vjp((Array y) -> List.of(y, y), vector(1, 2)).pullback().apply(List.of(ct, ct));
    assertThat(doubles(twice)).containsExactly(10, 12);
  }

  @Test
  void zeroSizes() {
    Array empty = array(Shape.of(0, 3));
    Array g = grad((Array y) -> Lax.reduceSum(square(y), Axes.of(0, 1))).apply(empty);
    assertThat(g.shape()).isEqualTo(Shape.of(0, 3));
    assertThat(jacfwd(TreesTest::square).apply(empty).shape()).isEqualTo(Shape.of(0, 3, 0, 3));
    assertThat(jacrev(TreesTest::square).apply(empty).shape()).isEqualTo(Shape.of(0, 3, 0, 3));
    Array folded = jacrev((Array y) -> Lax.reduceMax(y, Axes.of(0))).apply(empty);
    assertThat(folded.shape()).isEqualTo(Shape.of(3, 0, 3));
  }

  @Test
  void jacobiansOfArrays() {
    Array m = array(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Function<Array, Array> f =
        x -> Lax.dotGeneral(m, square(x), Axes.of(1), Axes.of(0), Axes.none(), Axes.none());
    Array x = vector(1, 10, 100);
    double[] expected = {2, 40, 600, 8, 100, 1200};
    assertThat(jacfwd(f).apply(x).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(doubles(jacfwd(f).apply(x))).containsExactly(expected);
    assertThat(doubles(jacrev(f).apply(x))).containsExactly(expected);
    Function<Array, Array> outer = y -> Lax.broadcast(Lax.reduceSum(y, Axes.of(0)), 2);
    assertThat(jacrev(outer).apply(m).shape()).isEqualTo(Shape.of(2, 3, 2, 3));
    assertThat(doubles(jacrev(outer).apply(m))).containsExactly(doubles(jacfwd(outer).apply(m)));
    var second =
        jacfwd((Array a, Array b) -> Lax.mul(a, b), Arg.SECOND).apply(vector(2, 3), vector(5, 7));
    assertThat(doubles(second)).containsExactly(2, 0, 0, 3);
    var first = jacrev((Array a, Array b) -> Lax.mul(a, b)).apply(vector(2, 3), vector(5, 7));
    assertThat(doubles(first)).containsExactly(5, 0, 0, 7);
  }

  @Test
  void jacobiansOfTrees() {
    Params j = jacrev((Params p) -> Lax.mul(p.weight(), p.bias())).apply(PARAMS);
    assertThat(doubles(j.weight())).containsExactly(3, 0, 0, 3);
    assertThat(doubles(j.bias())).containsExactly(1, 2);
    assertThat(j.name()).isEqualTo("net");
    Function<Params, Pair<Array, Object>> f = p -> new Pair<>(square(p.weight()), "text");
    for (Leaves<Params> leaves :
        List.of(jacfwdLeaves(f).apply(PARAMS), jacrevLeaves(f).apply(PARAMS))) {
      assertThat(leaves.size()).isEqualTo(2);
      assertThat(doubles(leaves.get(0).weight())).containsExactly(2, 0, 0, 4);
      assertThat(leaves.get(0).bias().shape()).isEqualTo(Shape.of(2));
      assertThat(doubles(leaves.get(1).weight())).containsExactly(0, 0);
    }
  }

  @Test
  void hessiansOfArraysAndTrees() {
    Array h = hessian((Array x) -> Lax.reduceProd(x, Axes.of(0))).apply(vector(0, 0, 3));
    assertThat(doubles(h)).containsExactly(0, 3, 0, 3, 0, 0, 0, 0, 0);
    Array scaled = hessian((Array x, Array s) -> Lax.mul(s, square(x))).apply(scalar(3), scalar(5));
    assertThat(number(scaled)).isEqualTo(10);
    Leaves<Params> blocks = hessianLeaves(TreesTest::loss).apply(PARAMS);
    Params byWeight = blocks.get(0);
    assertThat(byWeight.weight().shape()).isEqualTo(Shape.of(2, 2));
    assertThat(doubles(byWeight.weight())).containsExactly(24, 0, 0, 24);
    assertThat(doubles(byWeight.bias())).containsExactly(8, 16);
    Params byBias = blocks.get(1);
    assertThat(doubles(byBias.weight())).containsExactly(8, 16);
    assertThat(number(byBias.bias())).isEqualTo(0);
  }

  @Test
  void stoppedTrees() {
    Params g =
        grad((Params p) -> loss(new Params(p.weight(), stopGradient(p).bias(), 1, "")))
            .apply(PARAMS);
    assertThat(number(g.bias())).isEqualTo(0);
    assertThat(doubles(g.weight())).containsExactly(6, 12);
    assertThat(stopGradient(PARAMS).name()).isEqualTo("net");
  }

  @Test
  void transposesOfLinearFunctions() {
    Array m = array(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Function<Array, Array> f =
        x -> Lax.dotGeneral(m, x, Axes.of(1), Axes.of(0), Axes.none(), Axes.none());
    assertThat(doubles(linearTranspose(f, vector(0, 0, 0)).apply(vector(1, 10))))
        .containsExactly(41, 52, 63);
    // constants beside what is linear are left out
    assertThat(
            number(linearTranspose((Array x) -> Lax.add(x, scalar(1)), scalar(1)).apply(scalar(3))))
        .isEqualTo(3);
    Array mask = Lax.gt(vector(1, -1), scalar(0));
    assertThat(
            doubles(
                linearTranspose((Array x) -> Lax.select(mask, x, vector(3, 3)), vector(1, 1))
                    .apply(vector(1, 1))))
        .containsExactly(1, 0);
    assertThat(
            doubles(
                linearTranspose(
                        (Array x) -> Lax.concatenate(List.of(x, vector(1)), 0), vector(1, 1))
                    .apply(vector(1, 2, 3))))
        .containsExactly(1, 2);
    Array nothing = linearTranspose((Array _) -> vector(1, 2), scalar(1)).apply(vector(3, 4));
    assertThat(number(nothing)).isEqualTo(0);
    // a transposition is linear, and its transposition is the function
    Function<Array, Array> again =
        linearTranspose(linearTranspose(f, vector(0, 0, 0)), vector(0, 0));
    assertThat(doubles(again.apply(vector(1, 1, 1)))).containsExactly(6, 15);
    assertThat(
            doubles(
                grad((Array c) ->
                        Lax.reduceSum(
                            square(linearTranspose(f, vector(0, 0, 0)).apply(c)), Axes.of(0)))
                    .apply(vector(1, 0))))
        .containsExactly(28, 64);
  }

  @Test
  void weakTypesStayWeak() {
    Array weak = Lax.convertElementType(scalar(0.5), DType.FLOAT64, true);
    assertThat(grad((Array x) -> Lax.logistic(x)).apply(weak).weakType()).isTrue();
    assertThat(grad((Array x) -> Lax.logistic(x)).apply(scalar(0.5)).weakType()).isFalse();
    assertThat(grad((Array _) -> scalar(1)).apply(weak).weakType()).isTrue();
  }

  @Test
  void halfPrecisionHasHalfPrecisionGradients() {
    for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32)) {
      Array x = Lax.convertElementType(vector(1, 2, 3), dtype);
      Function<Array, Array> f =
          y -> Lax.reduceSum(Lax.mul(Lax.tanh(y), Lax.digamma(y)), Axes.of(0));
      assertThat(grad(f).apply(x).type()).isEqualTo(new ArrayType(dtype, Shape.of(3)));
      Array mixed =
          grad((Array y) -> Lax.reduceSum(Lax.convertElementType(y, DType.FLOAT64), Axes.of(0)))
              .apply(x);
      assertThat(mixed.dtype()).isEqualTo(dtype);
    }
  }

  @Test
  void theWidthOfAProductsResultMayDiffer() {
    Array x = Lax.convertElementType(vector(1, 2, 3), DType.BFLOAT16);
    Function<Array, Array> f =
        y ->
            Lax.dotGeneral(
                y,
                y,
                new org.lanewise.ir.Combining.DotGeneral(
                    Axes.of(0), Axes.of(0), Axes.none(), Axes.none(), DType.FLOAT32));
    Array g = grad(f).apply(x);
    assertThat(g.dtype()).isEqualTo(DType.BFLOAT16);
    assertThat(doubles(Lax.convertElementType(g, DType.FLOAT64))).containsExactly(2, 4, 6);
  }
}
