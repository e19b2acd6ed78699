package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jacrev;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.linearize;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;

/// Derivatives in derivatives through control flow, and control flow in derivatives.
class StructuredNestingTest {

  /// The ways to differentiate a function of one number.
  private static final Map<String, UnaryOperator<Function<Array, Array>>> WAYS =
      new TreeMap<>(
          Map.of(
              "jvp", f -> x -> jvp(f, x, scalar(1)).tangent(),
              "vjp", f -> x -> vjp(f, x).pullback().apply(scalar(1)),
              "linearize", f -> x -> linearize(f, x).pushforward().apply(scalar(1)),
              "grad in a call", f -> x -> Control.call(grad(f), x)));

  /// Four times x ↦ sin(a x), by one way or the other.
  private static Array four(Array x, Array a) {
    Array y = x;
    for (int i = 0; i < 4; i++) {
      y = Lax.sin(Lax.mul(a, y));
    }
    return y;
  }

  private static Map<String, Function<Array, Array>> fours() {
    return new TreeMap<>(
        Map.of(
            "scan",
            x ->
                Control.scan(
                        (c, _) -> List.of(Lax.sin(Lax.mul(x, c.get(0)))),
                        List.of(x),
                        List.of(),
                        4,
                        false)
                    .get(0),
            "while",
            x ->
                Control.whileLoop(
                        c -> Lax.lt(c.get(1), Numpy.array(4)),
                        c ->
                            List.of(
                                Lax.sin(Lax.mul(x, c.get(0))), Lax.add(c.get(1), Numpy.array(1))),
                        List.of(x, Numpy.array(0)),
                        6)
                    .get(0),
            "cond in a call",
            x ->
                Control.call(
                    y ->
                        Control.cond(
                                Lax.convertElementType(
                                    Lax.gt(y, scalar(0)), org.lanewise.type.DType.INT32),
                                List.of(y),
                                z -> List.of(Lax.neg(z.get(0))),
                                z -> List.of(four(z.get(0), x)))
                            .get(0),
                    x),
            "checkpoint",
            x ->
                Control.checkpoint(
                        Control.NOTHING, z -> List.of(four(z.get(0), z.get(0))), List.of(x))
                    .get(0),
            "call",
            x -> Control.call(y -> four(y, x), x)));
  }

  static Stream<String> names() {
    return fours().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMixtureOfThreeGivesTheThirdDerivative(String name) {
    Function<Array, Array> f = fours().get(name);
    Function<Array, Array> plain = x -> four(x, x);
    double third = number(grad(grad(grad(plain))).apply(scalar(0.8)));
    WAYS.forEach(
        (first, one) ->
            WAYS.forEach(
                (second, two) ->
                    WAYS.forEach(
                        (last, three) -> {
                          Array result = one.apply(two.apply(three.apply(f))).apply(scalar(0.8));
                          assertThat(number(result))
                              .as("%s of %s of %s", first, second, last)
                              .isCloseTo(third, within(1e-10));
                        })));
  }

  @ParameterizedTest
  @MethodSource("names")
  void jacobiansAndHessiansAreThoseOfThePlainFunction(String name) {
    Function<Array, Array> one = fours().get(name);
    Function<Array, Array> f =
        x -> {
          Array sum = Lax.mul(one.apply(x.get(0)), one.apply(x.get(1)));
          return Numpy.stack(List.of(sum, x.get(0)), 0);
        };
    Function<Array, Array> plain =
        x -> {
          Array sum = Lax.mul(four(x.get(0), x.get(0)), four(x.get(1), x.get(1)));
          return Numpy.stack(List.of(sum, x.get(0)), 0);
        };
    Array x = vector(0.8, 0.4);
    double[] jacobian = jacfwd(plain).apply(x).toDoubleArray();
    assertThat(jacfwd(f).apply(x).toDoubleArray()).containsExactly(jacobian, within(1e-12));
    assertThat(jacrev(f).apply(x).toDoubleArray()).containsExactly(jacobian, within(1e-12));
    assertThat(hessian((Array y) -> f.apply(y).sum()).apply(x).toDoubleArray())
        .containsExactly(
            hessian((Array y) -> plain.apply(y).sum()).apply(x).toDoubleArray(), within(1e-12));
  }

  @Test
  void derivativesInTheStepOfAScan() {
    // Newton's iteration for x³ = a, whose limit is a^(1/3), with derivative a^(−2/3) / 3
    Function<Array, Array> root =
        a ->
            Control.scan(
                    (c, _) -> {
                      Function<Array, Array> f = y -> Lax.sub(Lax.integerPow(y, 3), a);
                      Array step = Lax.div(f.apply(c.get(0)), grad(f).apply(c.get(0)));
                      return List.of(Lax.sub(c.get(0), step));
                    },
                    List.of(scalar(1.5)),
                    List.of(),
                    8,
                    false)
                .get(0);
    assertThat(number(root.apply(scalar(2)))).isCloseTo(Math.cbrt(2), within(1e-14));
    double slope = 1 / (3 * Math.cbrt(4));
    assertThat(number(grad(root).apply(scalar(2)))).isCloseTo(slope, within(1e-14));
    assertThat(number(jvp(root, scalar(2), scalar(1)).tangent())).isCloseTo(slope, within(1e-14));
  }

  @Test
  void innerDerivativesInABodyTakeOuterVariablesForConstants() {
    // d/dx (x · d/dy (x + y)) = 1; a confusion of the two gives 2
    Function<Array, Array> f =
        x ->
            Control.scan(
                    (c, _) ->
                        List.of(
                            Lax.mul(
                                c.get(0),
                                grad((Array y) -> Lax.add(c.get(0), y)).apply(scalar(1)))),
                    List.of(x),
                    List.of(),
                    2,
                    false)
                .get(0);
    WAYS.values().forEach(way -> assertThat(number(way.apply(f).apply(scalar(1)))).isEqualTo(1));
  }

  @Test
  void aPullbackThatIsMadeOutsideIsAppliedInABody() {
    Vjp<Array, Array> sine = vjp((Array y) -> Control.call(z -> Lax.sin(z), y), scalar(0.5));
    Function<Array, Array> f =
        x ->
            Control.scan(
                    (c, _) -> List.of(sine.pullback().apply(c.get(0))),
                    List.of(x),
                    List.of(),
                    3,
                    false)
                .get(0);
    double expected = Math.pow(Math.cos(0.5), 3);
    assertThat(number(grad(f).apply(scalar(2)))).isCloseTo(expected, within(1e-15));
  }
}
