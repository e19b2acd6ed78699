package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Callback;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.staging.Staging;
import org.lanewise.transform.Transforms;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The programs that derivatives of programs are: what they keep, and what they compute again.
class StructuredProgramsTest {

  static Stream<StructuredRows.Row> rows() {
    return StructuredRows.rows().stream();
  }

  @Tag("bits")
  @ParameterizedTest
  @MethodSource("rows")
  void stagedGradientsHaveTheBitsOfEagerOnes(StructuredRows.Row row) {
    List<Array> x = row.row().x();
    Array w = normal(4, row.plain().apply(x).shape());
    Function<List<Array>, List<Array>> gradient =
        grad((List<Array> at) -> Laws.dot(w, row.row().f().apply(at)));
    List<Array> eager = gradient.apply(x);
    List<ArrayType> types = x.stream().map(Array::type).toList();
    List<Array> staged = Staging.stage(gradient, types).apply(x);
    for (int i = 0; i < eager.size(); i++) {
      assertThat(staged.get(i).toDoubleArray()).containsExactly(eager.get(i).toDoubleArray());
    }
  }

  private static Jaxpr gradient(Function<List<Array>, Array> f, Array... x) {
    return Staging.stage(
            grad((List<Array> at) -> Numpy.sum(f.apply(at))),
            Arrays.stream(x).map(Array::type).toList())
        .jaxpr();
  }

  private static <P extends Primitive> List<Equation> equations(Jaxpr program, Class<P> type) {
    return program.equations().stream()
        .filter(equation -> type.isInstance(equation.primitive()))
        .toList();
  }

  @Test
  void aScanKeepsWhatDoesNotChangeOnce() {
    Jaxpr program =
        gradient(
            at ->
                Control.scan(
                        (c, x) ->
                            List.of(
                                Lax.tanh(
                                    Lax.add(Numpy.matmul(Lax.sin(at.get(0)), c.get(0)), x.get(0)))),
                        List.of(at.get(1)),
                        List.of(at.get(2)))
                    .get(0),
            normal(1, Shape.of(3, 3)),
            normal(2, Shape.of(3)),
            normal(3, Shape.of(5, 3)));
    List<Equation> scans = equations(program, Structured.Scan.class);
    assertThat(scans).hasSize(2);
    // the carry at the end, and per step the carry before and the slope of tanh
    assertThat(types(scans.get(0))).containsExactly("f64[3]", "f64[5,3]", "f64[5,3]");
    // the sum of the constants' cotangents, the carry's cotangent, those of the rows
    assertThat(types(scans.get(1))).containsExactly("f64[3,3]", "f64[3]", "f64[5,3]");
    // sin and cos of the constant, before the loop
    assertThat(program.equations().subList(0, 2))
        .allMatch(equation -> equation.primitive() instanceof Elementwise.Unary);
  }

  /// The linear part of a step reads one result of the inner loop, and the step gives another one.
  /// (Random programs found that the first was bound twice, before the outer loop and in it.)
  @Test
  void aLoopThatNoStepChangesRunsBeforeTheOuterOne() {
    Array x = scalar(0.9);
    Function<List<Array>, Array> f =
        at ->
            Control.scan(
                    (_, row) ->
                        List.of(
                            Control.whileLoop(
                                    c -> Lax.lt(c.get(0), scalar(2)),
                                    c -> List.of(Lax.mul(c.get(0), scalar(1.5))),
                                    List.of(at.get(0)),
                                    4)
                                .get(0),
                            row.get(0)),
                    List.of(at.get(0)),
                    List.of(at.get(1)))
                .get(0);
    List<Array> at = List.of(x, Values.vector(1, 2));
    // 0.9 · 1.5 · 1.5 is the first that is not below 2
    assertThat(number(f.apply(at))).isEqualTo(0.9 * 1.5 * 1.5);
    assertThat(number(grad(f).apply(at).get(0))).isEqualTo(2.25);
    List<Equation> scans = equations(gradient(f, x, at.get(1)), Structured.Scan.class);
    assertThat(types(scans.get(0))).containsExactly("bool[]", "f64[]", "i32[4]");
    Structured.Scan outer = (Structured.Scan) scans.get(1).primitive();
    assertThat(outer.length()).isEqualTo(2);
    assertThat(outer.body().equations()).isEmpty();
  }

