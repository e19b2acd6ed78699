package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.sin;
import static org.lanewise.autodiff.Autodiff.checkpoint;
import static org.lanewise.autodiff.Autodiff.checkpointName;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;

/// What `checkpoint` keeps, and that it changes no bit.
class CheckpointTest {
  private static final Array W = array(new double[][] {{0.5, -1}, {2, 0.25}});

  private static Array layer(Array x) {
    Array hidden = checkpointName(x.matmul(W), "hidden");
    return checkpointName(sin(sin(hidden)), "out").matmul(W);
  }

  static List<CheckpointPolicy> policies() {
    return List.of(
        CheckpointPolicies.nothing(),
        CheckpointPolicies.everything(),
        CheckpointPolicies.dots(),
        CheckpointPolicies.dotsWithNoBatchDims(),
        CheckpointPolicies.onlyTheseNames("hidden"),
        CheckpointPolicies.anyNamesBut("hidden"),
        CheckpointPolicies.either(
            CheckpointPolicies.dots(), CheckpointPolicies.onlyTheseNames("out")));
  }

  @ParameterizedTest
  @MethodSource("policies")
  @Tag("bits")
  void derivativesHaveTheSameBits(CheckpointPolicy policy) {
    Array x = array(new double[][] {{0.5, 1}, {-2, 3}, {0.125, 7}});
    Function<Array, Array> plain = y -> layer(y).sum();
    Function<Array, Array> kept = y -> checkpoint(CheckpointTest::layer, policy).apply(y).sum();
    double[] expected = grad(plain).apply(x).toDoubleArray();
    assertThat(grad(kept).apply(x).toDoubleArray()).containsExactly(expected);
    assertThat(jit(grad(kept)).apply(x).toDoubleArray()).containsExactly(expected);
    assertThat(grad(jit(kept)).apply(x).toDoubleArray()).containsExactly(expected);
    assertThat(jvp(kept, x, x).tangent().item()).isEqualTo(jvp(plain, x, x).tangent().item());
    Function<Array, Array> second = y -> grad(kept).apply(y).sum();
    Function<Array, Array> plainSecond = y -> grad(plain).apply(y).sum();
    assertThat(grad(second).apply(x).toDoubleArray())
        .containsExactly(grad(plainSecond).apply(x).toDoubleArray());
    assertThat(vmap(grad(kept)).apply(x).shape()).isEqualTo(x.shape());
  }

  @Test
  void policiesSayWhatIsComputedAgain() {
    assertThat(again(CheckpointPolicies.nothing(), "dot_general")).isTrue();
    assertThat(again(CheckpointPolicies.dots(), "dot_general")).isFalse();
    assertThat(again(CheckpointPolicies.dotsWithNoBatchDims(), "dot_general")).isFalse();
    assertThat(again(CheckpointPolicies.onlyTheseNames("hidden"), "dot_general")).isFalse();
    assertThat(again(CheckpointPolicies.onlyTheseNames("out"), "dot_general")).isTrue();
    assertThat(again(CheckpointPolicies.anyNamesBut("hidden"), "dot_general")).isTrue();
    assertThat(again(CheckpointPolicies.anyNamesBut("out"), "dot_general")).isFalse();
    assertThat(again(CheckpointPolicies.nothing(), "sin")).isTrue();
    assertThat(again(CheckpointPolicies.dots(), "sin")).isTrue();
    assertThat(again(CheckpointPolicies.everything(), "sin")).isFalse();
  }

  /// Whether the backward part computes x·W, or sin of it, once more. The product with Wᵀ of the
  /// transposition is another one: it is no product of the argument.
  private static boolean again(CheckpointPolicy policy, String primitive) {
    Function<Array, Array> f = y -> sin(sin(checkpointName(y.matmul(W), "hidden"))).sum();
    Jaxpr program =
        makeJaxpr(grad((Array y) -> checkpoint(f, policy).apply(y)))
            .apply(array(new double[][] {{1, 2}}));
    long products =
        program.equations().stream()
            .map(Equation::primitive)
            .filter(
                each ->
                    each instanceof Structured.Checkpoint checkpoint && checkpoint.differentiated())
            .flatMap(each -> ((Structured) each).programs().getFirst().equations().stream())
            .filter(equation -> equation.primitive().name().equals(primitive))
            .count();
    // the transposition has one product of its own
    return products > (primitive.equals("dot_general") ? 1 : 0);
  }

  @Test
  void printsAsInJax() {
    assertThat(
            makeJaxpr(checkpoint((Array x) -> sin(sin(x)), CheckpointPolicies.dots()))
                .apply(array(1f)))
        .hasToString(
            """
            { lambda ; a:f32[]. let
                b:f32[] = remat2[
                  differentiated=False
                  jaxpr={ lambda ; c:f32[]. let d:f32[] = sin c; e:f32[] = sin d in (e,) }
                  policy=DotsSaveable(only_if_no_batch_dims=False)
                  prevent_cse=True
                ] a
              in (b,) }""");
    assertThat(policies())
        .extracting(Object::toString)
        .containsExactly(
            "None",
            "everything_saveable",
            "DotsSaveable(only_if_no_batch_dims=False)",
            "DotsSaveable(only_if_no_batch_dims=True)",
            "SaveOnlyTheseNames(saveable_names=frozenset({'hidden'}))",
            "SaveAnyNamesButThese(names=frozenset({'hidden'}))",
            "SaveFromBothPolicies(DotsSaveable(only_if_no_batch_dims=False),"
                + " SaveOnlyTheseNames(saveable_names=frozenset({'out'})))");
  }

  @Test
  void treesAndSeveralArguments() {
    var two = checkpoint((Array x, List<Array> y) -> x.times(y.getFirst()));
    assertThat(grad((Array x) -> two.apply(x, List.of(x))).apply(array(3f)).item()).isEqualTo(6);
    var three =
        checkpoint(
            (Array x, Array y, Integer n) -> x.times(y).pow(n), CheckpointPolicies.everything());
    assertThat(grad((Array x) -> three.apply(x, x, 2)).apply(array(3f)).item()).isEqualTo(108);
  }
}
