package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Source;
import org.lanewise.ir.Structured;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

class DiagnosticsTest {
  private static final ArrayType S = ArrayType.of(DType.FLOAT32);

  private static Source source(Jaxpr program, int equation) {
    return program.equations().get(equation).source();
  }

  @Test
  void equationsKnowTheUsersLineIfAskedTo() {
    Function<Array, Array> f = x -> x.sin().plus(1);
    assertThat(source(makeJaxpr(f).apply(array(1f)), 0)).isEqualTo(Source.UNKNOWN);
    Jaxpr program = Diagnostics.recordSources(() -> makeJaxpr(f).apply(array(1f)));
    assertThat(source(program, 0).line()).matches("DiagnosticsTest.java:\\d+");
    assertThat(source(program, 1).line()).isEqualTo(source(program, 0).line());
    assertThat(source(program, 0).backward()).isFalse();
  }

  @Test
  void scopesAreJoinedAndNoted() {
    Jaxpr program =
        makeJaxpr(
                (Array x) ->
                    Diagnostics.namedScope(
                        "layer1", () -> Diagnostics.namedScope("attention", () -> x.sin()).plus(1)))
            .apply(array(1f));
    assertThat(source(program, 0)).isEqualTo(new Source("", "layer1/attention"));
    assertThat(source(program, 1)).isEqualTo(new Source("", "layer1")).hasToString("layer1");
    Diagnostics.namedScope("nothing", () -> {});
  }

  @Test
  void whatIsReplayedKeepsItsPlace() {
    StagedProgram staged =
        Diagnostics.recordSources(
            () ->
                Diagnostics.namedScope(
                    "inner", () -> Staging.stage(x -> List.of(Lax.sin(x.get(0))), List.of(S))));
    Jaxpr again = makeJaxpr((Array x) -> staged.apply(List.of(x)).getFirst()).apply(array(1f));
    assertThat(source(again, 0)).isEqualTo(source(staged.jaxpr(), 0));
    assertThat(source(again, 0).toString()).matches("DiagnosticsTest.java:\\d+ in inner");
  }

  @Test
  void scopesStandInMessagesOfTracers() {
    assertThatThrownBy(
            () ->
                makeJaxpr(
                        (Array x) ->
                            Diagnostics.namedScope("gate", () -> x.item() > 0 ? x : x.sin()))
                    .apply(array(1f)))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageContaining(" in gate)");
  }

  @Test
  void aNanNamesOperationIndexAndLine() {
    Array x = array(new float[][] {{1, 2}, {3, -1}});
    assertThatThrownBy(() -> Diagnostics.checkNans(() -> x.log().plus(1)))
        .isInstanceOf(NotFiniteException.class)
        .hasMessageMatching(
            "`log` gave NaN at index \\[1, 1\\] of its result f32\\[2,2\\] in the forward pass"
                + " \\(DiagnosticsTest.java:\\d+\\): \\{ lambda ; a:f32\\[2,2\\]. let"
                + " b:f32\\[2,2\\] = log a in \\(b,\\) \\}. Look at its operands there.");
    assertThat(x.log().size()).isEqualTo(4); // outside of the mode
    assertThatThrownBy(
            () ->
                Diagnostics.checkNans(
                    () -> Diagnostics.namedScope("loss", () -> array(0f).div(array(0f)))))
        .hasMessageContaining("`div` gave NaN at index [] of its result f32[]")
        .hasMessageContaining(" in loss)");
  }

  @Test
  void aNanInsideOfACompiledFunctionNamesTheEquation() {
    Function<Array, Array> f = jit((Array x) -> x.times(2).log().plus(1));
    assertThat(f.apply(array(1f, -1f)).size()).isEqualTo(2);
    assertThatThrownBy(() -> Diagnostics.checkNans(() -> f.apply(array(1f, -1f))))
        .isInstanceOf(NotFiniteException.class)
        .hasMessageMatching(
            "`log` gave NaN at index \\[1\\] of its result f32\\[2\\] in the forward pass"
                + " \\(DiagnosticsTest.java:\\d+\\): .*= log a.*");
    assertThat(Diagnostics.checkNans(() -> f.apply(array(0.5f))).item()).isEqualTo(1);
  }

  @Test
  void aNanInsideOfALoopNamesTheEquationOfTheBody() {
    Jaxpr body =
        Staging.stage(
                x -> List.of(Lax.sqrt(Lax.sub(x.get(0), Lax.scalar(DType.FLOAT32, 1.0)))),
                List.of(S))
            .jaxpr();
    Structured.Scan scan = new Structured.Scan(body, 0, 1, 5, false, 1);
    Array x = array(2f); // 1, 0, NaN
    assertThatThrownBy(
            () -> Diagnostics.checkNans(() -> CurrentInterpreter.bindOne(scan, List.of(x))))
        .isInstanceOf(NotFiniteException.class)
        .hasMessageContaining("`sqrt` gave NaN at index []")
        .hasMessageContaining("DiagnosticsTest.java:");
    assertThatThrownBy(
            () ->
                Diagnostics.checkNans(
                    () -> jit((Array y) -> CurrentInterpreter.bindOne(scan, List.of(y))).apply(x)))
        .hasMessageContaining("`sqrt` gave NaN at index []");
  }

  @Test
  void infinitiesCountIfAskedTo() {
    assertThat(Diagnostics.checkNans(() -> array(0f).log()).item())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Diagnostics.checkFinite(() -> array(0f).log()))
        .isInstanceOf(NotFiniteException.class)
        .hasMessageContaining("`log` gave -Infinity at index [] of its result f32[]");
    assertThat(Diagnostics.checkFinite(() -> array(1, 2).plus(1)).size()).isEqualTo(2);
  }

  @Test
  void theBackwardPassIsNamed() {
    assertThatThrownBy(
            () -> Diagnostics.checkNans(() -> Diagnostics.backward(() -> array(-1f).sqrt())))
        .hasMessageContaining("in the backward pass (DiagnosticsTest.java:");
    Source line = new Source("Model.java:12", "layer1");
    assertThatThrownBy(
            () ->
                Diagnostics.checkNans(
                    () ->
                        Diagnostics.backward(() -> Diagnostics.at(line, () -> array(-1f).sqrt()))))
        .hasMessageContaining("in the backward pass (Model.java:12 in layer1)");
  }

  @Test
  void tracersThatAreKeptAreReported() {
    List<Array> kept = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Diagnostics.checkLeaks(
                    () ->
                        makeJaxpr(
                                (Array x) -> {
                                  kept.add(x.sin());
                                  return x;
                                })
                            .apply(array(1f, 2f))))
        .isInstanceOf(TracerLeakException.class)
        .hasMessageMatching(
            "`checkLeaks`: 1 tracer is still reachable after the transformation ended: f32\\[2\\]"
                + " made at DiagnosticsTest.java:\\d+ \\(the transformation started at"
                + " DiagnosticsTest.java:\\d+\\). Return values from the transformed function"
                + " instead of storing them in fields or collections.");
  }

  @Test
  void whatIsCleanPasses() {
    Function<Array, Array> f = jit((Array x) -> x.sin().plus(1));
    Array y = Diagnostics.checkLeaks(() -> f.apply(array(0f)));
    assertThat(y.item()).isEqualTo(1);
    // tracers of a transformation that is still at work around the body
    makeJaxpr((Array x) -> Diagnostics.checkLeaks(() -> x.plus(1))).apply(array(1f));
  }
}
