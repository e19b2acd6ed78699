package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.cos;
import static org.lanewise.Numpy.sin;
import static org.lanewise.Numpy.zerosLike;
import static org.lanewise.autodiff.Autodiff.customJvp;
import static org.lanewise.autodiff.Autodiff.customVjp;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.linearize;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.transform.Callbacks.debugCallback;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.Closures.closureConvert;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// What rules get, what they may return, and what is said about the rest.
class CustomRulesTest {
  /// Arrays of two types, and a leaf that is none.
  record Point(Array place, Array index, String name) {}

  private final List<String> notes = new ArrayList<>();

  private static Array number(Array x) {
    return x.astype(DType.FLOAT64);
  }

  private Function<Point, Point> moved() {
    return customJvp(
        (Point p) -> new Point(sin(p.place()), p.index().plus(1), p.name()),
        (p, dp) -> {
          notes.add(p.name() + " " + dp.name() + " " + dp.index());
          return new Jvp<>(
              new Point(sin(p.place()), p.index().plus(1), p.name()),
              new Point(dp.place().times(cos(p.place())).times(10), dp.index(), dp.name()));
        });
  }

  @Test
  void treesIntegersAndStaticLeaves() {
    Function<Array, Array> f =
        x -> {
          List<Array> both =
              customJvp(
                      (List<Object> args) -> {
                        Array v = (Array) args.get(0);
                        return List.of(sin(v), (Array) args.get(1));
                      },
                      (args, dargs) -> {
                        notes.add(dargs.get(1) + " " + dargs.get(2));
                        Array v = (Array) args.get(0);
                        Array dv = (Array) dargs.get(0);
                        Array n = (Array) args.get(1);
                        return new Jvp<>(List.of(sin(v), n), List.of(dv.times(10), n));
                      })
                  .apply(List.of(x, array(3), "static"));
          return both.get(0).times(both.get(1));
        };
    assertThat(grad(f).apply(array(2f)).item()).isEqualTo(30);
    assertThat(jvp(f, array(2f), array(1f)).tangent().item()).isEqualTo(30);
    assertThat(notes).containsOnly("Array(0, dtype=int32) static").hasSize(2);
  }

  @Test
  void theFunctionRunsWhereNothingIsDifferentiated() {
    Function<Array, Array> f =
        customJvp(
            (Array x) -> {
              notes.add("f");
              return sin(x);
            },
            (x, dx) -> {
              notes.add("rule");
              return new Jvp<>(sin(x), dx);
            });
    f.apply(array(1f));
    assertThat(notes).containsExactly("f");
    grad(f).apply(array(1f));
    grad(f).apply(array(2f));
    assertThat(notes).as("traced once").containsExactly("f", "f", "rule", "rule");
    notes.clear();
    grad((Array y) -> f.apply(array(1f)).times(y)).apply(array(1f));
    assertThat(notes).as("nothing there is differentiated").doesNotContain("rule");
  }

  @Test
  void aRuleMayIgnoreATangent() {
    BiFunction<Array, Array, Array> f =
        customJvp((Array x, Array y) -> x.times(y), (x, y, dx, dy) -> new Jvp<>(x.times(y), dx));
    Function<Array, Array> ofY = y -> f.apply(array(2f), y);
    assertThat(grad(ofY).apply(array(3f)).item()).isZero();
    assertThat(jvp(ofY, array(3f), array(1f)).tangent().item()).isZero();
    Function<Array, Array> flat =
        customJvp((Array x) -> sin(x), (x, dx) -> new Jvp<>(sin(x), zerosLike(x)));
    assertThat(grad(flat).apply(array(3f)).item()).isZero();
  }

  @Test
  void threeArguments() {
    var f =
        customJvp(
            (Array x, Array y, Array z) -> x.times(y).times(z),
            (x, y, z, dx, dy, dz) ->
                new Jvp<>(x.times(y).times(z), dx.times(2).plus(dy.times(3)).plus(dz.times(5))));
    Array one = array(1f);
    assertThat(grad((Array x) -> f.apply(x, x, one)).apply(one).item()).isEqualTo(5);
    assertThat(grad((Array x) -> f.apply(one, x, x)).apply(one).item()).isEqualTo(8);
  }

