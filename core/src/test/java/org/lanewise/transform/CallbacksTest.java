package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.transform.Callbacks.debugCallback;
import static org.lanewise.transform.Callbacks.debugPrint;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.Transforms.evalShape;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.Array;
import org.lanewise.TracerLeakException;
import org.lanewise.pytree.Leaves;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

class CallbacksTest {
  private static final ArrayType S = ArrayType.of(DType.FLOAT32);

  /// A tree.
  record Moments(Array mean, Array square) {}

  private static Array cubeRoot(Array x) {
    float[] values = x.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.cbrt(values[i]);
    }
    return array(values).reshape(x.shape().toArray());
  }

  @Test
  void aJavaFunctionSeesElements() {
    Array y = pureCallback((Array v) -> array((float) Math.cbrt(v.item())), S, array(8f));
    assertThat(y.item()).isEqualTo(2);
    Array sum = pureCallback((Array a, Array b) -> a.plus(b), S, array(1f), array(2f));
    assertThat(sum.item()).isEqualTo(3);
  }

  @Test
  void treesGoInAndOutAndStaticLeavesStay() {
    Array x = array(1f, 2f, 6f);
    Leaves<ArrayType> result =
        evalShape((Array v) -> new Moments(v.mean(), v.square().mean())).apply(x);
    List<Object> seen = new ArrayList<>();
    Moments moments =
        pureCallback(
            (List<Object> both) -> {
              seen.add(both.get(1));
              Array v = (Array) both.getFirst();
              return new Moments(v.mean(), v.square().mean());
            },
            result,
            List.<Object>of(x, "label"));
    assertThat(moments.mean().item()).isEqualTo(3);
    assertThat(seen).containsExactly("label");
  }

  @Test
  void isOneEquationAndRunsWhenTheProgramRuns() {
    List<Array> seen = new ArrayList<>();
    StagedProgram program =
        Staging.stage(
            xs ->
                List.of(
                    pureCallback(
                        (Array v) -> {
                          seen.add(v);
                          return v.times(2);
                        },
                        S,
                        xs.getFirst())),
            List.of(S));
    assertThat(seen).isEmpty();
    assertThat(program.jaxpr())
        .hasToString(
            """
            { lambda ; a:f32[]. let
                b:f32[] = pure_callback[
                  result_avals=(ShapedArray(float32[]),)
                  vmap_method=sequential
                ] a
              in (b,) }""");
    assertThat(program.apply(List.of(array(4f))).getFirst().item()).isEqualTo(8);
    assertThat(seen).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void vmapIsTheLoop(VmapMethod method) {
    Array x = array(new float[][] {{1, 8, 27}, {64, 125, 216}});
    Function<Array, Array> f = v -> pureCallback(CallbacksTest::cubeRoot, v.type(), v, method);
    assertThat(vmap(f).apply(x).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(vmap(vmap(f)).apply(x).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(vmap(f).apply(zeros(0, 3)).shape()).isEqualTo(zeros(0, 3).shape());
  }

  @ParameterizedTest
  @EnumSource
  void lanesOfNestedMapsStandInOrder(VmapMethod method) {
    Array rows = array(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    Array columns = array(10f, 20f);
    Function<Array, Array> inner =
        row ->
            vmap((Array element, Array column) ->
                    pureCallback((Array a, Array b) -> a.times(b), S, element, column, method))
                .apply(row, columns);
    assertThat(vmap(inner).apply(rows).toFloatArray()).containsExactly(10, 40, 30, 80, 50, 120);
    Function<Array, Array> outerOnly =
        scale ->
            vmap((Array column) ->
                    pureCallback((Array a, Array b) -> a.times(b), S, scale, column, method))
                .apply(columns);
    assertThat(vmap(outerOnly).apply(array(1f, 2f, 3f)).toFloatArray())
        .containsExactly(10, 20, 20, 40, 30, 60);
  }

  @Test
  void methodsDifferInWhatTheFunctionSees() {
    List<String> seen = new ArrayList<>();
    for (VmapMethod method : VmapMethod.values()) {
      vmap((Array v) ->
              pureCallback(
                  (Array a, Array b) -> {
                    seen.add(method + " " + a.shape() + " " + b.shape());
                    return a.times(b);
                  },
                  S,
                  v,
                  array(2f),
                  method))
          .apply(array(1f, 2f));
    }
    assertThat(seen)
        .containsExactly(
            "sequential () ()",
            "sequential () ()",
            "expand_dims (2,) (1,)",
            "broadcast_all (2,) (2,)");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> pureCallback((Array v) -> array(1f, 2f), S, array(1f)))
        .isInstanceOf(ShapeException.class)
        .hasMessageMatching(
            "`pureCallback`: what the function at CallbacksTest.java:\\d+ returns must have the"
                + " types of the declared result, but it is f32\\[2\\] where f32\\[\\] is needed."
                + " Return one of shape \\(\\)\\.");
    Leaves<ArrayType> pair = evalShape((Array v) -> List.of(v, v)).apply(array(1f));
    assertThatThrownBy(
            () -> pureCallback((Array v) -> List.of(v, v.astype(DType.INT32)), pair, array(1f)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining(
            "but at `[1]` it is i32[] where f32[] is needed. Convert it with"
                + " `astype(DType.FLOAT32)`.");
    assertThatThrownBy(() -> pureCallback((Array v) -> List.of(v), pair, array(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "must have the structure of the declared result, PyTreeDef([*, *]), but at the root"
                + " that has a list with 2 children and it has a list with 1 child. Return a tree"
                + " of that structure.");
  }

  @Test
  void whatTheFunctionThrowsComesOutUnderTheNameOfTheCallback() {
    IllegalStateException boom = new IllegalStateException("boom");
    assertThatThrownBy(
            () ->
                pureCallback(
                    (Array v) -> {
                      throw boom;
                    },
                    S,
                    array(1f)))
        .isInstanceOf(CallbackException.class)
        .hasMessageMatching(
            "`pureCallback` at CallbacksTest.java:\\d+: the function threw"
                + " java.lang.IllegalStateException: boom")
        .hasCause(boom);
  }

  @Test
  void aCallbackCannotCloseOverTracers() {
    assertThatThrownBy(
            () ->
                vmap((Array x) -> pureCallback((Array v) -> v.times(x), S, x)).apply(array(1f, 2f)))
        .isInstanceOf(CallbackException.class)
        .hasCauseInstanceOf(TracerLeakException.class);
    assertThatThrownBy(
            () -> vmap((Array x) -> pureCallback((Array v) -> x, S, x)).apply(array(1f, 2f)))
        .isInstanceOf(TracerLeakException.class);
  }

  @Test
  void effectsHappenInTheOrderOfTheProgramOncePerLane() {
    List<String> seen = new ArrayList<>();
    Function<Array, Array> f =
        x -> {
          debugCallback((Array v) -> seen.add("a" + v.item()), x);
          debugCallback((Array v, String s) -> seen.add(s + v.item()), x.times(2), "b");
          return x;
        };
    f.apply(array(1f));
    assertThat(seen).containsExactly("a1.0", "b2.0");
    seen.clear();
    vmap(f).apply(array(1f, 2f));
    assertThat(seen).containsExactly("a1.0", "a2.0", "b2.0", "b4.0");
    seen.clear();
    vmap((Array x) -> f.apply(array(5f)).plus(x)).apply(array(1f, 2f));
    assertThat(seen).as("nothing is mapped").containsExactly("a5.0", "b10.0");
    seen.clear();
    StagedProgram program = Staging.stage(xs -> List.of(f.apply(xs.getFirst())), List.of(S));
    assertThat(seen).isEmpty();
    program.apply(List.of(array(3f)));
    program.apply(List.of(array(4f)));
    assertThat(seen).containsExactly("a3.0", "b6.0", "a4.0", "b8.0");
  }

  @Test
  void anEffectHasNoResultInAProgram() {
    assertThat(
            makeJaxpr(
                    (Array x) -> {
                      debugPrint("x = {}", x);
                      return x.times(x);
                    })
                .apply(array(1f)))
        .hasToString(
            "{ lambda ; a:f32[]. let debug_print[fmt=x = {}] a; b:f32[] = mul a a in (b,) }");
  }

  @Test
  void printsOneLineForEachLane() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      vmap((Array x) -> {
            debugPrint("{}: {:.2f} {}", "lane", x, array(1f, 2f));
            return x;
          })
          .apply(array(0.5f, 1.5f));
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("lane: 0.50 [1. 2.]", "lane: 1.50 [1. 2.]");
  }
}