  /// The carry starts as what the body is closed over, so cotangents of both meet. (Random programs
  /// found that they met in another order where the loop is not traced.)
  @Tag("bits")
  @Test
  void aLoopThatIsTracedAddsInTheSameOrder() {
    Function<Array, Array> f =
        x ->
            Control.whileLoop(
                    c -> Lax.lt(c.get(1), Numpy.array(3)),
                    c ->
                        List.of(
                            Lax.mul(c.get(0), Lax.mul(x, c.get(0))),
                            Lax.add(c.get(1), Numpy.array(1))),
                    List.of(x, Numpy.array(0)),
                    4)
                .get(0);
    for (double x : new double[] {0.7133, 1.317, -0.4523, 0.9111}) {
      assertThat(number(Transforms.jit(grad(f)).apply(scalar(x))))
          .isEqualTo(number(grad(f).apply(scalar(x))));
    }
  }

  private static List<String> types(Equation equation) {
    return equation.outputs().stream().map(output -> output.type().toString()).toList();
  }

  @Test
  void rowsAndStacksAreNotKeptTwice() {
    Jaxpr program =
        gradient(
            at -> {
              List<Array> given =
                  Control.scan(
                      (c, x) -> {
                        Array y = Lax.exp(x.get(0));
                        return List.of(Lax.add(c.get(0), Lax.mul(y, x.get(0))), y);
                      },
                      List.of(scalar(0)),
                      List.of(at.get(0)));
              return Lax.mul(given.get(0), given.get(1));
            },
            normal(1, Shape.of(5)));
    Equation scan = equations(program, Structured.Scan.class).get(0);
    assertThat(types(scan)).containsExactly("f64[]", "f64[5]"); // as without a derivative
  }

  @Test
  void tangentsOfWhatDoesNotMoveAreNotCarried() {
    Function<Array, Array> f =
        x ->
            Control.scan(
                    (c, _) ->
                        List.of(
                            Lax.mul(c.get(0), Lax.mul(x, c.get(1))),
                            Lax.mul(c.get(1), c.get(1)),
                            Lax.add(c.get(2), Numpy.array(1))),
                    List.of(scalar(2), scalar(0.9), Numpy.array(0)),
                    List.of(),
                    4,
                    false)
                .get(0);
    Jaxpr forward =
        Staging.stage(
                at -> List.of(jvp(f, at.get(0), at.get(0)).tangent()),
                List.of(ArrayType.of(DType.FLOAT64)))
            .jaxpr();
    Equation scan = equations(forward, Structured.Scan.class).get(0);
    assertThat(types(scan)).containsExactly("f64[]", "f64[]", "i32[]", "f64[]");
    Jaxpr reverse = gradient(at -> f.apply(at.get(0)), scalar(1));
    Equation pull = equations(reverse, Structured.Scan.class).get(1);
    assertThat(types(pull)).containsExactly("f64[]", "f64[]"); // of x, and of the first carry
  }

  @Test
  void slotsAreSharedByTheBranches() {
    Jaxpr program =
        gradient(
            at ->
                Control.cond(
                        Lax.convertElementType(at.get(0), DType.INT32),
                        at,
                        x -> List.of(Lax.sin(x.get(0))),
                        x -> List.of(Lax.exp(Lax.cos(x.get(0)))),
                        x -> List.of(Lax.mul(x.get(0), x.get(0))))
                    .get(0),
            scalar(1));
    List<Equation> conds = equations(program, Structured.Cond.class);
    // the result; sin x of the second branch; and cos x of the first and of no other
    assertThat(types(conds.get(0))).containsExactly("f64[]", "f64[]");
    assertThat(conds).hasSize(2);
  }