  @Test
  void residualsMayBeAnyTree() {
    Function<Array, Array> f =
        customVjp(
            (Array x) -> sin(x),
            x -> new WithAux<>(sin(x), List.of("scale", x, 10)),
            (residuals, ct) ->
                ct.times(cos((Array) residuals.get(1))).times((Integer) residuals.get(2)));
    assertThat(number(grad(f).apply(array(0f))).item()).isEqualTo(10);
    assertThat(vmap(grad(f)).apply(array(0f, 0f)).toFloatArray()).containsExactly(10, 10);
    assertThat(grad((Array x) -> vmap(f).apply(x).sum()).apply(array(0f, 0f)).toFloatArray())
        .containsExactly(10, 10);
  }

  @Test
  void aPullbackMayBeAppliedAgainAndLater() {
    Vjp<Array, Array> v = vjp(CustomFunctions.LOUD, array(0.0));
    assertThat(v.pullback().apply(array(1.0)).item()).isEqualTo(10);
    assertThat(v.pullback().apply(array(2.0)).item()).isEqualTo(20);
    assertThat(vmap(v.pullback()).apply(array(1.0, 2.0)).toDoubleArray()).containsExactly(10, 20);
  }

  @Test
  void reverseRulesRefuseForwardMode() {
    String message =
        "`jvp`: forward mode cannot go through a function with a `customVjp` rule, which is for"
            + " reverse mode only. Use `vjp` or `grad`, or give the function a `customJvp` rule,"
            + " which serves both modes.";
    assertThatThrownBy(() -> jvp(CustomFunctions.LOUD, array(1.0), array(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(
            () -> linearize(CustomFunctions.LOUD, array(1.0)).pushforward().apply(array(1.0)))
        .hasMessage(message);
  }

  @Test
  void outputsOfRulesAreChecked() {
    Array x = array(1f);
    Function<Array, Array> shape =
        customJvp((Array y) -> sin(y), (y, dy) -> new Jvp<>(sin(y), dy.times(array(1f, 2f))));
    assertThatThrownBy(() -> grad(shape).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`customJvp`: the tangent that the rule returns must have the types of the function's"
                + " result, but it is f32[2] where f32[] is needed. Return one of shape ().");
    Function<Array, List<Array>> type =
        customJvp(
            (Array y) -> List.of(y, sin(y)),
            (y, dy) -> new Jvp<>(List.of(y, sin(y).astype(DType.FLOAT64)), List.of(dy, dy)));
    assertThatThrownBy(() -> grad((Array y) -> type.apply(y).get(1)).apply(x))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`customJvp`: the value that the rule returns must have the types of the function's"
                + " result, but at `[1]` it is f64[] where f32[] is needed. Convert it with"
                + " `astype(DType.FLOAT32)`.");
    Function<Array, List<Array>> structure =
        customJvp(
            (Array y) -> List.of(y, sin(y)), (y, dy) -> new Jvp<>(List.of(y, sin(y)), List.of(dy)));
    assertThatThrownBy(() -> jvp(structure, x, x))
        .hasMessage(
            "`customJvp`: the tangent that the rule returns must have the structure of the"
                + " function's result, PyTreeDef([*, *]), but at the root that has a list with 2"
                + " children and it has a list with 1 child. Return a tree of that structure.");
    BiFunction<Array, Array, Array> cotangent =
        customVjp(
            (Array y, Array z) -> y.times(z),
            (y, z) -> new WithAux<>(y.times(z), y),
            (y, ct) -> new Pair<>(ct, array(1f, 2f)));
    assertThatThrownBy(() -> grad((Array y) -> cotangent.apply(y, y)).apply(x))
        .hasMessage(
            "`customVjp`: the cotangent that the backward rule returns must have the types of"
                + " argument 1, but it is f32[2] where f32[] is needed. Return one of shape ().");
    Function<List<Array>, Array> path =
        customVjp(
            (List<Array> y) -> y.get(0).times(y.get(1)),
            y -> new WithAux<>(y.get(0).times(y.get(1)), y),
            (y, ct) -> List.of(ct, ct.astype(DType.INT32)));
    assertThatThrownBy(() -> grad((Array y) -> path.apply(List.of(y, y))).apply(x))
        .hasMessage(
            "`customVjp`: the cotangent that the backward rule returns must have the types of the"
                + " argument, but at `[1]` it is i32[] where f32[] is needed. Convert it with"
                + " `astype(DType.FLOAT32)`.");
  }

  @Test
  void rulesAreLinearInTangents() {
    Function<Array, Array> f =
        customJvp((Array y) -> sin(y), (y, dy) -> new Jvp<>(sin(y), sin(dy)));
    assertThatThrownBy(() -> grad(f).apply(array(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`customJvp`: the tangent must be linear in the tangents of the arguments, but the rule"
                + " applies `sin` to [f32[]], of which those at {0} depend on these tangents. Let"
                + " what is not linear depend on the arguments only.");
    Function<Array, Array> swapped =
        customJvp((Array y) -> sin(y), (y, dy) -> new Jvp<>(dy, sin(y)));
    assertThatThrownBy(() -> grad(swapped).apply(array(1f)))
        .hasMessage(
            "`customJvp`: the value that the rule returns must not depend on the tangents, but one"
                + " of type f32[] does. Return `new Jvp<>(value, tangent)`.");
  }

  @Test
  void closedOverValuesHaveNoRule() {
    Function<Array, Array> jvpRule =
        w -> customJvp((Array x) -> x.times(w), (x, dx) -> new Jvp<>(x, dx)).apply(array(2f));
    Function<Array, Array> vjpRule =
        w ->
            customVjp((Array x) -> x.times(w), x -> new WithAux<>(x, x), (x, ct) -> ct)
                .apply(array(2f));
    for (Function<Array, Array> f : List.of(jvpRule, vjpRule)) {
      assertThatThrownBy(() -> grad(f).apply(array(1f)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith(
              "the function closes over a value of type f32[] that is differentiated, of which its"
                  + " rule knows nothing. Make it an argument of the function and of the rule;"
                  + " `closureConvert` helps.");
    }
    assertThat(vmap(jvpRule).apply(array(1f, 2f)).toFloatArray())
        .as("mapped values may be closed over")
        .containsExactly(2, 4);
  }

  @Test
  void theFirstArgumentMayHaveNoRule() {
    BiFunction<Array, Array, Array> f =
        customJvp(
            (Array n, Array x) -> x.times(n), (n, x, dx) -> new Jvp<>(x.times(n), dx.times(n)));
    assertThat(grad((Array x) -> f.apply(array(3f), x)).apply(array(1f)).item()).isEqualTo(3);
    assertThatThrownBy(() -> grad((Array n) -> f.apply(n, array(3f))).apply(array(1f)))
        .hasMessage(
            "`customJvp`: the first argument holds a value of type f32[] that is differentiated,"
                + " but the rule has no derivative in this argument. Hide it with `stopGradient`,"
                + " or give a rule for both arguments.");
    BiFunction<Function<Array, Array>, Array, Array> applied =
        customVjp(
            (Function<Array, Array> g, Array x) -> g.apply(x),
            (g, x) -> new WithAux<>(g.apply(x), x),
            (g, x, ct) -> ct.times(g.apply(x)));
    Function<Array, Array> sine = x -> sin(x);
    assertThat(grad((Array x) -> applied.apply(sine, x)).apply(array(0f)).item()).isZero();
  }

  @Test
  void closureConvertOpensWhatIsDifferentiated() {
    BiFunction<Array, Array, Array> f =
        (w, x) -> {
          var open = closureConvert((Array y) -> y.times(w).plus(array(1f, 2f).sum()), x);
          assertThat(open.values()).hasSize(1);
          return customJvp(
                  (Array y, List<Array> values) -> open.function().apply(y, values),
                  (y, values, dy, dvalues) ->
                      new Jvp<>(
                          open.function().apply(y, values),
                          dy.times(10).plus(dvalues.getFirst().times(100))))
              .apply(x, open.values());
        };
    assertThat(grad((Array w) -> f.apply(w, array(2f))).apply(array(5f)).item()).isEqualTo(100);
    assertThat(grad((Array w) -> f.apply(w, w.times(2))).apply(array(5f)).item()).isEqualTo(120);
    var closed = closureConvert((Array y) -> y.times(array(3f)), array(1f));
    assertThat(closed.values()).isEmpty();
    assertThatThrownBy(() -> closed.function().apply(array(1f), List.of(array(1f))))
        .hasMessage(
            "`closureConvert`: the function closes over 0 values, got 1. Give one for each.");
    assertThatThrownBy(() -> closed.function().apply(array(1f, 2f), List.of()))
        .hasMessageContaining("`closureConvert`: the function was traced for");
  }

  @Test
  void callsPrintAsInJax() {
    assertThat(makeJaxpr(CustomFunctions.LOUD).apply(array(1f)))
        .hasToString(
            """
            { lambda ; a:f32[]. let
                b:f32[] = custom_vjp_call[
                  name=<lambda>
                  bwd=<lambda>
                  call_jaxpr={ lambda ; c:f32[]. let d:f32[] = sin c in (d,) }
                  fwd=<lambda>
                  symbolic_zeros=False
                ] a
              in (b,) }""");
    assertThat(makeJaxpr(grad(CustomFunctions.LOUD)).apply(array(1f)).toString())
        .doesNotContain("custom");
    Function<Array, Array> f =
        customJvp((Array x) -> sin(x), (x, dx) -> new Jvp<>(sin(x), dx.times(cos(x))));
    assertThat(makeJaxpr(vmap(f)).apply(array(1f, 2f)))
        .hasToString(
            """
            { lambda ; a:f32[2]. let
                b:f32[2] = custom_jvp_call[
                  name=<lambda>
                  call_jaxpr={ lambda ; c:f32[2]. let d:f32[2] = sin c in (d,) }
                  jvp=<lambda>
                  symbolic_zeros=False
                ] a
              in (b,) }""");
  }

  @Test
  void treesAreRebuiltForRecords() {
    Point p = new Point(array(0f), array(4), "p");
    Jvp<Point> result = jvp(moved(), p, new Point(array(1f), array(0), "p"));
    assertThat(result.tangent().place().item()).isEqualTo(10);
    assertThat(result.value().index().item()).isEqualTo(5);
    assertThat(result.value().name()).isEqualTo("p");
    assertThat(notes).containsExactly("p p Array(0, dtype=int32)");
  }

  @Test
  void callbacksUnderDerivatives() {
    Function<Array, Array> printing =
        x -> {
          debugCallback((Array v) -> notes.add("x " + v.item()), x);
          return x.times(x);
        };
    assertThat(grad(printing).apply(array(3f)).item()).isEqualTo(6);
    assertThat(notes).as("values, once").containsExactly("x 3.0");
    jvp(printing, array(4f), array(1f));
    grad(grad(printing)).apply(array(5f));
    assertThat(notes).containsExactly("x 3.0", "x 4.0", "x 5.0");
    notes.clear();
    Function<Array, Array> rule =
        customJvp(
            (Array x) -> x,
            (x, dx) -> {
              debugCallback((Array v) -> notes.add("dx " + v.item()), dx);
              return new Jvp<>(x, dx);
            });
    jvp(rule, array(1f), array(2f));
    grad(rule).apply(array(1f));
    assertThat(notes).as("reverse mode knows no direction").containsExactly("dx 2.0");
    Function<Array, Array> rooted =
        customJvp(
            (Array x) -> pureCallback((Array v) -> array((float) Math.cbrt(v.item())), x.type(), x),
            (x, dx) -> {
              Array y = pureCallback((Array v) -> array((float) Math.cbrt(v.item())), x.type(), x);
              return new Jvp<>(y, dx.div(y.times(y).times(3)));
            });
    assertThat(vmap(grad(rooted)).apply(array(8f, 1f)).toFloatArray())
        .containsExactly(1 / 12f, 1 / 3f);
    assertThatThrownBy(
            () -> grad((Array x) -> pureCallback((Array v) -> v, x.type(), x)).apply(array(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`pure_callback`: a callback has no derivative")
        .hasMessageContaining("`customJvp`");
  }
}
