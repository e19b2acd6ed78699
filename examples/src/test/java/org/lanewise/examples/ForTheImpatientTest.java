package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.dot;
import static org.lanewise.Numpy.ones;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.transform.Transforms;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Document 004, "JAX for the Impatient". (Its linear regression has a test of its own,
/// `LinearRegressionTest`; here are the data and the gradient by JAX's bits.)
class ForTheImpatientTest {
  private final Key key = Key.of(0, Threefry.ORIGINAL);
  private final Array m = arange(1.0, 9.0).astype(DType.FLOAT32).reshape(2, 4);

  @Test
  @DisplayName("rows 1 and 3: a product, and a Java copy")
  void products() {
    DocumentNumbers.assertSame("004.1", dot(m, ones(4, 4)));
    assertThat(m.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  @DisplayName("row 4: updates give new arrays")
  void updates() {
    assertThat(m.at(0, 0).set(3).toFloatArray()).containsExactly(3, 2, 3, 4, 5, 6, 7, 8);
    assertThat(m.at("0, :").set(3).toFloatArray()).containsExactly(3, 3, 3, 3, 5, 6, 7, 8);
    assertThat(m.at("0, :").add(3).toFloatArray()).containsExactly(4, 5, 6, 7, 5, 6, 7, 8);
    assertThat(m.at("0, :").multiply(3).toFloatArray()).containsExactly(3, 6, 9, 12, 5, 6, 7, 8);
    assertThat(m.at("0, :").min(3).toFloatArray()).containsExactly(1, 2, 3, 3, 5, 6, 7, 8);
    assertThat(m.at("0, :").max(3).toFloatArray()).containsExactly(3, 3, 3, 4, 5, 6, 7, 8);
    assertThat(m.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  @DisplayName("rows 5 to 8: keys")
  void keys() {
    Shape one = Shape.of(1);
    DocumentNumbers.assertSame("004.5", key.data());
    for (int i = 0; i < 3; i++) {
      DocumentNumbers.assertSame("004.6", Sample.normal(key, one));
    }
    DocumentNumbers.assertPrinted("004.6", Sample.normal(key, one), 1e-6);
    Key two = key.split();
    DocumentNumbers.assertSame("004.7.keys", two.data());
    DocumentNumbers.assertSame("004.7.key", Sample.normal(two.get(0), one));
    DocumentNumbers.assertPrinted("004.7.key", Sample.normal(two.get(0), one), 1e-6);
    DocumentNumbers.assertSame("004.7.subkey", Sample.normal(two.get(1), one));
    DocumentNumbers.assertSame("004.8", two.get(0).split(4).data());
  }

  private static Array half(Array x) {
    return dot(x.T(), x).div(2.0);
  }

  private static Array halfSquares(Array x) {
    return x.times(x).div(2.0);
  }

  @Test
  @DisplayName("rows 9 and 10: a gradient")
  void gradient() {
    DocumentNumbers.assertSame("004.9", half(ones(4)));
    Array v = Sample.normal(key, Shape.of(4));
    DocumentNumbers.assertSame("004.10.v", v);
    Array gradient = grad(ForTheImpatientTest::half).apply(v);
    DocumentNumbers.assertSame("004.10.grad", gradient);
    DocumentNumbers.assertPrinted("004.10.grad", gradient, 1e-6);
  }

  @Test
  @DisplayName("rows 11 and 12: jvp and vjp")
  void products11() {
    Array x = Sample.normal(key, Shape.of(5));
    Function<Array, Array> f = ForTheImpatientTest::halfSquares;
    DocumentNumbers.assertSame("004.11.x", x);
    var forward = jvp(f, x, ones(5));
    DocumentNumbers.assertSame("004.11.value", forward.value());
    DocumentNumbers.assertPrinted("004.11.value", forward.value(), 1e-6);
    DocumentNumbers.assertSame("004.11.tangent", forward.tangent());
    Array pulled = vjp(f, x).pullback().apply(ones(5));
    DocumentNumbers.assertSame("004.12", pulled);
    DocumentNumbers.assertPrinted("004.12", pulled, 1e-6);
  }

  private static Array selu(Array x) {
    return Numpy.where(x.gt(0), x, x.exp().times(1.67).minus(1.67)).times(1.05);
  }

  @Test
  @DisplayName("row 13: selu, eager and compiled, with the same bits")
  void compiledSelu() {
    Array x = Sample.normal(key, Shape.of(100_000));
    Function<Array, Array> compiled = Transforms.jit(ForTheImpatientTest::selu);
    assertThat(compiled.apply(x).toFloatArray()).containsExactly(selu(x).toFloatArray());
  }

  @Test
  @DisplayName("row 14: a matrix and one vector, and a batch of vectors")
  void matrixAndVectors() {
    Array matrix = Sample.normal(key, Shape.of(15, 10));
    Array batch = Sample.normal(key, Shape.of(5, 10));
    DocumentNumbers.assertNear(
        "004.14.single", dot(matrix, Sample.normal(key, Shape.of(10))), 1e-6);
    DocumentNumbers.assertNear("004.14.batched", dot(batch, matrix.T()), 1e-6);
    Function<Array, Array> one = x -> dot(matrix, x);
    DocumentNumbers.assertNear("004.14.batched", Transforms.vmap(one).apply(batch), 1e-6);
    Function<Array, Array> compiled = Transforms.jit(Transforms.vmap(one));
    DocumentNumbers.assertNear("004.14.batched", compiled.apply(batch), 1e-6);
    assertThat(compiled.apply(batch).shape()).isEqualTo(Shape.of(5, 15));
  }

  record Parameters(Array w, Array b) {}

  @Test
  @DisplayName("rows 15 and 17: the data of the linear regression, and the gradient at zero")
  void regression() {
    Key two = key.split();
    Array w = Sample.normal(two.get(0), Shape.of(5, 10));
    Array b = Sample.normal(two.get(1), Shape.of(5));
    Key more = two.get(0).split();
    Array x = Sample.normal(more.get(0), Shape.of(20, 10));
    Array noise = Sample.normal(more.get(1), Shape.of(20, 5)).times(0.1);
    Array y = dot(x, w.T()).plus(b).plus(noise);
    DocumentNumbers.assertSame("004.regression.W", w);
    DocumentNumbers.assertSame("004.regression.b", b);
    DocumentNumbers.assertSame("004.regression.x", x);
    DocumentNumbers.assertNear("004.regression.y", y, 1e-6);
    Function<Parameters, Array> loss =
        p -> {
          Array residual = y.minus(dot(x, p.w().T()).plus(p.b()));
          return Numpy.sum(residual.times(residual)).div(2.0).div(20);
        };
    DocumentNumbers.assertNear("004.regression.loss-true", loss.apply(new Parameters(w, b)), 1e-5);
    Parameters zero = new Parameters(w.times(0), b.times(0));
    Parameters gradient = Autodiff.grad(loss).apply(zero);
    DocumentNumbers.assertNear("004.regression.gradient-W", gradient.w(), 2e-6);
    DocumentNumbers.assertNear("004.regression.gradient-b", gradient.b(), 2e-6);
    DocumentNumbers.assertPrinted("004.regression.gradient-W", gradient.w(), 2e-6);
    DocumentNumbers.assertPrinted("004.regression.gradient-b", gradient.b(), 2e-6);
    assertBatchedLossIsTheSame(x, y, zero, new Parameters(w, b));
  }

  /// The page writes the loss of one sample and maps it over all of them.
  private static void assertBatchedLossIsTheSame(
      Array x, Array y, Parameters zero, Parameters truth) {
    Function<Parameters, Array> loss =
        p -> {
          BiFunction<Array, Array, Array> squaredError =
              (one, target) -> {
                Array residual = target.minus(dot(p.w(), one).plus(p.b()));
                return dot(residual, residual).div(2.0);
              };
          return Numpy.mean(Transforms.vmap(squaredError).apply(x, y));
        };
    DocumentNumbers.assertNear("004.regression.loss-true", loss.apply(truth), 1e-5);
    Parameters gradient = Autodiff.grad(loss).apply(zero);
    DocumentNumbers.assertNear("004.regression.gradient-W", gradient.w(), 2e-6);
    DocumentNumbers.assertNear("004.regression.gradient-b", gradient.b(), 2e-6);
  }

  @Test
  @DisplayName("row 16: pytree basics, with arrays")
  void pytrees() {
    List<Object> tree = List.of(array(1f), List.of(array(2f), array(3f)));
    List<Object> squares = Tree.map((Array leaf) -> leaf.times(leaf), tree);
    assertThat(Tree.toString(squares))
        .isEqualTo(
            "[Array(1., dtype=float32), [Array(4., dtype=float32), Array(9., dtype=float32)]]");
  }
}
