package org.lanewise.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Callback;
import org.lanewise.ir.CustomRule;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprChecker;
import org.lanewise.ir.Structured;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Which programs become which; [ExactnessTest] says that results keep their bits.
class SimplifierTest {
  private static final ArrayType V = ArrayType.of(DType.FLOAT32, 3);
  private static final ArrayType S = ArrayType.of(DType.FLOAT32);
  private static final ArrayType I = ArrayType.of(DType.INT32, 3);
  private static final ArrayType M = ArrayType.of(DType.FLOAT32, 2, 3);

  private static StagedProgram stage(
      Function<List<Array>, List<Array>> function, ArrayType... types) {
    return Staging.stage(function, List.of(types));
  }

  private static Draft simplify(StagedProgram staged) {
    return Simplifier.simplify(new Draft(staged.jaxpr(), staged.constants(), true));
  }

  /// The simplified program of a function of one argument, from `let` on.
  private static String simple(Function<Array, Array> function, ArrayType type) {
    return text(simplify(stage(x -> List.of(function.apply(x.get(0))), type)).program());
  }

  private static String text(Jaxpr program) {
    JaxprChecker.check(program);
    return program
        .toString()
        .replaceAll("(?<!lambda );?\\s+", " ")
        .replaceFirst(".*?\\. let ?", "")
        .replaceFirst(" }$", "");
  }

  private static Array bind(org.lanewise.ir.Primitive primitive, Array... operands) {
    return CurrentInterpreter.bindOne(primitive, List.of(operands));
  }

  private static Array number(Array like, double value) {
    return Lax.scalar(like.dtype(), value);
  }

