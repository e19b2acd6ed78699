package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Autodiff.grad;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.transform.Transforms;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Warmth;

/// Compiled layers, whose products are computed by blocks of rows together with what reads them,
/// have the bits of the same functions, eagerly: values, gradients, steps of training, and lanes.
@Tag("bits")
class DenseLayersTest {
  record Affine(Array weight, Array bias) {}

  record Training(List<Affine> layers, Array x, Array y) {}

  @BeforeEach
  void takeKernelsForHot() {
    Warmth.assume(true);
  }

  @AfterEach
  void waitForThemAgain() {
    Warmth.assume(false);
  }

  /// Numbers from −1 to 1 without order.
  private static Array numbers(DType dtype, int seed, long... sizes) {
    long n = 1;
    for (long size : sizes) {
      n *= size;
    }
    return Numpy.arange(n)
        .astype(DType.FLOAT64)
        .times(0.7 + seed)
        .plus(seed)
        .sin()
        .astype(dtype)
        .reshape(sizes);
  }

  private static Training training(DType dtype) {
    return new Training(
        List.of(
            new Affine(numbers(dtype, 1, 40, 70), numbers(dtype, 2, 70)),
            new Affine(numbers(dtype, 3, 70, 50), numbers(dtype, 4, 50)),
            new Affine(numbers(dtype, 5, 50, 33), numbers(dtype, 6, 33))),
        numbers(dtype, 7, 45, 40),
        numbers(dtype, 8, 45, 33));
  }

  private static Array predict(List<Affine> layers, Array x) {
    Array y = x;
    for (Affine layer : layers.subList(0, layers.size() - 1)) {
      Array next = y.matmul(layer.weight).plus(layer.bias).tanh();
      y = next.shape().equals(y.shape()) ? next.plus(y) : next;
    }
    return Nn.relu(y.matmul(layers.getLast().weight).plus(layers.getLast().bias));
  }

  private static Array loss(Training t) {
    Array error = predict(t.layers, t.x).minus(t.y);
    return error.times(error).mean();
  }

  private static List<Affine> gradient(Training t) {
    return grad((List<Affine> layers) -> loss(new Training(layers, t.x, t.y))).apply(t.layers);
  }

  private static List<Affine> step(Training t) {
    return Tree.map((Array p, Array g) -> p.minus(g.times(0.25)), t.layers, gradient(t));
  }

  private static void same(Object actual, Object expected) {
    Leaves<Object> some = Tree.flatten(actual);
    Leaves<Object> others = Tree.flatten(expected);
    assertThat(some.size()).isEqualTo(others.size());
    for (int i = 0; i < some.size(); i++) {
      assertThat(RandomArrays.bits((Array) some.list().get(i)))
          .as("leaf %d", i)
          .isEqualTo(RandomArrays.bits((Array) others.list().get(i)));
    }
  }

  @Test
  void compiledValuesGradientsAndSteps() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16)) {
      Training t = training(dtype);
      same(Transforms.jit(DenseLayersTest::loss).apply(t), loss(t));
      same(Transforms.jit(DenseLayersTest::gradient).apply(t), gradient(t));
      same(Transforms.jit(DenseLayersTest::step).apply(t), step(t));
    }
  }

  @Test
  void gradientsOfCompiledFunctions() {
    Training t = training(DType.FLOAT32);
    Function<List<Affine>, Array> loss = layers -> loss(new Training(layers, t.x, t.y));
    same(grad(Transforms.jit(loss)).apply(t.layers), grad(loss).apply(t.layers));
  }

  @Test
  void lanesOfCompiledFunctions() {
    Training t = training(DType.FLOAT32);
    Array xs = numbers(DType.FLOAT32, 9, 4, 45, 40);
    Function<Array, Array> f = x -> predict(t.layers, x);
    Array lanes = Transforms.jit(Transforms.vmap(f)).apply(xs);
    same(lanes, Transforms.vmap(f).apply(xs));
    for (int i = 0; i < 4; i++) {
      same(lanes.get(i), f.apply(xs.get(i)));
    }
    Function<Array, Array> slope = grad((Array x) -> predict(t.layers, x).sum());
    same(Transforms.jit(Transforms.vmap(slope)).apply(xs), Transforms.vmap(slope).apply(xs));
  }
}
