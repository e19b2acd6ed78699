package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jacrev;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.linearTranspose;
import static org.lanewise.autodiff.Autodiff.valueAndGrad;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.autodiff.Values.ints;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.pytree.TreeException;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// What is said about wrong input.
class MistakesTest {
  /// A tree of arrays of several types.
  record Params(Array weight, Array bias, int steps, String name) {}

  /// Integers among the floats.
  record Counted(Array value, Array count) {}

  private static final Params PARAMS = new Params(vector(1, 2), scalar(3), 4, "net");

  private static Array square(Array x) {
    return Lax.mul(x, x);
  }

  @Test
  void mistakesAreNamed() {
    Array v = vector(1, 2, 3);
    assertThatThrownBy(() -> grad(MistakesTest::square).apply(v))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`grad`: the function must return a scalar of floating type, got f64[3]. Sum it, or use"
                + " `jacrev`.");
    assertThatThrownBy(
            () ->
                valueAndGrad((Array x) -> Lax.convertElementType(x, DType.INT32)).apply(scalar(1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`valueAndGrad`: the function must return a scalar of floating type, got i32[]. Convert"
                + " it with `astype`, or use `vjp`, where integers have no cotangent.");
    Counted counted = new Counted(scalar(1), ints(Shape.of(2), 1, 2));
    assertThatThrownBy(() -> grad((List<Counted> c) -> c.get(0).value()).apply(List.of(counted)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`grad`: requires inputs of floating type, but at `[0].count` the input is i32[2]."
                + " Convert it to a floating type, pass it as an argument that is not"
                + " differentiated, or mark it `@Static`; `jvp` and `vjp` accept it as a"
                + " constant.");
    assertThatThrownBy(() -> jacfwd((Array x) -> x).apply(ints(Shape.of(1), 3)))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith(
            "`jacfwd`: requires inputs of floating type, but the input is i32[1].");
    assertThatThrownBy(() -> grad((Integer i) -> scalar(i)).apply(3))
        .isInstanceOf(DTypeException.class)
        .hasMessageStartingWith(
            "`grad`: requires inputs of floating type, but the input is an Integer");
    assertThatThrownBy(
            () -> jacrev((Array x) -> Lax.convertElementType(x, DType.INT32)).apply(scalar(1)))
        .hasMessage(
            "`jacrev`: requires outputs of floating type, but the output is i32[]. Convert it to a"
                + " floating type, or leave it out.");
  }

  @Test
  void tangentsAndCotangentsThatDoNotFit() {
    Array v = vector(1, 2, 3);
    assertThatThrownBy(() -> jvp(MistakesTest::square, v, vector(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`jvp`: a tangent must have the type of its value, but the value is f64[3] and the"
                + " tangent f64[2]. Give one of shape (3,).");
    assertThatThrownBy(
            () ->
                jvp(
                    (Params p) -> p.bias(),
                    PARAMS,
                    new Params(
                        vector(1, 2), Lax.convertElementType(scalar(1), DType.FLOAT32), 0, "")))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`jvp`: a tangent must have the type of its value, but at `.bias` the value is f64[]"
                + " and the tangent f32[]. Convert the tangent with `astype(DType.FLOAT64)`.");
    assertThatThrownBy(() -> vjp(MistakesTest::square, v).pullback().apply(scalar(1)))
        .hasMessage(
            "`vjp`: a cotangent must have the type of its value, but the value is f64[3] and the"
                + " cotangent f64[]. Give one of shape (3,).");
    assertThatThrownBy(() -> jvp((List<Array> l) -> l.get(0), List.of(v), List.of(v, v)))
        .isInstanceOf(TreeException.class);
    assertThatThrownBy(() -> jvp((List<Object> l) -> l.get(0), List.of(v), List.of(2)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`jvp`: a tangent must have the type of its value, but at `[0]` the value is f64[3] and"
                + " the tangent an Integer. Give an array of type f64[3].");
  }

  @Test
  void functionsThatAreNotLinear() {
    assertThatThrownBy(() -> linearTranspose((Array x) -> Lax.sin(x), scalar(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`linearTranspose`: the function must be linear, but it applies `sin` to [f64[]], of"
                + " which those at {0} depend on the input. Use `vjp` for functions that are not"
                + " linear.");
    assertThatThrownBy(() -> linearTranspose(MistakesTest::square, scalar(1)))
        .hasMessageContaining("it applies `mul` to [f64[], f64[]], of which those at {0, 1}");
    assertThatThrownBy(() -> linearTranspose((Array x) -> Lax.div(scalar(1), x), scalar(1)))
        .hasMessageContaining("it applies `div` to [f64[], f64[]], of which those at {1}");
    assertThatThrownBy(
            () -> linearTranspose((Array x) -> Lax.convertElementType(x, DType.INT32), scalar(1)))
        .hasMessageContaining("it applies `convert_element_type`");
    assertThatThrownBy(() -> linearTranspose((Array x) -> x, ints(Shape.scalar(), 1)))
        .hasMessageStartingWith("`linearTranspose`: requires inputs of floating type");
  }
}
