package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.transform.Transforms.evalShape;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.pytree.Leaves;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

class TransformsTest {
  private static final Array X = Numpy.array(1f, 2f, 3f);

  /// A layer with a static number.
  public record Layer(Array weight, Array bias, int times) {}

  @Test
  void makeJaxprShowsFunctionsOfOneTwoAndThreeArguments() {
    assertThat(makeJaxpr((Array x) -> Lax.mul(Lax.sin(x), x)).apply(Numpy.array(1f)))
        .hasToString("{ lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b a in (c,) }");
    assertThat(makeJaxpr((Array x, Array y) -> Lax.add(x, y)).apply(X, X))
        .hasToString("{ lambda ; a:f32[3] b:f32[3]. let c:f32[3] = add a b in (c,) }");
    assertThat(makeJaxpr((Array x, Array y, Array z) -> Lax.fma(x, y, z)).apply(X, X, X))
        .hasToString("{ lambda ; a:f32[3] b:f32[3] c:f32[3]. let d:f32[3] = fma a b c in (d,) }");
  }

  @Test
  void recordsListsAndMapsAreTracedLeafByLeafAndNumbersAreStatic() {
    Function<Layer, Map<String, Array>> function =
        layer -> {
          Array sum = layer.weight();
          for (int i = 0; i < layer.times(); i++) {
            sum = Lax.add(sum, layer.bias());
          }
          return Map.of("b", sum, "a", layer.bias());
        };
    assertThat(makeJaxpr(function).apply(new Layer(X, Numpy.array(1f), 2)))
        .hasToString(
            """
            { lambda ; a:f32[3] b:f32[]. let
                c:f32[3] = add a b
                d:f32[3] = add c b
              in (b, d) }\
            """);
    Leaves<ArrayType> types = evalShape(function).apply(new Layer(X, Numpy.array(1f), 2));
    assertThat(types.structure()).hasToString("PyTreeDef({'a': *, 'b': *})");
    assertThat(types).containsExactly(ArrayType.of(DType.FLOAT32), ArrayType.of(DType.FLOAT32, 3));
  }

  @Test
  void weakArgumentsStayWeak() {
    Array weak = Lax.convertElementType(Numpy.array(2f), DType.FLOAT32, true);
    assertThat(evalShape((Array x) -> Lax.neg(x)).apply(weak).get(0).weak()).isTrue();
    assertThat(evalShape((Array x) -> Lax.mul(x, X)).apply(weak).get(0).weak()).isFalse();
  }

  @Test
  void evalShapeComputesNothing() {
    Array huge = Lax.broadcast(Numpy.array(1f), 1L << 20, 1L << 20);
    assertThat(
            evalShape(
                    (Array x, Array y) ->
                        Lax.dotGeneral(x, y, Axes.of(1), Axes.of(0), Axes.none(), Axes.none()))
                .apply(huge, huge)
                .get(0))
        .isEqualTo(ArrayType.of(DType.FLOAT32, 1L << 20, 1L << 20));
    assertThat(evalShape((Array x, Array y, Array z) -> List.of(x, y, z)).apply(X, huge, X))
        .hasSize(3);
  }

  @Test
  void aTypeStandsForAnArrayWhereTheTreeAllowsOne() {
    Function<List<Object>, Array> function = xs -> Lax.exp((Array) xs.get(0));
    assertThat(makeJaxpr(function).apply(List.of(ArrayType.of(DType.FLOAT64, 2), "static")))
        .hasToString("{ lambda ; a:f64[2]. let b:f64[2] = exp a in (b,) }");
  }

  @Test
  void resultsMustBeArrays() {
    assertThatThrownBy(() -> makeJaxpr((Array x) -> 3.0).apply(X))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`makeJaxpr`: the function must return arrays, got a Double. Make it an array, or mark"
                + " it `@Static`.");
    assertThatThrownBy(() -> evalShape((Array x) -> List.of(x, "no")).apply(X))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`evalShape`: the function must return arrays, got a String at `[1]`. Make it an array,"
                + " or mark it `@Static`.");
  }
}
