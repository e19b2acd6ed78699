package org.lanewise.examples;

import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.arrayStr;
import static org.lanewise.Numpy.dot;
import static org.lanewise.Numpy.mean;
import static org.lanewise.Numpy.multiply;
import static org.lanewise.Numpy.ones;
import static org.lanewise.Numpy.stack;
import static org.lanewise.Numpy.zerosLike;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.examples.Page.heading;
import static org.lanewise.examples.Page.print;
import static org.lanewise.examples.Page.show;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.lanewise.Array;
import org.lanewise.autodiff.Jvp;
import org.lanewise.autodiff.Vjp;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.Shape;

/// Arrays, keys and derivatives: Flax's page "JAX for the Impatient".
///
/// Its keys have the original Threefry layout. Its normals are those of 2021; today JAX and
/// Lanewise give the same bits as each other, up to six units in the last place from the page. Its
/// regression is [LinearRegression].
public final class TourForTheImpatient {
  private static final Key KEY = Key.of(0, Threefry.ORIGINAL);

  private TourForTheImpatient() {}

  /// Prints the tour.
  ///
  /// @param args none
  public static void main(String[] args) {
    arrays();
    immutability();
    randomness();
    gradients();
    products();
    batches();
    trees();
    gradientOfATree();
  }

  private static Array oneToEight() {
    return array(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
  }

  private static void arrays() {
    heading("NumPy API");
    Array m = ones(4, 4);
    show(m);
    show(dot(oneToEight(), m));
    print(Arrays.toString(oneToEight().toFloatArray())); // a copy, row by row
  }

  private static void immutability() {
    heading("(Im)mutability");
    Array x = oneToEight();
    Array updated = x.at("0, 0").set(3.0);
    print("x: \n" + arrayStr(x)); // x did not change
    print("updated: \n" + arrayStr(updated));
    show(x.at("0, :").set(3.0));
  }

  private static void randomness() {
    heading("Managing randomness");
    show(KEY.data());
    for (int i = 0; i < 3; i++) {
      print(
          "Printing the random number using key: "
              + arrayStr(KEY.data())
              + " gives: "
              + arrayStr(Sample.normal(KEY, Shape.of(1))));
    }
    print("old key " + keyAndNumber(KEY));
    Key keys = KEY.split();
    print(" \\---SPLIT --> new key   " + keyAndNumber(keys.get(0)));
    print("           \\--> new subkey " + keyAndNumber(keys.get(1)));
    Key four = keys.get(0).split(4);
    show(
        new Object[] {
          four.get(0).data(), List.of(four.get(1).data(), four.get(2).data(), four.get(3).data())
        });
  }

  private static String keyAndNumber(Key key) {
    return arrayStr(key.data()) + " --> normal " + arrayStr(Sample.normal(key, Shape.of(1)));
  }

  private static Array halfSquaredLength(Array x) {
    return dot(x.T(), x).div(2.0);
  }

  private static void gradients() {
    heading("Gradients");
    show(halfSquaredLength(ones(4)));
    Array v = Sample.normal(KEY, Shape.of(4));
    print("Original v:");
    print(v);
    print("Gradient of f taken at point v");
    Function<Array, Array> gradient = grad(TourForTheImpatient::halfSquaredLength);
    print(gradient.apply(v)); // equal to v
  }

  private static Array halfSquares(Array x) {
    return multiply(x, x).div(2.0);
  }

  private static void products() {
    heading("Jacobian-vector and vector-Jacobian products");
    Array x = Sample.normal(KEY, Shape.of(5));
    Array v = ones(5);
    print("(x,f(x))");
    show(new Object[] {x, halfSquares(x)});
    print("jvp(f, x, v)");
    Jvp<Array> forward = jvp(TourForTheImpatient::halfSquares, x, v);
    show(new Object[] {forward.value(), forward.tangent()});
    Vjp<Array, Array> reverse = vjp(TourForTheImpatient::halfSquares, x);
    print("x = " + arrayStr(x));
    print("v^T Jf(x) = " + arrayStr(reverse.pullback().apply(v)));
  }

  private static void batches() {
    heading("Vectorization");
    Array mat = Sample.normal(KEY, Shape.of(15, 10));
    Array batch = Sample.normal(KEY, Shape.of(5, 10));
    Array single = Sample.normal(KEY, Shape.of(10));
    print("Single apply shape: " + dot(mat, single).shape());
    Array[] rows =
        LongStream.range(0, 5).mapToObj(i -> dot(mat, batch.get(i))).toArray(Array[]::new);
    print("Batched example shape: " + stack(rows).shape());
  }

  private static void trees() {
    heading("Pytrees basics");
    show(Tree.leaves(List.of(1, "a", true)).size());
    show(Tree.leaves(new Object[] {1, new Object[] {2, 3}, new Object[] {}}).size());
    Object t = List.of(1, Map.of("k1", 2, "k2", new Object[] {3, 4}), 5);
    show(Tree.leaves(t).size());
    Object t2 = Tree.map((Integer x) -> x * x, t);
    show(t2);
    show(Tree.map((Integer x, Integer y) -> x + y, t, t2));
  }

  private static Array entry(Map<String, Array> map, String key) {
    return Objects.requireNonNull(map.get(key));
  }

  /// The page's dict of parameters is a map; in Java a record tells more, see [LinearRegression].
  private static void gradientOfATree() {
    heading("Linear regression with Pytrees");
    LinearRegression.Problem problem = LinearRegression.Problem.make();
    Array x = problem.samples().x();
    Array y = problem.samples().y();
    print("x shape: " + x.shape() + " ; y shape: " + y.shape());
    Function<Map<String, Array>, Array> loss =
        params -> {
          Array error = y.minus(dot(x, entry(params, "W").T()).plus(entry(params, "b")));
          return mean(multiply(error, error).sum(1).div(2.0));
        };
    Map<String, Array> zeros =
        Map.of("W", zerosLike(problem.truth().w()), "b", zerosLike(problem.truth().b()));
    Map<String, Array> gradient = grad(loss).apply(zeros);
    print("W: " + gradient.get("W"));
    print("b: " + gradient.get("b"));
  }
}
