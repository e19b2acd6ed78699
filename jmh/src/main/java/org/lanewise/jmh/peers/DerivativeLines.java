package org.lanewise.jmh.peers;

import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.jmh.peers.Lines.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.jmh.peers.Line.Limit;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.transform.Transforms;
import org.lanewise.type.Shape;

/// Gradients, and steps of training.
final class DerivativeLines {
  private DerivativeLines() {}

  /// An affine map.
  record Affine(Array weight, Array bias) {}

  /// A linear regression: the map, and samples of inputs and outputs.
  record Regression(Affine map, Array xs, Array ys) {}

  /// A network, a batch of inputs, and the labels as rows with a single one.
  record Training(List<Affine> layers, Array x, Array labels) {}

  static List<Line> all() {
    Function<Array, Array> sigmoid = grad((Array x) -> x.div(2).tanh().plus(1).times(0.5));
    return List.of(
        line("jit(vmap(grad(sigmoid))) 1e3", () -> normal(0, 1000), Transforms.vmap(sigmoid)),
        line(
            "linear regression step",
            () ->
                new Regression(
                    new Affine(normal(0, 5, 10), normal(1, 5)),
                    normal(2, 20, 10),
                    normal(3, 20, 5)),
            DerivativeLines::step),
        line(
            "MLP 784-512-10 SGD step, batch 128",
            () -> training(new int[] {784, 512, 10}, 128),
            DerivativeLines::sgd),
        line("MLP of 20 layers of 64, SGD step", () -> training(deep(), 32), DerivativeLines::sgd));
  }

  private static <T> Line line(String name, Supplier<T> input, Function<T, ?> f) {
    return Lines.jitted("derivatives", name, 1.2, Limit.NONE, 1e-4, input, f);
  }

  private static Affine step(Regression r) {
    Affine gradient = grad((Affine map) -> loss(map, r.xs, r.ys)).apply(r.map);
    return Tree.map((Array p, Array g) -> p.minus(g.times(0.3)), r.map, gradient);
  }

  private static Array loss(Affine map, Array xs, Array ys) {
    Function<Array, Array> predict = x -> Numpy.dot(map.weight, x).plus(map.bias);
    Function<Regression, Array> error =
        r -> Numpy.inner(r.ys.minus(r.xs), r.ys.minus(r.xs)).div(2.0);
    Array predictions = Transforms.vmap(predict).apply(xs);
    return Transforms.vmap((Array y, Array p) -> error.apply(new Regression(map, p, y)))
        .apply(ys, predictions)
        .mean();
  }

  private static List<Affine> sgd(Training t) {
    List<Affine> gradients =
        grad((List<Affine> layers) -> loss(layers, t.x, t.labels)).apply(t.layers);
    return Tree.map((Array p, Array g) -> p.minus(g.times(0.1)), t.layers, gradients);
  }

  private static Array loss(List<Affine> layers, Array x, Array labels) {
    Array y = x;
    for (Affine layer : layers.subList(0, layers.size() - 1)) {
      y = y.matmul(layer.weight).plus(layer.bias).tanh();
    }
    Affine last = layers.getLast();
    Array scores = Nn.logSoftmax(y.matmul(last.weight).plus(last.bias));
    return scores.times(labels).sum(1).mean().unaryMinus();
  }

  private static int[] deep() {
    int[] sizes = new int[21];
    Arrays.fill(sizes, 64);
    sizes[20] = 10;
    return sizes;
  }

  private static Training training(int[] sizes, int batch) {
    List<Affine> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      Array weight = normal(i, sizes[i], sizes[i + 1]).times(0.05);
      layers.add(new Affine(weight, Numpy.zeros(sizes[i + 1])));
    }
    int classes = sizes[sizes.length - 1];
    Array labels = Sample.randint(Key.of(50), Shape.of(batch), 0, classes);
    return new Training(layers, normal(60, batch, sizes[0]), Nn.oneHot(labels, classes));
  }
}
