package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.Numpy.array;
import static org.lanewise.autodiff.Autodiff.checkpoint;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.transform.Transforms.vmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// A function with a rule inside a call, a branch, a loop or a checkpoint is the function with its
/// rule outside of them, under every transformation: rules are not lost on the way.
class CustomRulesInProgramsTest {
  private static final ArrayType S = ArrayType.of(DType.FLOAT64);

  private static Jaxpr program(Function<Array, Array> f, ArrayType type) {
    StagedProgram staged = Staging.stage(xs -> List.of(f.apply(xs.getFirst())), List.of(type));
    assertThat(staged.constants()).isEmpty();
    return staged.jaxpr();
  }

  private static Function<Array, Array> called(Function<Array, Array> f) {
    return x ->
        CurrentInterpreter.bindOne(new Structured.Call("f", program(f, x.type())), List.of(x));
  }

  private static Function<Array, Array> branch(Function<Array, Array> f) {
    return x ->
        CurrentInterpreter.bindOne(
            new Structured.Cond(List.of(program(y -> y, x.type()), program(f, x.type()))),
            List.of(Lax.scalar(DType.INT32, 1), x));
  }

  private static Function<Array, Array> looped(Function<Array, Array> f) {
    return x ->
        CurrentInterpreter.bindOne(
            new Structured.Scan(program(f, x.type()), 0, 1, 1, false, 1), List.of(x));
  }

  private static final Map<String, UnaryOperator<Function<Array, Array>>> PROGRAMS =
      new LinkedHashMap<>();
  private static final Map<String, UnaryOperator<Function<Array, Array>>> TRANSFORMED =
      new LinkedHashMap<>();

  static {
    PROGRAMS.put("call", CustomRulesInProgramsTest::called);
    PROGRAMS.put("call of call", f -> called(called(f)));
    PROGRAMS.put("branch", CustomRulesInProgramsTest::branch);
    PROGRAMS.put("loop", CustomRulesInProgramsTest::looped);
    PROGRAMS.put("checkpoint", f -> checkpoint(f));
    PROGRAMS.put("call of loop", f -> called(looped(f)));
    TRANSFORMED.put("value", f -> f);
    TRANSFORMED.put("grad", f -> grad(f));
    TRANSFORMED.put("call of grad", f -> called(grad(f)));
    TRANSFORMED.put("grad of grad", f -> grad(grad(f)));
    TRANSFORMED.put("hessian", f -> hessian(f));
    TRANSFORMED.put("grad in the midst", f -> grad((Array x) -> f.apply(x.times(x)).times(x)));
    TRANSFORMED.put("jvp of grad", f -> x -> jvp(grad(f), x, x).tangent());
    TRANSFORMED.put("vmap", f -> x -> vmap(f).apply(repeated(x)).sum());
    TRANSFORMED.put("vmap of grad", f -> x -> vmap(grad(f)).apply(repeated(x)).sum());
    TRANSFORMED.put("grad of vmap", f -> grad((Array x) -> vmap(f).apply(repeated(x)).sum()));
    TRANSFORMED.put(
        "grad of call of vmap",
        f -> grad((Array x) -> called(y -> vmap(f).apply(repeated(y)).sum()).apply(x)));
  }

  private static Array repeated(Array x) {
    return x.times(Lax.iota(DType.FLOAT64, 3).plus(1));
  }

  @TestFactory
  Stream<DynamicTest> rulesAreFoundInPrograms() {
    Map<String, Function<Array, Array>> functions =
        Map.of("jvp rule", CustomFunctions.LOG1PEXP, "vjp rule", CustomFunctions.LOUD);
    List<DynamicTest> tests = new ArrayList<>();
    functions.forEach(
        (rule, f) ->
            PROGRAMS.forEach(
                (place, in) ->
                    TRANSFORMED.forEach(
                        (how, transformed) ->
                            tests.add(
                                DynamicTest.dynamicTest(
                                    how + ", " + rule + " in a " + place,
                                    () ->
                                        assertSame(
                                            transformed.apply(in.apply(f)),
                                            transformed.apply(f)))))));
    return tests.stream();
  }

  private static void assertSame(Function<Array, Array> actual, Function<Array, Array> expected) {
    Array x = array(0.75);
    assertThat(x.type()).isEqualTo(S);
    double wanted = expected.apply(x).item();
    assertThat(actual.apply(x).item())
        .isCloseTo(wanted, within(1e-14 * Math.max(1, Math.abs(wanted))));
  }
}