  @Test
  void aLongScanIsNoDeepRecursion() {
    Function<Array, Array> f =
        x ->
            Control.scan(
                    (c, _) -> List.of(Lax.mul(c.get(0), x)),
                    List.of(scalar(1)),
                    List.of(),
                    100_000,
                    false)
                .get(0);
    assertThat(number(grad(f).apply(scalar(1)))).isEqualTo(100_000);
    assertThat(number(grad(grad(f)).apply(scalar(1)))).isEqualTo(100_000d * 99_999);
  }

  @Test
  void aLongLoopNeedsNoBoundWhereItsConditionIsKnown() {
    Function<Array, Array> f =
        x ->
            Control.whileLoop(
                    c -> Lax.lt(c.get(1), Numpy.array(20_000)),
                    c -> List.of(Lax.mul(c.get(0), x), Lax.add(c.get(1), Numpy.array(1))),
                    List.of(scalar(1), Numpy.array(0)),
                    -1)
                .get(0);
    assertThat(number(grad(f).apply(scalar(1)))).isEqualTo(20_000);
  }

  /// Counts how often a function runs, by a callback in it.
  private static Array counted(int[] count, Array x) {
    Callback callback =
        new Callback(Callbacks.effect("debug_callback", () -> count[0]++), List.of(), true);
    CurrentInterpreter.bind(callback, List.of(x));
    return x;
  }

  @Test
  void effectsHappenOnce() {
    int[] count = {0};
    Function<Array, Array> f =
        x ->
            Control.checkpoint(
                    Control.NOTHING,
                    y -> List.of(Lax.sin(Lax.sin(counted(count, y.get(0))))),
                    List.of(x))
                .get(0);
    grad(f).apply(scalar(0.5));
    assertThat(count[0]).isEqualTo(1);
    jvp(f, scalar(0.5), scalar(1));
    assertThat(count[0]).isEqualTo(2);
    Function<Array, Array> loop =
        x ->
            Control.scan(
                    (c, _) -> List.of(Lax.sin(counted(count, c.get(0)))),
                    List.of(x),
                    List.of(),
                    3,
                    false)
                .get(0);
    grad(loop).apply(scalar(0.5));
    assertThat(count[0]).isEqualTo(5);
  }

  /// How often a primitive is applied in both computations of a checkpointed gradient, first and
  /// second, products and sines.
  private static List<Long> applied(CheckpointPolicy policy) {
    Array w = normal(1, Shape.of(3, 3));
    Jaxpr program =
        gradient(
            at ->
                Control.checkpoint(
                        policy,
                        z ->
                            List.of(
                                Lax.sin(
                                    Lax.name(
                                        Numpy.matmul(
                                            w, Lax.sin(Lax.name(Numpy.matmul(w, z.get(0)), "a"))),
                                        "b"))),
                        at)
                    .get(0),
            normal(2, Shape.of(3)));
    List<Long> counts = new ArrayList<>();
    for (Equation equation : equations(program, Structured.Checkpoint.class)) {
      Jaxpr body = ((Structured.Checkpoint) equation.primitive()).program();
      counts.add(count(body, "dot_general"));
      counts.add(count(body, "sin"));
    }
    return counts;
  }

  private static long count(Jaxpr program, String name) {
    return program.equations().stream()
        .filter(equation -> equation.primitive().name().equals(name))
        .count();
  }

  @Test
  void aCheckpointComputesAgainWhatItsPolicyDoesNotKeep() {
    // first: two products and two sines; second: the same but the last sine, and two products of
    // the pull
    assertThat(applied(Control.NOTHING)).containsExactly(2L, 2L, 4L, 1L);
    assertThat(applied(Control.EVERYTHING)).containsExactly(2L, 2L, 2L, 0L);
    CheckpointPolicy products = (primitive, _) -> primitive.name().equals("dot_general");
    assertThat(applied(products)).containsExactly(2L, 2L, 2L, 0L);
    CheckpointPolicy named = (primitive, _) -> primitive.equals(new Elementwise.Name("a"));
    assertThat(applied(named)).containsExactly(2L, 2L, 3L, 1L);
  }
}
