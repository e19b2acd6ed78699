package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.Transforms.disableJit;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.lower;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.DonatedArrayException;
import org.lanewise.Function3;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.TracerLeakException;
import org.lanewise.type.DType;
import org.lanewise.type.ShapeException;

class JitTest {
  /// A layer with a static number.
  public record Layer(Array weight, Array bias, int times) {}

  @Test
  void computesWhatTheFunctionComputes() {
    assertThat(jit((Array x) -> x.plus(1)).apply(array(1f, 2f)).toFloatArray())
        .containsExactly(2f, 3f);
    assertThat(jit((Array x, Array y) -> x.times(y)).apply(array(3f), array(2f)).item())
        .isEqualTo(6);
    Function3<Array, Array, Array, Array> fma =
        jit((Array x, Array y, Array z) -> Lax.fma(x, y, z));
    assertThat(fma.apply(array(3f), array(2f), array(1f)).item()).isEqualTo(7);
    Array closed = array(5f, 6f);
    Supplier<Array> none = jit(() -> closed.sum());
    assertThat(none.get().item()).isEqualTo(11);
  }

  @Test
  void tracesOncePerKindOfArguments() {
    AtomicInteger runs = new AtomicInteger();
    JitFunction<Array, Array> f =
        jit(
            (Array x) -> {
              runs.incrementAndGet();
              return x.plus(1);
            });
    for (int i = 0; i < 3; i++) {
      f.apply(array(1f, 2f));
    }
    assertThat(runs).hasValue(1);
    f.apply(array(1f, 2f, 3f)); // another shape
    f.apply(array(1.0, 2.0)); // another element type
    f.apply(array(1f, 2f));
    assertThat(runs).hasValue(3);
    JitStatistics statistics = f.statistics();
    assertThat(statistics.traces()).isEqualTo(3);
    assertThat(statistics.hits()).isEqualTo(3);
    assertThat(statistics.programs()).isEqualTo(3);
    assertThat(statistics.explain())
        .isEqualTo(
            """
            3 traces, 3 hits, 3 programs kept
            recompiled: type at `[0]` changed from f32[2] to f32[3]
            recompiled: type at `[0]` changed from f32[2] to f64[2]\
            """);
    f.clear();
    f.apply(array(1f, 2f));
    assertThat(runs).hasValue(4);
  }

  @Test
  void aWeakTypeIsAnotherType() {
    JitFunction<Array, Array> f = jit((Array x) -> x.plus(array(1.0)));
    assertThat(f.apply(array(1f)).dtype()).isEqualTo(DType.FLOAT64);
    assertThat(f.apply(Numpy.weak(1)).dtype()).isEqualTo(DType.FLOAT64);
    JitFunction<Array, Array> g = jit((Array x) -> x.plus(array(1f)));
    g.apply(array(1));
    g.apply(Numpy.weak(1));
    assertThat(g.statistics().traces()).isEqualTo(2);
  }

  @Test
  void allCompiledFormsOfOneFunctionShareItsPrograms() {
    AtomicInteger runs = new AtomicInteger();
    Function<Array, Array> f =
        x -> {
          runs.incrementAndGet();
          return x.sin();
        };
    jit(f).apply(array(1f));
    jit(f).apply(array(1f));
    assertThat(runs).hasValue(1);
  }

  @Test
  void primitiveComponentsAndOtherLeavesAreStatic() {
    List<Integer> seen = new ArrayList<>();
    BiFunction<Layer, String, Map<String, Object>> f =
        jit(
            (Layer layer, String mode) -> {
              seen.add(layer.times());
              Array y = layer.weight().times(layer.times()).plus(layer.bias());
              return Map.of("y", mode.equals("exp") ? y.exp() : y, "layer", layer, "mode", mode);
            });
    Layer two = new Layer(array(1f, 2f), array(10f), 2);
    Map<String, Object> first = f.apply(two, "none");
    assertThat(((Array) first.get("y")).toFloatArray()).containsExactly(12f, 14f);
    assertThat(first.get("mode")).isEqualTo("none");
    assertThat(((Layer) first.get("layer")).times()).isEqualTo(2);
    assertThat(((Layer) first.get("layer")).bias().item()).isEqualTo(10);
    f.apply(new Layer(array(3f, 4f), array(0f), 2), "none");
    f.apply(new Layer(array(3f, 4f), array(0f), 3), "none");
    f.apply(two, "exp");
    assertThat(seen).containsExactly(2, 3, 2);
    assertThat(((JitBiFunction<?, ?, ?>) f).statistics().recompiles())
        .containsExactly(
            "static value at `[0].times` changed from 2 to 3",
            "static value at `[1]` changed from none to exp");
  }

