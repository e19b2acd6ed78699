package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.laws.LawCase.Operand.places;
import static org.lanewise.laws.LawCase.Operand.tame;
import static org.lanewise.type.DType.FLOAT32;
import static org.lanewise.type.DType.INT32;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.Array;
import org.lanewise.Collectives;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.NamedAxis;
import org.lanewise.ir.CustomRule;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.laws.LawCase.Operand;
import org.lanewise.staging.Staging;
import org.lanewise.transform.Transforms;
import org.lanewise.transform.VmapOptions;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;
import org.lanewise.vmap.BatchableRule;
import org.lanewise.vmap.BatchingRule;

/// The law of batching for primitives that hold programs.
@Tag("bits")
class StructuredBatchingTest {
  private static final ArrayType S = ArrayType.of(FLOAT32);
  private static final ArrayType V = ArrayType.of(FLOAT32, 4);
  private static final ArrayType I = ArrayType.of(INT32);

  @TestFactory
  Stream<DynamicTest> vmapIsTheLoop() {
    return Stream.of(calls(), conditions(), loops(), scans(), nested())
        .flatMap(List::stream)
        .map(law -> DynamicTest.dynamicTest(law.name(), law::check));
  }

  private static Function<List<Array>, List<Array>> binding(Primitive primitive) {
    return operands -> CurrentInterpreter.bind(primitive, operands);
  }

  private static Jaxpr program(
      Function<List<Array>, List<Array>> function, ArrayType... arguments) {
    return Staging.stage(function, List.of(arguments)).jaxpr();
  }

  private static Array number(double value) {
    return Lax.scalar(FLOAT32, value);
  }

  private static List<VmapLaw> calls() {
    Jaxpr twoResults =
        program(
            x -> List.of(Lax.mul(Lax.sin(x.get(0)), x.get(1)), Lax.exp(x.get(1)), number(2)), V, V);
    Operand v = tame(FLOAT32, 4);
    return List.of(
        VmapLaw.of("call", binding(new Structured.Call("f", twoResults)), v, v),
        VmapLaw.of(
            "checkpoint",
            binding(new Structured.Checkpoint(twoResults, (_, _) -> false, false)),
            v,
            v),
        VmapLaw.of("custom call", binding(new Structured.CustomCall(named(), twoResults)), v, v));
  }

  private static CustomRule named() {
    return () -> "custom";
  }

  private static List<VmapLaw> conditions() {
    Jaxpr sine = program(x -> List.of(Lax.sin(x.get(0)), x.get(1), number(1)), V, S);
    Jaxpr sum = program(x -> List.of(Lax.add(x.get(0), x.get(1)), x.get(1), number(2)), V, S);
    Jaxpr same = program(x -> List.of(x.get(0), Lax.neg(x.get(1)), number(3)), V, S);
    Operand at = places(INT32);
    return List.of(
        VmapLaw.of(
            "cond of three",
            binding(new Structured.Cond(List.of(sine, sum, same))),
            at,
            tame(FLOAT32, 4),
            tame(FLOAT32)),
        VmapLaw.of(
            "cond of one",
            binding(new Structured.Cond(List.of(sum))),
            at,
            tame(FLOAT32, 4),
            tame(FLOAT32)));
  }

  /// Doubles the vector, c times or until the scalar passes a bound.
  private static List<VmapLaw> loops() {
    // condition: (bound; i, x, y) -> i < bound; body: (step; i, x, y) -> (i + 1, x * step, y)
    Jaxpr condition = program(a -> List.of(Lax.lt(a.get(1), a.get(0))), I, I, V, S);
    Jaxpr body =
        program(
            a ->
                List.of(
                    Lax.add(a.get(1), Lax.scalar(INT32, 1L)),
                    Lax.mul(a.get(2), a.get(0)),
                    Lax.reduceSum(a.get(2), Axes.of(0))),
            S,
            I,
            V,
            S);
    Operand[] operands = {
      places(INT32), tame(FLOAT32), places(INT32), tame(FLOAT32, 4), tame(FLOAT32)
    };
    return List.of(
        VmapLaw.of("while", binding(new Structured.While(condition, 1, body, 1, -1)), operands),
        VmapLaw.of(
            "while of at most two steps",
            binding(new Structured.While(condition, 1, body, 1, 2)),
            operands));
  }

  private static List<VmapLaw> scans() {
    // (scale; carry, other; row) -> (carry + scale * row, other, carry, row)
    Jaxpr body =
        program(
            a -> {
              Array next = Lax.add(a.get(1), Lax.mul(a.get(0), a.get(3)));
              return List.of(next, a.get(2), a.get(1), Lax.sin(a.get(3)));
            },
            S,
            V,
            S,
            V);
    Operand[] operands = {tame(FLOAT32), tame(FLOAT32, 4), tame(FLOAT32), tame(FLOAT32, 5, 4)};
    List<VmapLaw> laws = new ArrayList<>();
    for (boolean reverse : new boolean[] {false, true}) {
      laws.add(
          VmapLaw.of(
              reverse ? "scan from the end" : "scan",
              binding(new Structured.Scan(body, 1, 2, 5, reverse, 1)),
              operands));
    }
    // a carry that turns mapped because another one is: (a, b; row) -> (b, b + row)
    Jaxpr shifting =
        program(a -> List.of(a.get(1), Lax.add(a.get(1), a.get(2)), a.get(0)), S, S, S);
    laws.add(
        VmapLaw.of(
            "scan whose carry turns mapped",
            binding(new Structured.Scan(shifting, 0, 2, 3, false, 1)),
            tame(FLOAT32),
            tame(FLOAT32),
            tame(FLOAT32, 3)));
    return laws;
  }

