package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.autodiff.Autodiff.customJvp;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.linearTranspose;
import static org.lanewise.autodiff.Autodiff.linearize;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Linear functions with control flow in them, transposed.
class StructuredTransposeTest {
  private static final Array W = normal(5, Shape.of(3, 3));

  private static final Array LENGTHS = vector(0.5, -2, 1.5);

  /// Functions of a vector of three, which their authors call linear.
  private static Map<String, Function<Array, Array>> functions() {
    return new TreeMap<>(
        Map.of(
            "call",
            x -> Control.call(y -> Lax.add(Numpy.matmul(Lax.sin(W), y), y), x),
            "call that gives what it takes, and what is known",
            x -> {
              List<Array> given =
                  Control.call(
                      y -> List.of(y.get(0), Lax.sin(LENGTHS), Lax.neg(y.get(0))), List.of(x));
              return Lax.add(Lax.mul(given.get(0), given.get(1)), given.get(2));
            },
            "cond whose index is known",
            x ->
                Control.cond(
                        Numpy.array(1), List.of(x), y -> y, y -> List.of(Numpy.matmul(W, y.get(0))))
                    .get(0),
            "cond whose index is traced",
            x ->
                Control.scan(
                        (c, row) ->
                            List.of(
                                Control.cond(
                                        row.get(0),
                                        List.of(c.get(0)),
                                        y -> List.of(Numpy.matmul(Lax.exp(W), y.get(0))),
                                        y -> List.of(Lax.mul(y.get(0), LENGTHS)),
                                        _ -> List.of(Numpy.zeros(Shape.of(3), DType.FLOAT64)))
                                    .get(0)),
                        List.of(x),
                        List.of(Numpy.array(0, 1, 0)))
                    .get(0),
            "scan that sums from nothing",
            x -> {
              List<Array> given =
                  Control.scan(
                      (c, row) ->
                          List.of(
                              Lax.add(c.get(0), Lax.mul(x, row.get(0))),
                              Lax.sin(c.get(1)),
                              Lax.mul(c.get(0), c.get(1))),
                      List.of(Numpy.zeros(Shape.of(3), DType.FLOAT64), scalar(0.5)),
                      List.of(LENGTHS));
              return Lax.add(given.get(0), Numpy.sum(given.get(2), 0));
            },
            "scan of rows that move",
            x ->
                Control.scan(
                        (c, row) -> List.of(Lax.add(Lax.mul(c.get(0), scalar(0.5)), row.get(0))),
                        List.of(scalar(0)),
                        List.of(x))
                    .get(0),
            "while that counts",
            x ->
                Control.whileLoop(
                        c -> Lax.lt(c.get(1), Numpy.array(3)),
                        c -> List.of(Numpy.matmul(W, c.get(0)), Lax.add(c.get(1), Numpy.array(1))),
                        List.of(x, Numpy.array(0)),
                        5)
                    .get(0),
            "while that counts, in a call",
            x ->
                Control.call(
                    z ->
                        Control.whileLoop(
                                c -> Lax.lt(c.get(1), Numpy.array(3)),
                                c ->
                                    List.of(
                                        Numpy.matmul(W, c.get(0)),
                                        Lax.add(c.get(1), Numpy.array(1))),
                                List.of(z, Numpy.array(0)),
                                5)
                            .get(0),
                    x),
            "checkpoint",
            x ->
                Control.checkpoint(
                        Control.NOTHING,
                        y -> List.of(Numpy.matmul(Lax.sin(W), y.get(0))),
                        List.of(x))
                    .get(0)));
  }

  static Stream<String> names() {
    return functions().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void transpositionIsTheAdjoint(String name) {
    Function<Array, Array> f = functions().get(name);
    Array x = normal(1, Shape.of(3));
    Array y = f.apply(x);
    Array ct = normal(2, y.shape());
    double there = number(Laws.dot(ct, y));
    double back = number(Laws.dot(linearTranspose(f, x).apply(ct), x));
    assertThat(back).isCloseTo(there, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("names")
  void transpositionsAreDifferentiated(String name) {
    Function<Array, Array> f = functions().get(name);
    Array x = normal(1, Shape.of(3));
    Array ct = normal(2, f.apply(x).shape());
    Function<Array, Array> there = c -> Laws.dot(linearTranspose(f, x).apply(c), x);
    assertThat(grad(there).apply(ct).toDoubleArray())
        .containsExactly(f.apply(x).toDoubleArray(), within(1e-12));
  }

  @Test
  void aPushforwardThroughAScanIsTransposed() {
    Function<Array, Array> f =
        x ->
            Control.scan(
                    (c, row) -> List.of(Lax.mul(Lax.sin(c.get(0)), row.get(0))),
                    List.of(scalar(1)),
                    List.of(x))
                .get(0);
    Function<Array, Array> push = linearize(f, LENGTHS).pushforward();
    assertThat(linearTranspose(push, LENGTHS).apply(scalar(1)).toDoubleArray())
        .containsExactly(grad(f).apply(LENGTHS).toDoubleArray(), within(1e-14));
  }

  /// x³ with a rule that sums 3 x² dx in a loop, through some function of each part.
  private static Function<Array, Array> cube(Function<Array, Array> part) {
    return customJvp(
        (Array x) -> Lax.integerPow(x, 3),
        (Array x, Array dx) ->
            new Jvp<>(
                Lax.integerPow(x, 3),
                Control.scan(
                        (c, _) ->
                            List.of(Lax.add(c.get(0), part.apply(Lax.mul(Lax.mul(x, x), dx)))),
                        List.of(scalar(0)),
                        List.of(),
                        3,
                        false)
                    .get(0)));
  }

  @Test
  void aRuleOfTheUsersHasControlFlowInIt() {
    Function<Array, Array> cube = cube(part -> part);
    assertThat(number(grad(cube).apply(scalar(2)))).isEqualTo(12);
    assertThat(number(grad(grad(cube)).apply(scalar(2)))).isEqualTo(12);
    Function<Array, Array> inCall = x -> Control.call(cube, x);
    assertThat(number(grad(grad(inCall)).apply(scalar(2)))).isEqualTo(12);
    Function<Array, Array> wrong = cube(Lax::sin);
    assertThatThrownBy(() -> grad(wrong).apply(scalar(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "`customJvp`: the tangent must be linear in the tangents of the arguments, but the rule"
                + " applies `sin` to [f64[]]");
  }

  @Test
  void whatIsNotLinearIsTheUsersMistake() {
    Function<Array, Array> f =
        x ->
            Control.scan((c, _) -> List.of(Lax.sin(c.get(0))), List.of(x), List.of(), 2, false)
                .get(0);
    assertThatThrownBy(() -> linearTranspose(f, scalar(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "`linearTranspose`: the function must be linear, but it applies `sin` to [f64[]]");
  }

  @Test
  void aLinearLoopDoesNotChooseItsEndByWhatIsLinear() {
    Function<Array, Array> f =
        x ->
            Control.whileLoop(
                    c -> Lax.lt(c.get(0), scalar(5)),
                    c -> List.of(Lax.add(c.get(0), c.get(0))),
                    List.of(x),
                    9)
                .get(0);
    assertThatThrownBy(() -> linearTranspose(f, scalar(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`while_loop`: a linear function cannot choose its number of steps by a value that is"
                + " linear, but the condition reads the argument 0 of type f64[], which is linear."
                + " Count the steps in a carry of its own.");
  }
}
