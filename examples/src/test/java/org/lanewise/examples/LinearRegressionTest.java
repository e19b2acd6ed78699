package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.Numpy.dot;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.valueAndGrad;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Numpy;
import org.lanewise.autodiff.Autodiff;
import org.lanewise.autodiff.ValueAndGrad;
import org.lanewise.examples.LinearRegression.Parameters;
import org.lanewise.examples.LinearRegression.Problem;
import org.lanewise.examples.LinearRegression.Samples;
import org.lanewise.pytree.Tree;
import org.lanewise.transform.JitFunction;

/// The numbers are those that the page printed ("Linear regression with Pytrees").
class LinearRegressionTest {
  private static final double TOLERANCE = 1e-5;
  private static final double TRUE_LOSS = 0.023639774;
  private static final double[] LOSSES = {
    11.096583, 1.1743388, 0.32879353, 0.1398177, 0.07359565, 0.04415301, 0.029408678,
    0.021554656, 0.017227933, 0.014798875, 0.013420242, 0.0126327025, 0.0121810865, 0.011921468,
    0.011771992, 0.011685831, 0.011636148, 0.011607475, 0.011590928, 0.011581394, 0.011575883
  };

  @Test
  void printsTheLossTableOfThePage() {
    List<String> lines = new ArrayList<>();
    LinearRegression.fit(100, lines::add);
    assertThat(lines).hasSize(1 + LOSSES.length);
    assertThat(lines.getFirst()).startsWith("Loss for \"true\" W,b:  ");
    assertNear(number(lines.getFirst()), TRUE_LOSS);
    for (int i = 0; i < LOSSES.length; i++) {
      String line = lines.get(i + 1);
      assertThat(line).startsWith("Loss step " + 5 * i + ":  ");
      assertNear(number(line), LOSSES[i]);
    }
  }

  @Test
  void theGradientAtZeroIsThatOfThePage() {
    Problem problem = Problem.make();
    BiFunction<Parameters, Samples, Array> loss = LinearRegression::loss;
    Parameters gradient = Autodiff.grad(loss).apply(zeros(problem), problem.samples());
    float[] firstRow = gradient.w().get(0).toFloatArray();
    double[] expected = {
      -1.9287349,
      0.42963755,
      0.71613449,
      2.1056123,
      0.50405121,
      -2.4983375,
      -0.63854176,
      -2.2620213,
      -1.3365206,
      -0.20426039
    };
    for (int i = 0; i < expected.length; i++) {
      assertNear(firstRow[i], expected[i]);
    }
    float[] bias = gradient.b().toFloatArray();
    double[] expectedBias = {1.0923628, 1.3121076, -2.9304824, -0.6492362, 1.1531248};
    for (int i = 0; i < expectedBias.length; i++) {
      assertNear(bias[i], expectedBias[i]);
    }
  }

  /// The least-squares optimum, which no step count enters, is 0.0115683683.
  @Test
  void descendsToTheLeastSquaresOptimum() {
    List<String> lines = new ArrayList<>();
    LinearRegression.fit(400, lines::add);
    assertNear(number(lines.getLast()), 0.0115683683);
  }

  /// The page's own form: the loss of one sample, mapped over all of them, and the step compiled.
  @Test
  void theBatchedLossAndTheCompiledStepGiveTheSameTable() {
    Problem problem = Problem.make();
    Function<Parameters, Array> loss = p -> batchedLoss(p, problem.samples());
    JitFunction<Parameters, Parameters> step = jit(p -> descended(p, grad(loss).apply(p)));
    Function<Parameters, Array> compiledLoss = jit(loss);
    assertNear(compiledLoss.apply(problem.truth()).item(), TRUE_LOSS);
    Parameters parameters = zeros(problem);
    for (int i = 0; i <= 100; i++) {
      parameters = step.apply(parameters);
      if (i % 5 == 0) {
        assertNear(compiledLoss.apply(parameters).item(), LOSSES[i / 5]);
      }
    }
    assertThat(step.statistics().traces()).isOne();
    DocumentNumbers.assertNear("004.regression.W-fitted", parameters.w(), 1e-5);
    DocumentNumbers.assertNear("004.regression.b-fitted", parameters.b(), 1e-5);
  }

  /// The variant that takes value and gradient at once, and so reports the loss before each step.
  @Test
  void valueAndGradientAtOnce() {
    Problem problem = Problem.make();
    Function<Parameters, ValueAndGrad<Parameters>> both =
        jit(valueAndGrad((Parameters p) -> batchedLoss(p, problem.samples())));
    Parameters parameters = zeros(problem);
    List<Array> before = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      ValueAndGrad<Parameters> now = both.apply(parameters);
      if (i % 5 == 0) {
        before.add(now.value());
      }
      parameters = descended(parameters, now.grad());
    }
    DocumentNumbers.assertNear("004.regression.losses-before", Numpy.stack(before, 0), 1e-6);
  }

  private static Array batchedLoss(Parameters p, Samples samples) {
    BiFunction<Array, Array, Array> squaredError =
        (x, y) -> {
          Array error = y.minus(dot(p.w(), x).plus(p.b()));
          return dot(error, error).div(2.0);
        };
    return Numpy.mean(vmap(squaredError).apply(samples.x(), samples.y()));
  }

  private static Parameters descended(Parameters parameters, Parameters gradient) {
    return Tree.map((Array p, Array g) -> p.minus(g.times(0.3)), parameters, gradient);
  }

  private static Parameters zeros(Problem problem) {
    return Tree.map((Array p) -> p.times(0), problem.truth());
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static void assertNear(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
  }
}