  /// A loop in a call in a condition, and a vmap of a vmap.
  private static List<VmapLaw> nested() {
    Jaxpr step =
        program(a -> List.of(Lax.mul(a.get(0), a.get(1)), Lax.add(a.get(0), a.get(1))), S, S);
    Jaxpr scan = program(binding(new Structured.Scan(step, 0, 1, 4, false, 1)), S, V);
    Jaxpr call = program(binding(new Structured.Call("inner", scan)), S, V);
    Jaxpr other = program(a -> List.of(Lax.neg(a.get(0)), Lax.cos(a.get(1))), S, V);
    Function<List<Array>, List<Array>> choice = binding(new Structured.Cond(List.of(other, call)));
    Function<List<Array>, List<Array>> twice =
        x ->
            Transforms.vmap((List<Array> y) -> choice.apply(List.of(y.get(0), y.get(1), x.get(2))))
                .apply(x.subList(0, 2));
    return List.of(
        VmapLaw.of("nested", choice, places(INT32), tame(FLOAT32), tame(FLOAT32, 4)),
        VmapLaw.of("vmap in vmap", twice, places(INT32, 2), tame(FLOAT32, 2), tame(FLOAT32, 4)));
  }

  @Test
  void anIndexThatIsTheSameInAllLanesRunsOneBranch() {
    Jaxpr sine = program(x -> List.of(Lax.sin(x.get(0))), S);
    Jaxpr cosine = program(x -> List.of(Lax.cos(x.get(0))), S);
    Structured.Cond cond = new Structured.Cond(List.of(sine, cosine));
    Jaxpr one =
        Transforms.makeJaxpr(
                (Array i, Array x) ->
                    Transforms.vmap((Array y) -> CurrentInterpreter.bindOne(cond, List.of(i, y)))
                        .apply(x))
            .apply(Lax.scalar(INT32, 1L), Lax.iota(FLOAT32, 3));
    assertThat(one.equations()).hasSize(1);
    assertThat(one.equations().getFirst().primitive()).isInstanceOf(Structured.Cond.class);
  }

  @Test
  void aCollectiveInsideAProgramMeetsTheAxisOfItsName() {
    Function<Array, Array> share =
        x -> {
          Jaxpr program =
              program(a -> List.of(Lax.div(a.get(0), Collectives.psum(a.get(0), "i"))), S);
          return CurrentInterpreter.bindOne(new Structured.Call("share", program), List.of(x));
        };
    Array x = Lax.add(Lax.iota(FLOAT32, 4), number(1));
    assertThat(Transforms.vmap(share, VmapOptions.DEFAULT.axisName("i")).apply(x).toDoubleArray())
        .containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
  }

  /// No operand of the call is mapped, yet the lanes differ.
  @Test
  void aProgramThatAsksForTheLaneIsBatchedWithoutMappedOperands() {
    Function<Array, Array> lane =
        _ -> {
          Jaxpr program = program(_ -> List.of(Collectives.axisIndex("i")));
          return CurrentInterpreter.bindOne(new Structured.Call("lane", program), List.of());
        };
    Array lanes =
        Transforms.vmap(lane, VmapOptions.DEFAULT.axisName("i")).apply(Lax.iota(FLOAT32, 3));
    assertThat(lanes.toIntArray()).containsExactly(0, 1, 2);
  }

  @Test
  void anAuthorsRuleForBatchingIsApplied() {
    Jaxpr square = program(x -> List.of(Lax.square(x.get(0))), S);
    BatchingRule rule =
        new BatchingRule() {
          @Override
          public String name() {
            return "custom_vmap_call";
          }

          @Override
          public Results batch(NamedAxis axis, List<Array> operands, List<Boolean> mapped) {
            assertThat(axis.size()).isEqualTo(3);
            assertThat(mapped).containsExactly(true);
            Array shifted = Lax.add(Lax.square(operands.getFirst()), number(100));
            return new Results(List.of(shifted), List.of(true));
          }
        };
    Structured.CustomCall call = new Structured.CustomCall(rule, square);
    Array x = Lax.iota(FLOAT32, 3);
    Array y =
        Transforms.vmap((Array lane) -> CurrentInterpreter.bindOne(call, List.of(lane))).apply(x);
    assertThat(y.toFloatArray()).containsExactly(100, 101, 104);
    assertThat(CurrentInterpreter.bindOne(call, List.of(number(3))).item()).isEqualTo(9);
  }

  /// A rule for another transformation: what it was given, and how it was batched.
  private record Noted(List<String> notes) implements BatchableRule {
    @Override
    public String name() {
      return "noted";
    }

    @Override
    public CustomRule batched(NamedAxis axis, boolean[] mapped) {
      notes.add(axis.size() + " " + Arrays.toString(mapped));
      return this;
    }
  }

  @Test
  void anAuthorsRuleForAnotherTransformationStays() {
    Noted rule = new Noted(new ArrayList<>());
    Jaxpr program = program(x -> List.of(Lax.sin(x.get(0)), Lax.cos(x.get(1))), S, S);
    Structured.CustomCall call = new Structured.CustomCall(rule, program);
    Array x = Lax.iota(FLOAT32, 3);
    Function<Array, Array> f =
        lane -> CurrentInterpreter.bind(call, List.of(lane, number(0))).get(0);
    Jaxpr batched = Transforms.makeJaxpr(Transforms.vmap(f)).apply(x);
    assertThat(batched.equations().getFirst().primitive())
        .isInstanceOfSatisfying(
            Structured.CustomCall.class, wider -> assertThat(wider.rule()).isSameAs(rule));
    assertThat(rule.notes()).containsExactly("3 [true, false]");
    assertThat(batched.outputTypes()).containsExactly(new ArrayType(FLOAT32, Shape.of(3)));
  }
}
