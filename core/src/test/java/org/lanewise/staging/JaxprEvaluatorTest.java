package org.lanewise.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.backend.Backends;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.PrintedPrograms;
import org.lanewise.ir.UnboundAxisException;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

class JaxprEvaluatorTest {
  private static final ArrayType V = ArrayType.of(DType.FLOAT32, 3);

  private static Stream<DynamicTest> forEachProgram(Consumer<Jaxpr> law) {
    return PrintedPrograms.all().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> law.accept(entry.getValue())));
  }

  /// Whether a program has a meaning under `vmap` only.
  private static boolean isOfLanes(Jaxpr program) {
    return program.equations().stream().anyMatch(e -> e.primitive() instanceof Collective);
  }

  private static List<Array> constants(Jaxpr program) {
    return SampleArrays.of(program.constants().stream().map(v -> v.type()).toList(), 1);
  }

  @TestFactory
  Stream<DynamicTest> aReplayThatIsStagedIsTheProgramAgain() {
    return forEachProgram(
        program -> {
          // Constants are passed as arguments: as constants, scalars would become literals.
          int n = program.constants().size();
          List<ArrayType> types =
              Stream.concat(program.constants().stream(), program.inputs().stream())
                  .map(v -> v.type())
                  .toList();
          Jaxpr again =
              Staging.stage(
                      xs ->
                          JaxprEvaluator.evaluate(
                              program, xs.subList(0, n), xs.subList(n, xs.size())),
                      types)
                  .jaxpr();
          assertThat(again.toString().replaceFirst("lambda ; ", "lambda "))
              .isEqualTo(
                  program
                      .toString()
                      .replaceFirst("lambda ; ", "lambda ")
                      .replaceFirst("(\\]); ", "$1 "));
        });
  }

  @TestFactory
  Stream<DynamicTest> aReplayGivesTheBitsOfTheProgramRunAsAWhole() {
    return forEachProgram(
        program -> {
          if (isOfLanes(program)) {
            assertThatThrownBy(
                    () ->
                        JaxprEvaluator.evaluate(
                            program, constants(program), SampleArrays.of(program.inputTypes(), 2)))
                .isInstanceOf(UnboundAxisException.class);
            return;
          }
          List<Array> constants = constants(program);
          List<Array> arguments = SampleArrays.of(program.inputTypes(), 2);
          List<Array> replayed = JaxprEvaluator.evaluate(program, constants, arguments);
          Strided[] operands =
              Stream.concat(constants.stream(), arguments.stream())
                  .map(array -> ((ConcreteArray) array).data())
                  .toArray(Strided[]::new);
          Strided[] whole = Backends.current().compile(program).execute(operands);
          assertThat(replayed).hasSameSizeAs(whole);
          for (int i = 0; i < whole.length; i++) {
            ArrayType type = program.outputTypes().get(i);
            assertThat(replayed.get(i).type()).isEqualTo(type);
            assertThat(SampleArrays.bytes(replayed.get(i)))
                .isEqualTo(SampleArrays.bytes(new ConcreteArray(type, whole[i])));
          }
        });
  }

  @Test
  void aStagedFunctionGivesTheBitsOfTheFunction() {
    Array c = Numpy.array(0.5f, -1.25f, 3f);
    Function<List<Array>, List<Array>> function =
        xs -> {
          Array product = Lax.mul(Lax.sin(xs.get(0)), c);
          return List.of(Lax.exp(product), Lax.reduceSum(product, Axes.of(0)), xs.get(0), c);
        };
    List<Array> arguments = SampleArrays.of(List.of(V), 3);
    List<Array> eager = function.apply(arguments);
    List<Array> replayed = Staging.stage(function, List.of(V)).apply(arguments);
    assertThat(replayed.get(2)).isSameAs(arguments.get(0));
    assertThat(replayed.get(3)).isSameAs(c);
    for (int i = 0; i < eager.size(); i++) {
      assertThat(SampleArrays.bytes(replayed.get(i))).isEqualTo(SampleArrays.bytes(eager.get(i)));
    }
  }

  @Test
  void anArgumentMayBeReadManyTimesAndResultsMayRepeat() {
    Jaxpr program =
        Staging.stage(
                xs -> {
                  Array y = Lax.add(xs.get(0), xs.get(0));
                  return List.of(y, Lax.mul(y, xs.get(0)), y);
                },
                List.of(V))
            .jaxpr();
    List<Array> results =
        JaxprEvaluator.evaluate(program, List.of(), List.of(Numpy.array(1f, 2f, 3f)));
    assertThat(results.get(0)).isSameAs(results.get(2));
    assertThat(results.get(1)).hasToString("Array([ 2.,  8., 18.], dtype=float32)");
  }

  @Test
  void argumentsMustFitTheProgram() {
    Jaxpr program = Staging.stage(xs -> xs, List.of(V)).jaxpr();
    assertThatThrownBy(() -> JaxprEvaluator.evaluate(program, List.of(), List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`JaxprEvaluator.evaluate`: the program has 1 arguments, got 0. Give one array for"
                + " each.");
    assertThatThrownBy(
            () -> JaxprEvaluator.evaluate(program, List.of(), List.of(Numpy.array(1f, 2f))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`JaxprEvaluator.evaluate`: argument 0 must be f32[3], got f32[2]. Stage the function"
                + " for this shape.");
    assertThatThrownBy(
            () -> JaxprEvaluator.evaluate(program, List.of(), List.of(Numpy.array(1, 2, 3))))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "`JaxprEvaluator.evaluate`: argument 0 must be f32[3], got i32[3]. Convert it with"
                + " `astype`.");
  }

  @Test
  void aProgramHasOneArrayPerConstant() {
    Array c = Numpy.array(1f, 2f);
    Jaxpr program = Staging.stage(_ -> List.of(c), List.of()).jaxpr();
    assertThatThrownBy(() -> new StagedProgram(program, List.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "a program of 1 constants was given 0: { lambda a:f32[2]; . let  in (a,) }. Please"
                + " report this.");
  }
}