  @Test
  void anotherStructureIsExplainedByThePartThatDiffers() {
    JitFunction<Map<String, List<Array>>, Array> f =
        jit((Map<String, List<Array>> m) -> m.get("a").getFirst());
    Array x = array(1f);
    f.apply(Map.of("a", List.of(x), "b", List.of(x)));
    f.apply(Map.of("a", List.of(x), "b", List.of(x, x)));
    assertThat(f.statistics().recompiles())
        .containsExactly(
            "structure at `[0]['b']` changed from PyTreeDef([*]) to PyTreeDef([*, *])");
  }

  @Test
  void underAnotherTransformationTheCallIsOneEquation() {
    Function<Array, Array> inner = jit((Array x) -> x.sin());
    assertThat(makeJaxpr((Array x) -> inner.apply(x).plus(1)).apply(array(1f, 2f, 3f)))
        .hasToString(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = jit[
                  name=<lambda>
                  jaxpr={ lambda ; a:f32[3]. let b:f32[3] = sin a in (b,) }
                ] a
                c:f32[3] = add b 1.0:f32[]
              in (c,) }\
            """);
  }

  /// A function with a name.
  static final class Square implements Function<Array, Array> {
    @Override
    public Array apply(Array x) {
      return x.times(x);
    }
  }

  @Test
  void aCallHasTheNameOfTheFunction() {
    assertThat(makeJaxpr(jit(new Square())).apply(array(1f)).toString()).contains("name=Square");
    assertThat(jit(new Square())).hasToString("jit(Square)");
    Function<Array, Array> named = jit((Array x) -> x, JitOptions.DEFAULT.named("step"));
    assertThat(makeJaxpr(named).apply(array(1f)).toString()).contains("name=step");
  }

  @Test
  void arraysThatTheFunctionClosesOverAreConstants() {
    Array scale = array(2f, 3f);
    JitFunction<Array, Array> f = jit((Array x) -> x.times(scale));
    assertThat(f.apply(array(1f, 1f)).toFloatArray()).containsExactly(2f, 3f);
    assertThat(makeJaxpr((Array x) -> f.apply(x)).apply(array(1f, 1f)).constants()).hasSize(1);
    assertThat(f.statistics().traces()).isEqualTo(1);
  }

  @Test
  void aProgramThatClosesOverTracersIsNotKept() {
    List<JitFunction<Array, Array>> inner = new ArrayList<>();
    Function<Array, Array> outer =
        jit(
            (Array x) -> {
              JitFunction<Array, Array> f = jit((Array y) -> y.times(x));
              inner.add(f);
              return f.apply(f.apply(x));
            });
    assertThat(outer.apply(array(3f)).item()).isEqualTo(27);
    JitStatistics statistics = inner.getFirst().statistics();
    assertThat(statistics.uncached()).isEqualTo(2);
    assertThat(statistics.programs()).isZero();
    assertThat(statistics.explain()).isEqualTo("2 traces, 0 hits, 0 programs kept, 2 used once");
  }

  @Test
  void oneFunctionClosesOverTwoTraces() {
    Array[] captured = {array(0f)};
    Function<Array, Array> shared = jit((Array y) -> y.plus(captured[0]));
    Function<Array, Array> outer =
        x -> {
          captured[0] = x;
          return shared.apply(x);
        };
    assertThat(jit((Array x) -> outer.apply(x)).apply(array(1f)).item()).isEqualTo(2);
    assertThat(jit((Array x) -> outer.apply(x).times(2)).apply(array(2f)).item()).isEqualTo(8);
  }

  @Test
  void disableJitRunsTheJavaCode() {
    AtomicInteger runs = new AtomicInteger();
    Function<Array, Array> f =
        jit(
            (Array x) -> {
              runs.incrementAndGet();
              return x.item() > 0 ? x : x.unaryMinus(); // needs a value
            });
    assertThat(disableJit(() -> f.apply(array(-2f))).item()).isEqualTo(2);
    disableJit((Runnable) () -> f.apply(array(-2f)));
    assertThat(runs).hasValue(2);
    assertThatThrownBy(() -> f.apply(array(-2f)))
        .hasMessageContaining("`item`: the elements of a traced f32[] are not known")
        .hasMessageContaining("JitTest.java:");
  }

  @Test
  void lowerShowsTheProgramBeforeAndAfter() {
    Lowered lowered = lower((Array x) -> x.times(1).plus(x.times(1))).apply(array(1f, 2f));
    assertThat(lowered)
        .hasToString(
            """
            traced:
            { lambda ; a:f32[2]. let
                b:f32[2] = mul a 1.0:f32[]
                c:f32[2] = mul a 1.0:f32[]
                d:f32[2] = add b c
              in (d,) }
            simplified:
            { lambda ; a:f32[2]. let b:f32[2] = add a a in (b,) }\
            """);
    assertThat(lower((Array x, Array y) -> x.plus(y)).apply(array(1f), array(1f)).traced())
        .hasToString("{ lambda ; a:f32[] b:f32[]. let c:f32[] = add a b in (c,) }");
  }

  @Test
  void aDonatedArgumentIsGone() {
    Function<Array, Array> step = jit((Array x) -> x.plus(1), JitOptions.donate(0));
    Array x = array(1f, 2f);
    Array view = x.get(0);
    assertThat(step.apply(x).toFloatArray()).containsExactly(2f, 3f);
    assertThatThrownBy(() -> x.plus(1))
        .isInstanceOf(DonatedArrayException.class)
        .hasMessageMatching(
            "array f32\\[2\\] has been donated to `jit` at JitTest.java:\\d+, so its elements are"
                + " gone. Use the result of that call, or do not donate the argument.");
    assertThatThrownBy(() -> step.apply(x)).isInstanceOf(DonatedArrayException.class);
    assertThatThrownBy(() -> x.toFloatArray()).isInstanceOf(DonatedArrayException.class);
    assertThat(x).hasToString("Array(donated, type=f32[2])");
    assertThat(view.item()).isEqualTo(1); // a view keeps the memory
  }

  @Test
  void aResultThatIsTheDonatedArgumentStays() {
    JitFunction<Array, Array> same = jit((Array x) -> x, JitOptions.donate(0));
    Array result = same.apply(array(1f, 2f));
    System.gc();
    assertThat(result.toFloatArray()).containsExactly(1f, 2f);
  }

  @Test
  void underATransformationNothingIsDonated() {
    JitFunction<Array, Array> step = jit((Array x) -> x.plus(1), JitOptions.donate(0));
    Array x = array(1f);
    makeJaxpr((Array y) -> step.apply(x)).apply(x);
    assertThat(x.item()).isEqualTo(1);
  }

  @Test
  void thereMustBeAnArgumentToDonate() {
    assertThatThrownBy(() -> jit((Array x) -> x, JitOptions.donate(1)))
        .hasMessage(
            "`jit`: the function has 1 arguments, but argument 1 is to be donated. Give positions"
                + " from 0 to 0.");
  }

  @Test
  void mistakesInTheFunctionAreReportedAsEverAndNotKept() {
    AtomicInteger runs = new AtomicInteger();
    Function<Array, Array> f =
        jit(
            (Array x) -> {
              runs.incrementAndGet();
              return x.plus(array(1f, 2f));
            });
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> f.apply(array(1f, 2f, 3f)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("`add`");
    }
    assertThat(runs).hasValue(2);
    assertThat(f.apply(array(1f, 1f)).toFloatArray()).containsExactly(2f, 3f);
  }

  @Test
  void aTracerOfAnEndedTransformationIsRefused() {
    List<Array> kept = new ArrayList<>();
    makeJaxpr(
            (Array x) -> {
              kept.add(x);
              return x;
            })
        .apply(array(1f));
    assertThatThrownBy(() -> jit((Array x) -> x.plus(1)).apply(kept.getFirst()))
        .isInstanceOf(TracerLeakException.class)
        .hasMessageContaining("leaked tracer: a value of type f32[]");
    assertThatThrownBy(() -> jit((Array x) -> x.plus(kept.getFirst())).apply(array(1f)))
        .isInstanceOf(TracerLeakException.class);
  }

  @Test
  void endlessRecursionIsAClearError() {
    List<Function<Array, Array>> self = new ArrayList<>();
    Function<Array, Array> f = jit((Array x) -> self.getFirst().apply(x));
    self.add(f);
    assertThatThrownBy(() -> f.apply(array(1f)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("calls its own compiled form")
        .hasMessageContaining("whileLoop");
  }

  @Test
  void recursionOnAStaticArgumentEnds() {
    List<BiFunction<Array, Integer, Array>> self = new ArrayList<>();
    BiFunction<Array, Integer, Array> power =
        jit(
            (Array x, Integer n) ->
                n == 0 ? Numpy.onesLike(x) : self.getFirst().apply(x, n - 1).times(x));
    self.add(power);
    assertThat(power.apply(array(2f), 5).item()).isEqualTo(32);
  }
}
