package org.lanewise.examples;

import static org.lanewise.Numpy.dot;
import static org.lanewise.Numpy.mean;
import static org.lanewise.Numpy.zerosLike;
import static org.lanewise.autodiff.Autodiff.grad;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.lanewise.Array;
import org.lanewise.pytree.Tree;
import org.lanewise.random.Key;
import org.lanewise.random.Sample;
import org.lanewise.random.Threefry;
import org.lanewise.type.Shape;

/// The linear regression of Flax's "JAX for the Impatient": twenty noisy samples of an affine map
/// from R¹⁰ to R⁵, fitted by gradient descent.
///
/// Keys have the original Threefry layout and W the shape (5, 10), as they had when that page
/// printed its table.
public final class LinearRegression {
  private static final int SAMPLES = 20;
  private static final int INPUTS = 10;
  private static final int OUTPUTS = 5;
  private static final double LEARNING_RATE = 0.3;

  private LinearRegression() {}

  /// An affine map x ↦ x · Wᵀ + b.
  ///
  /// @param w f32, shape (5, 10)
  /// @param b f32, shape (5,)
  record Parameters(Array w, Array b) {
    Array predict(Array x) {
      return dot(x, w.T()).plus(b);
    }
  }

  /// @param x f32, shape (20, 10)
  /// @param y f32, shape (20, 5)
  record Samples(Array x, Array y) {}

  /// What is to be found, and the samples that show it.
  ///
  /// @param truth the map that made the samples
  /// @param samples its noisy values
  record Problem(Parameters truth, Samples samples) {
    static Problem make() {
      Key keys = Key.of(0, Threefry.ORIGINAL).split();
      Key k1 = keys.get(0);
      Array w = Sample.normal(k1, Shape.of(OUTPUTS, INPUTS));
      Array b = Sample.normal(keys.get(1), Shape.of(OUTPUTS));
      Parameters truth = new Parameters(w, b);
      Key fresh = k1.split();
      Array x = Sample.normal(fresh.get(0), Shape.of(SAMPLES, INPUTS));
      Array noise = Sample.normal(fresh.get(1), Shape.of(SAMPLES, OUTPUTS));
      return new Problem(truth, new Samples(x, truth.predict(x).plus(noise.times(0.1))));
    }
  }

  /// Half of the squared distance between prediction and sample, on average over the samples.
  static Array loss(Parameters parameters, Samples samples) {
    Array error = samples.y().minus(parameters.predict(samples.x()));
    return mean(error.times(error).sum(1).div(2.0));
  }

  /// One step of gradient descent.
  static Parameters update(Parameters parameters, Samples samples) {
    BiFunction<Parameters, Samples, Array> loss = LinearRegression::loss;
    Parameters gradient = grad(loss).apply(parameters, samples);
    return Tree.map((Array p, Array g) -> p.minus(g.times(LEARNING_RATE)), parameters, gradient);
  }

  /// Fits the samples, and reports the loss of the truth, then that of every fifth step.
  static void fit(int steps, Consumer<String> report) {
    Problem problem = Problem.make();
    Samples samples = problem.samples();
    report.accept("Loss for \"true\" W,b:  " + text(loss(problem.truth(), samples)));
    Parameters parameters = Tree.map((Array p) -> zerosLike(p), problem.truth());
    for (int i = 0; i <= steps; i++) {
      parameters = update(parameters, samples);
      if (i % 5 == 0) {
        report.accept("Loss step " + i + ":  " + text(loss(parameters, samples)));
      }
    }
  }

  /// Prints the table of the page.
  public static void main(String[] args) {
    fit(100, System.out::println);
  }

  private static String text(Array scalar) {
    return Float.toString((float) scalar.item());
  }
}
