package org.lanewise.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.TracerLeakException;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.ShapeException;

class StagingTest {
  private static final ArrayType S = ArrayType.of(DType.FLOAT32);
  private static final ArrayType V = ArrayType.of(DType.FLOAT32, 3);

  @Test
  void anArrayThatIsClosedOverIsOneConstantHoweverOftenItIsUsed() {
    Array c = Numpy.array(1f, 2f, 3f);
    Array equal = Numpy.array(1f, 2f, 3f);
    StagedProgram staged =
        Staging.stage(
            xs -> List.of(Lax.add(Lax.mul(xs.get(0), c), c), c, Lax.add(c, equal)), List.of(S));
    assertThat(staged.jaxpr())
        .hasToString(
            """
            { lambda a:f32[3] b:f32[3]; c:f32[]. let
                d:f32[3] = mul c a
                e:f32[3] = add d a
                f:f32[3] = add a b
              in (e, a, f) }\
            """);
    assertThat(staged.constants()).containsExactly(c, equal);
  }

  @Test
  void aScalarIsALiteralAndKeepsItsWeakness() {
    Array strong = Lax.scalar(DType.FLOAT32, 2.0);
    Array weak = Lax.convertElementType(strong, DType.FLOAT32, true);
    StagedProgram staged =
        Staging.stage(_ -> List.of(strong, weak, Lax.neg(weak), Lax.mul(strong, weak)), List.of());
    assertThat(staged.constants()).isEmpty();
    assertThat(staged.jaxpr().outputTypes().stream().map(ArrayType::weak))
        .containsExactly(false, true, true, false);
  }

  @Test
  void insideStagingTheOuterTracersAreConstants() {
    List<StagedProgram> inner = new ArrayList<>();
    List<Array> outerTracer = new ArrayList<>();
    StagedProgram outer =
        Staging.stage(
            xs -> {
              outerTracer.add(xs.get(0));
              Array doubled = Lax.add(xs.get(0), xs.get(0));
              inner.add(Staging.stage(ys -> List.of(Lax.mul(ys.get(0), doubled)), List.of(V)));
              return inner.get(0).apply(List.of(xs.get(0)));
            },
            List.of(V));
    assertThat(inner.get(0).jaxpr())
        .hasToString("{ lambda a:f32[3]; b:f32[3]. let c:f32[3] = mul b a in (c,) }");
    assertThat(inner.get(0).constants()).hasSize(1).doesNotContainAnyElementsOf(outerTracer);
    assertThat(outer.jaxpr())
        .hasToString("{ lambda ; a:f32[3]. let b:f32[3] = add a a; c:f32[3] = mul a b in (c,) }");
  }

  @Test
  void constantsOfConstantsAreComputedAtOnceByNobody() {
    Array c = Numpy.array(1f, 2f, 3f);
    StagedProgram staged = Staging.stage(_ -> List.of(Lax.neg(c)), List.of());
    assertThat(staged.jaxpr()).hasToString("{ lambda a:f32[3]; . let b:f32[3] = neg a in (b,) }");
  }

  @Test
  void aTracerIsOfNoUseAfterStaging() {
    List<Array> leaked = new ArrayList<>();
    Staging.stage(
        xs -> {
          leaked.add(xs.get(0));
          return xs;
        },
        List.of(V));
    assertThatThrownBy(() -> Lax.neg(leaked.get(0)))
        .isInstanceOf(TracerLeakException.class)
        .hasMessageStartingWith(
            "leaked tracer: a value of type f32[3] belongs to a transformation that started at"
                + " StagingTest.java:");
    assertThatThrownBy(() -> Staging.stage(_ -> List.of(leaked.get(0)), List.of()))
        .isInstanceOf(TracerLeakException.class);
  }

  @Test
  void aTracerIsOfNoUseInAnotherThread() {
    assertThatThrownBy(
            () ->
                Staging.stage(
                    xs -> List.of(CompletableFuture.supplyAsync(() -> Lax.neg(xs.get(0))).join()),
                    List.of(V)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TracerLeakException.class);
  }

  @Test
  void operandsThatDoNotFitAreReportedWhileStaging() {
    assertThatThrownBy(
            () ->
                Staging.stage(
                    xs -> List.of(Lax.add(xs.get(0), xs.get(1))),
                    List.of(V, ArrayType.of(DType.FLOAT32, 4))))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`add`: sizes must be equal or 1");
  }
}
