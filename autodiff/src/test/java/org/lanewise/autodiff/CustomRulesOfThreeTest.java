package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.autodiff.Autodiff.customVjp;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Function3;
import org.lanewise.type.ShapeException;

/// Pullbacks of functions of three arguments.
class CustomRulesOfThreeTest {
  /// x·y + z, with cotangents that are 10, 100 and 1000 times the true ones.
  private static final Function3<Array, Array, Array, Array> LOUD =
      customVjp(
          (Array x, Array y, Array z) -> x.times(y).plus(z),
          (x, y, z) -> new WithAux<>(x.times(y).plus(z), new Pair<>(x, y)),
          (r, ct) ->
              new Triple<>(
                  ct.times(10).times(r.second()), ct.times(100).times(r.first()), ct.times(1000)));

  private static final Array X = array(2f);
  private static final Array Y = array(3f);
  private static final Array Z = array(5f);

  @Test
  void theRuleGivesTheCotangentOfEachArgument() {
    assertThat(LOUD.apply(X, Y, Z).item()).isEqualTo(11);
    assertThat(grad(LOUD).apply(X, Y, Z).item()).isEqualTo(30);
    assertThat(grad(LOUD, Arg.SECOND).apply(X, Y, Z).item()).isEqualTo(200);
    assertThat(grad(LOUD, Arg.THIRD).apply(X, Y, Z).item()).isEqualTo(1000);
  }

  @Test
  void oneArrayMayBeAllArguments() {
    Function<Array, Array> f = x -> LOUD.apply(x, x, x);
    assertThat(grad(f).apply(X).item()).isEqualTo(20 + 200 + 1000);
    assertThat(grad(grad(f)).apply(X).item()).as("second order").isEqualTo(10 + 100);
  }

  @Test
  void itIsMappedAndCompiledWithItsRule() {
    Function<Array, Array> gradient = grad((Array x) -> LOUD.apply(x, x, x));
    Array points = array(1f, 2f, 4f);
    double[] expected = {1110, 1220, 1440};
    assertThat(vmap(gradient).apply(points).toDoubleArray()).isEqualTo(expected);
    assertThat(jit(vmap(gradient)).apply(points).toDoubleArray()).isEqualTo(expected);
  }

  @Test
  void aCotangentOfTheThirdArgumentHasItsShape() {
    Function3<Array, Array, Array, Array> wrong =
        customVjp(
            (Array x, Array y, Array z) -> z,
            (x, y, z) -> new WithAux<>(z, x),
            (x, ct) -> new Triple<>(x, x, array(1f, 2f)));
    assertThatThrownBy(() -> grad(wrong).apply(X, Y, Z))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`customVjp`: the cotangent that the backward rule returns must have the types of"
                + " argument 2, but it is f32[2] where f32[] is needed. Return one of shape ().");
  }
}