  @Test
  void neutralNumbersGo() {
    assertThat(simple(x -> Lax.mul(x, number(x, 1)), V)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.mul(number(x, 1), x), V)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.div(x, number(x, 1)), V)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.sub(x, number(x, 0)), V)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.add(x, number(x, -0.0)), V)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.add(x, number(x, 0)), I)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.mul(x, Lax.full(Shape.of(3), DType.FLOAT32, 1)), V))
        .isEqualTo("in (a,)");
    assertThat(simple(x -> bind(new Elementwise.IntegerPow(1), x), V)).isEqualTo("in (a,)");
  }

  /// −0 + 0 is +0, −0 − (−0) is +0, NaN · 0 is NaN, ∞ − ∞ is NaN.
  @Test
  void whatIsNotExactStays() {
    assertThat(simple(x -> Lax.add(x, number(x, 0)), V)).contains("add a 0.0");
    assertThat(simple(x -> Lax.sub(x, number(x, -0.0)), V)).contains("sub a -0.0");
    assertThat(simple(x -> Lax.mul(x, number(x, 0)), V)).contains("mul a 0.0");
    assertThat(simple(x -> Lax.sub(x, x), V)).contains("sub a a");
    assertThat(simple(x -> Lax.div(x, x), V)).contains("div a a");
    assertThat(simple(x -> Lax.div(x, number(x, 4)), V)).contains("div a 4.0");
  }

  @Test
  void zeroMayBeAddedToWhatIsNeverMinusZero() {
    assertThat(simple(x -> Lax.add(Lax.abs(x), number(x, 0)), V))
        .isEqualTo("b:f32[3] = abs a in (b,)");
    assertThat(
            simple(
                x ->
                    Lax.add(
                        Lax.convertElementType(x, DType.FLOAT32), Lax.scalar(DType.FLOAT32, 0.0)),
                I))
        .doesNotContain("add");
  }

  @Test
  void twoThatUndoOneAnotherGo() {
    assertThat(simple(x -> Lax.neg(Lax.neg(x)), V)).isEqualTo("in (a,)");
    assertThat(
            simple(
                x ->
                    bind(
                        new Elementwise.Unary(Elementwise.Unary.Op.NOT),
                        bind(new Elementwise.Unary(Elementwise.Unary.Op.NOT), x)),
                I))
        .isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.rev(Lax.rev(x, Axes.of(0)), Axes.of(0)), V)).isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.transpose(Lax.transpose(x, Axes.of(1, 0)), Axes.of(1, 0)), M))
        .isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.reshape(Lax.reshape(x, Shape.of(6)), Shape.of(2, 3)), M))
        .isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.abs(Lax.abs(x)), V)).isEqualTo("b:f32[3] = abs a in (b,)");
  }

  @Test
  void twoInARowAreOne() {
    assertThat(simple(x -> Lax.reshape(Lax.reshape(x, Shape.of(6)), Shape.of(3, 2)), M))
        .isEqualTo(
            "b:f32[3,2] = reshape[dimensions=None new_sizes=(3, 2) sharding=None] a in (b,)");
    assertThat(simple(x -> Lax.broadcast(Lax.broadcast(x, 4), 5), V))
        .isEqualTo("b:f32[5,4,3] = broadcast_in_dim[broadcast_dimensions=(2,)] a in (b,)");
    ArrayType ten = ArrayType.of(DType.FLOAT32, 10);
    Function<Array, Array> joined =
        x -> Lax.concatenate(List.of(x, Lax.neg(x), x), 0); // 0 … 9, 10 … 19, 20 … 29
    assertThat(simple(x -> Lax.sliceInDim(joined.apply(x), 12, 19, 3, 0), ten)) // 12, 15, 18
        .contains(
            "b:f32[10] = neg a",
            "c:f32[3] = slice[limit_indices=(9,) start_indices=(2,) strides=(3,)] b in (c,)");
    assertThat(simple(x -> Lax.sliceInDim(joined.apply(x), 20, 30, 1, 0), ten))
        .isEqualTo("in (a,)");
    assertThat(simple(x -> Lax.sliceInDim(joined.apply(x), 9, 11, 1, 0), ten))
        .contains("concatenate");
    assertThat(simple(x -> Lax.sliceInDim(Lax.sliceInDim(x, 1, 10, 2, 0), 1, 5, 2, 0), ten)) // 3, 7
        .isEqualTo(
            "b:f32[2] = slice[limit_indices=(10,) start_indices=(3,) strides=(4,)] a in (b,)");
  }

  @Test
  void conversionsThatLoseNothingAreLeftOut() {
    ArrayType half = ArrayType.of(DType.FLOAT16, 3);
    assertThat(
            simple(
                x ->
                    Lax.convertElementType(Lax.convertElementType(x, DType.FLOAT32), DType.FLOAT16),
                half))
        .isEqualTo("in (a,)");
    assertThat(
            simple(
                x -> Lax.convertElementType(Lax.convertElementType(x, DType.INT64), DType.INT8), I))
        .isEqualTo("b:i8[3] = convert_element_type[new_dtype=int8 weak_type=False] a in (b,)");
    // rounds twice; wraps where the one conversion would saturate
    assertThat(
            simple(
                x ->
                    Lax.convertElementType(Lax.convertElementType(x, DType.FLOAT16), DType.FLOAT32),
                V))
        .contains("new_dtype=float16");
    assertThat(
            simple(
                x -> Lax.convertElementType(Lax.convertElementType(x, DType.FLOAT64), DType.INT8),
                I))
        .contains("new_dtype=float64");
  }

  @Test
  void identitiesForOtherTransformationsGo() {
    assertThat(
            simple(
                x -> bind(new Elementwise.Name("x"), bind(new Elementwise.StopGradient(), x)), V))
        .isEqualTo("in (a,)");
    assertThat(simple(x -> bind(new Elementwise.AddAny(), x, x), V))
        .isEqualTo("b:f32[3] = add a a in (b,)");
  }

  @Test
  void aConstantConditionPicks() {
    Array yes = Lax.scalar(DType.BOOL, 1L);
    assertThat(simple(x -> Lax.select(yes, Lax.sin(x), Lax.cos(x)), V))
        .isEqualTo("b:f32[3] = sin a in (b,)");
    assertThat(simple(x -> Lax.select(Lax.gt(x, number(x, 0)), x, x), V)).isEqualTo("in (a,)");
  }

  @Test
  void scalarsAreRepeatedLate() {
    assertThat(simple(x -> Lax.add(x, Lax.full(Shape.of(3), DType.FLOAT32, 2)), V))
        .isEqualTo("b:f32[3] = add a 2.0:f32[] in (b,)");
    assertThat(simple(x -> Lax.sin(Lax.broadcast(x, 3)), S))
        .isEqualTo("b:f32[] = sin a c:f32[3] = broadcast_in_dim b in (c,)");
  }

  @Test
  void equalThingsAreComputedOnce() {
    assertThat(simple(x -> Lax.mul(Lax.sin(x), Lax.sin(x)), V))
        .isEqualTo("b:f32[3] = sin a c:f32[3] = mul b b in (c,)");
    assertThat(simple(x -> Lax.div(Lax.add(x, Lax.sin(x)), Lax.add(Lax.sin(x), x)), V))
        .isEqualTo("b:f32[3] = sin a c:f32[3] = add a b d:f32[3] = div c c in (d,)");
    assertThat(simple(x -> Lax.div(Lax.sub(x, Lax.sin(x)), Lax.sub(Lax.sin(x), x)), V))
        .contains("sub a b")
        .contains("sub b a");
  }

  @Test
  void smallConstantsAreComputed() {
    assertThat(simple(x -> Lax.add(x, Lax.exp(Lax.add(number(x, 1), number(x, 2)))), V))
        .isEqualTo("b:f32[3] = add a 20.08553695678711:f32[] in (b,)");
    Draft iota =
        simplify(stage(x -> List.of(Lax.add(x.get(0), Lax.square(Lax.iota(DType.FLOAT32, 3)))), V));
    assertThat(iota.program())
        .hasToString("{ lambda a:f32[3]; b:f32[3]. let c:f32[3] = add b a in (c,) }");
    assertThat(iota.constants().getFirst().toFloatArray()).containsExactly(0f, 1f, 4f);
    ArrayType large = ArrayType.of(DType.FLOAT32, 5000);
    assertThat(simple(x -> Lax.add(x, Lax.iota(DType.FLOAT32, 5000)), large)).contains("iota");
  }

  @Test
  void whatNobodyReadsGoesButForEffects() {
    Callback.HostFunction host = () -> "debug_callback";
    Callback print = new Callback(host, List.of(), true);
    Callback pure = new Callback(host, List.of(V), false);
    StagedProgram staged =
        stage(
            x -> {
              Lax.sin(x.get(0));
              CurrentInterpreter.bind(pure, List.of(x.get(0)));
              CurrentInterpreter.bind(print, List.of(Lax.cos(x.get(0))));
              return List.of(x.get(0));
            },
            V);
    assertThat(text(simplify(staged).program()))
        .startsWith("b:f32[3] = cos a debug_callback")
        .doesNotContain("sin")
        .endsWith("b in (a,)");
    // also inside of a loop whose results nobody reads
    Jaxpr body = staged.jaxpr();
    Structured.Scan scan = new Structured.Scan(body, 0, 1, 3, false, 1);
    StagedProgram loop =
        stage(
            x -> {
              CurrentInterpreter.bind(scan, List.of(x.get(0)));
              return List.of(x.get(0));
            },
            V);
    assertThat(text(simplify(loop).program())).contains("scan").contains("debug_callback");
  }

  @Test
  void callsAreWrittenInPlace() {
    Jaxpr square = stage(x -> List.of(Lax.square(x.get(0))), V).jaxpr();
    CustomRule rule = () -> "custom_jvp_call";
    for (Structured call :
        List.of(
            new Structured.Call("f", square),
            new Structured.CustomCall(rule, square),
            new Structured.Checkpoint(square, (_, _) -> false, false))) {
      assertThat(simple(x -> bind(call, bind(call, x)), V))
          .isEqualTo("b:f32[3] = square a c:f32[3] = square b in (c,)");
    }
  }

  @Test
  void aSecondComputationStaysApart() {
    Jaxpr square = stage(x -> List.of(Lax.square(x.get(0))), V).jaxpr();
    Structured again = new Structured.Checkpoint(square, (_, _) -> false, true);
    assertThat(simple(x -> Lax.add(Lax.square(x), Lax.add(bind(again, x), bind(again, x))), V))
        .containsPattern("square a .*remat2.*remat2");
  }

  @Test
  void aBranchThatIsKnownIsWrittenInPlace() {
    Jaxpr sin = stage(x -> List.of(Lax.sin(x.get(0))), V).jaxpr();
    Jaxpr cos = stage(x -> List.of(Lax.cos(x.get(0))), V).jaxpr();
    Structured cond = new Structured.Cond(List.of(sin, cos));
    assertThat(simple(x -> bind(cond, Lax.scalar(DType.INT32, 7L), x), V))
        .isEqualTo("b:f32[3] = cos a in (b,)");
    assertThat(simple(x -> bind(cond, Lax.scalar(DType.INT32, -7L), x), V))
        .isEqualTo("b:f32[3] = sin a in (b,)");
  }

  @Test
  void deadPartsOfBranchesGo() {
    Jaxpr first = stage(x -> List.of(Lax.sin(x.get(0)), Lax.exp(x.get(1))), S, S).jaxpr();
    Jaxpr second = stage(x -> List.of(Lax.cos(x.get(0)), Lax.log(x.get(1))), S, S).jaxpr();
    Structured cond = new Structured.Cond(List.of(first, second));
    StagedProgram staged =
        stage(
            x -> CurrentInterpreter.bind(cond, List.of(x.get(0), x.get(1), x.get(2))).subList(0, 1),
            ArrayType.of(DType.INT32),
            S,
            S);
    assertThat(text(simplify(staged).program()))
        .doesNotContain("exp")
        .doesNotContain("log")
        .endsWith("] a b in (d,)");
  }

  /// carry: a used sum, a counter that nobody reads; stacks: one used, one not.
  @Test
  void deadPartsOfScansGo() {
    Jaxpr body =
        stage(
                x ->
                    List.of(
                        Lax.add(x.get(0), x.get(2)),
                        Lax.add(x.get(1), Lax.scalar(DType.FLOAT32, 1.0)),
                        Lax.sin(x.get(0)),
                        Lax.exp(x.get(3))),
                S,
                S,
                S,
                S)
            .jaxpr();
    Structured.Scan scan = new Structured.Scan(body, 0, 2, 3, false, 1);
    StagedProgram staged =
        stage(
            x -> {
              List<Array> all = CurrentInterpreter.bind(scan, x);
              return List.of(all.get(0), all.get(2));
            },
            S,
            S,
            V,
            V);
    assertThat(text(simplify(staged).program()))
        .isEqualTo(
            "e:f32[] f:f32[3] = scan[ jaxpr={ lambda ; g:f32[] h:f32[]. let i:f32[] = add g h"
                + " j:f32[] = sin g in (i, j) } length=3 num_carry=1 num_consts=0 reverse=False"
                + " unroll=1 ] a c in (e, f)");
  }

  @Test
  void whatIsTheSameInEveryStepLeavesTheLoop() {
    Jaxpr body = stage(x -> List.of(Lax.mul(x.get(1), Lax.exp(Lax.sin(x.get(0))))), S, S).jaxpr();
    Structured.Scan scan = new Structured.Scan(body, 1, 1, 5, false, 1);
    StagedProgram staged = stage(x -> CurrentInterpreter.bind(scan, x), S, S);
    assertThat(text(simplify(staged).program()))
        .isEqualTo(
            "c:f32[] = sin a d:f32[] = exp c e:f32[] = scan[ jaxpr={ lambda ; f:f32[] g:f32[]. let"
                + " h:f32[] = mul g f in (h,) } length=5 num_carry=1 num_consts=1 reverse=False"
                + " unroll=1 ] d b in (e,)");
    Jaxpr condition = stage(x -> List.of(Lax.lt(x.get(1), Lax.exp(x.get(0)))), S, S).jaxpr();
    Structured.While loop = new Structured.While(condition, 1, body, 1, -1);
    StagedProgram whole =
        stage(x -> CurrentInterpreter.bind(loop, List.of(x.get(0), x.get(0), x.get(1))), S, S);
    assertThat(text(simplify(whole).program()))
        .contains("exp a")
        .contains("sin a")
        .contains("lambda ; g:f32[] h:f32[]. let i:f32[] = mul h g")
        .contains("= lt ");
  }

  @Test
  void argumentsStayAlsoIfNobodyReadsThem() {
    assertThat(simplify(stage(x -> List.of(x.get(1)), V, S)).program())
        .hasToString("{ lambda ; a:f32[3] b:f32[]. let  in (b,) }");
  }

  @Test
  void constantsThatNobodyReadsGo() {
    Array constant = Lax.iota(DType.FLOAT32, 3);
    Draft draft =
        simplify(
            stage(
                x -> {
                  Lax.add(x.get(0), constant);
                  return List.of(x.get(0));
                },
                V));
    assertThat(draft.constants()).isEmpty();
    assertThat(draft.program().constants()).isEmpty();
  }
}
