package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.weak;
import static org.lanewise.transform.ControlFlow.associativeScan;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.map;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.switchCase;
import static org.lanewise.transform.ControlFlow.whileLoop;
import static org.lanewise.transform.Transforms.makeJaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What the functions of control flow compute.
@Tag("bits")
class ControlFlowTest {
  /// A model with a static number.
  public record Model(Array weight, List<Array> state, int times) {}

  private static void assertFloats(Array actual, float... expected) {
    assertThat(actual.toFloatArray()).containsExactly(expected);
  }

  @Test
  void condAppliesTheBranchThatThePredicatePicks() {
    Function<Array, Array> twice = x -> x.times(2);
    Function<Array, Array> half = x -> x.div(2);
    assertFloats(cond(array(1f).gt(0), twice, half, array(3f)), 6);
    assertFloats(cond(array(-1f).gt(0), twice, half, array(3f)), 1.5f);
    assertFloats(cond(true, twice, half, array(3f)), 6);
    assertFloats(cond(false, twice, half, array(3f)), 1.5f);
    assertFloats(
        cond(array(true), (Array x, Array y) -> x.minus(y), (x, y) -> y, array(3f), array(1f)), 2);
    Array x = array(5f);
    assertFloats(cond(array(false), () -> x, () -> x.plus(1)), 6);
    assertFloats(cond(true, () -> x, () -> x.plus(1)), 5);
  }

  @Test
  void switchCaseClampsItsIndex() {
    List<Function<Array, Array>> branches = List.of(x -> x, x -> x.times(10), x -> x.times(100));
    for (DType dtype : List.of(DType.INT8, DType.INT32, DType.INT64, DType.UINT8, DType.UINT64)) {
      assertFloats(switchCase(array(1).astype(dtype), branches, array(2f)), 20);
      assertFloats(switchCase(array(77).astype(dtype), branches, array(2f)), 200);
    }
    assertFloats(switchCase(-3, branches, array(2f)), 2);
    assertFloats(switchCase(array(1L << 32), branches, array(2f)), 200);
    assertFloats(switchCase(array(-1L << 40), branches, array(2f)), 2);
    List<Supplier<Array>> constants = List.of(() -> array(7f), () -> array(8f));
    assertFloats(switchCase(array(1), constants), 8);
  }

  @Test
  void whileLoopGoesOnAsLongAsTheConditionHolds() {
    assertFloats(whileLoop((Array y) -> y.lt(10), y -> y.times(2), array(1f)), 16);
    assertFloats(whileLoop((Array y) -> y.lt(10), y -> y.times(2), array(11f)), 11);
    assertFloats(whileLoop((Array y) -> y.lt(10), y -> y.times(2), array(1f), 2), 4);
    assertFloats(whileLoop((Array y) -> y.lt(10), y -> y.times(2), array(1f), 0), 1);
    assertFloats(whileLoop((Array y) -> y.lt(10), y -> y.times(2), array(1f), 1000), 16);
  }

  @Test
  void foriLoopCounts() {
    assertFloats(foriLoop(0, 5, (i, y) -> y.plus(i), array(1f)), 11);
    assertFloats(foriLoop(-2, 1, (i, y) -> y.times(10).plus(i), array(0f)), -210);
    assertFloats(foriLoop(5, 5, (i, y) -> y.plus(i), array(1f)), 1);
    assertFloats(foriLoop(7, -7, (i, y) -> y.plus(i), array(1f)), 1);
    assertFloats(foriLoop(0, 5, (i, y) -> y.plus(i), array(1f), 3), 11);
    assertThat(foriLoop(array(0L), array(3L), (i, y) -> y.plus(i), array(0L)).item()).isEqualTo(3L);
    assertThat(foriLoop(0, array((byte) 3).astype(DType.UINT8), (i, y) -> i, weak(0)).dtype())
        .isEqualTo(DType.UINT8);
  }

  @Test
  void foriLoopWithBoundsThatAreTracedCountsAsWell() {
    Array n = array(4);
    Function<Array, Array> sum = x -> foriLoop(0, x, (i, y) -> y.plus(i), array(0));
    // inside a loop its carry is traced
    assertThat(foriLoop(0, 3, (i, y) -> y.plus(sum.apply(i.plus(n))), array(0)).item())
        .isEqualTo(6 + 10 + 15);
    Function<Array, Array> bounded = x -> foriLoop(0, x, (i, y) -> y.plus(1), array(0), 5);
    assertThat(foriLoop(4, 8, (i, y) -> y.plus(bounded.apply(i)), array(0)).item())
        .isEqualTo(4 + 5 + 5 + 5);
  }

  @Test
  void scanHandsACarryOnAndStacksOutputs() {
    var sums =
        scan((Array sum, Array x) -> Step.of(sum.plus(x), sum), array(0f), array(1f, 2f, 3f));
    assertFloats(sums.carry(), 6);
    assertFloats(sums.output(), 0, 1, 3);
    var back =
        scan(
            (Array sum, Array x) -> Step.of(sum.plus(x), sum),
            array(0f),
            array(1f, 2f, 3f),
            ScanOptions.DEFAULT.withReverse(true).withUnroll(2));
    assertFloats(back.carry(), 6);
    assertFloats(back.output(), 5, 3, 0);
    var powers = scan((Array y) -> Step.of(y.times(2), y), array(1f), 4);
    assertFloats(powers.carry(), 16);
    assertFloats(powers.output(), 1, 2, 4, 8);
    assertThat(scan((Array y) -> Step.of(y), array(1f), 4).output()).isEmpty();
  }

  @Test
  void scanOfNothingGivesTheFirstCarryAndEmptyStacks() {
    var none =
        scan(
            (Array c, Array x) -> Step.of(c.plus(x.sum()), x.times(c)),
            array(1.5f),
            Numpy.empty(DType.FLOAT32, Shape.of(0, 3)));
    assertFloats(none.carry(), 1.5f);
    assertThat(none.output().shape()).isEqualTo(Shape.of(0, 3));
    var empty =
        scan((Array c, Array x) -> Step.of(c, x), Numpy.zeros(0), Numpy.zeros(4, 0)).output();
    assertThat(empty.shape()).isEqualTo(Shape.of(4, 0));
    assertThat(scan((Array c) -> Step.of(c, c), array(2), 0).output().shape())
        .isEqualTo(Shape.of(0));
  }

  @Test
  void recordsListsAndMapsAreCarriedAndStaticLeavesStandUnchanged() {
    Model model = new Model(array(1f), List.of(array(2f), array(3)), 2);
    Step<Model, Map<String, Array>> result =
        scan(
            (Model m, Map<String, Array> x) -> {
              Array weight = m.weight();
              for (int i = 0; i < m.times(); i++) {
                weight = weight.plus(x.get("a"));
              }
              return Step.of(
                  new Model(weight, m.state(), m.times()), Map.of("b", weight, "c", x.get("d")));
            },
            model,
            Map.of("a", array(10f, 20f), "d", array(new int[][] {{1, 2}, {3, 4}})));
    assertFloats(result.carry().weight(), 61);
    assertThat(result.carry().times()).isEqualTo(2);
    assertThat(result.carry().state().get(1).item()).isEqualTo(3);
    assertFloats(result.output().get("b"), 21, 61);
    assertThat(result.output().get("c").toIntArray()).containsExactly(1, 2, 3, 4);

    Model looped =
        whileLoop(
            (Model m) -> m.weight().lt(100),
            m -> new Model(m.weight().times(m.times()), m.state(), m.times()),
            model);
    assertFloats(looped.weight(), 128);
    Model chosen = cond(array(true), (Model m) -> m, m -> m, model);
    assertThat(chosen.times()).isEqualTo(2);
    record Config(Array x, String name) {}
    assertThat(
            map((Config c) -> new Config(c.x().plus(1), c.name()), new Config(arange(3), "n"))
                .name())
        .isEqualTo("n");
  }

  @Test
  void carriesOfEveryTypeKeepIt() {
    for (DType dtype : DType.values()) {
      if (dtype.isComplex()) {
        continue;
      }
      Array one = array(1).astype(dtype);
      Array xs = array(1, 0, 1).astype(dtype);
      var last = scan((Array c, Array x) -> Step.of(Numpy.maximum(c, x), c), one, xs);
      assertThat(last.carry().dtype()).isEqualTo(dtype);
      assertThat(last.output().astype(DType.INT32).toIntArray()).containsExactly(1, 1, 1);
      assertThat(foriLoop(0, 3, (i, c) -> Numpy.minimum(c, one), one).dtype()).isEqualTo(dtype);
    }
    assertThat(foriLoop(0, 3, (i, c) -> c.times(1.1), array(1f).astype(DType.FLOAT16)).item())
        .isEqualTo(array(1f).astype(DType.FLOAT16).times(1.1).times(1.1).times(1.1).item());
    assertThat(whileLoop((Array b) -> b, b -> Numpy.logicalNot(b), array(true)).toBooleanArray())
        .containsExactly(false);
  }

  @Test
  void weakCarriesGiveWayToWhatTheBodyMakesOfThem() {
    Array half = array(0.5f).astype(DType.FLOAT16);
    assertThat(scan((Array c) -> Step.of(c.times(half)), weak(1.0), 3).carry().dtype())
        .isEqualTo(DType.FLOAT16);
    assertFloats(whileLoop((Array c) -> c.lt(3), c -> c.times(array(2f)), weak(1)), 4);
    assertThat(foriLoop(0, 2, (i, c) -> c.plus(i), weak(1)).type()).hasToString("i32[]");
    List<Array> swapped =
        foriLoop(0, 3, (i, c) -> List.of(c.get(1), c.get(0)), List.of(weak(1.0), array(2.0)));
    assertThat(swapped).extracting(Array::dtype).containsOnly(DType.FLOAT64);
    assertThat(cond(array(true), () -> weak(1.0), () -> array(2f)).weakType()).isFalse();
    assertThat(cond(array(true), () -> weak(1.0), () -> weak(2.0)).weakType()).isTrue();
  }

  @Test
  void mapStacksWhatTheFunctionGivesForEachRow() {
    assertFloats(map((Array row) -> row.sum(), array(new float[][] {{1, 2}, {3, 4}})), 3, 7);
    assertThat(map((Array row) -> row.sum(), Numpy.zeros(0, 2)).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void mapInBatchesChangesNoBit() {
    for (int n : new int[] {0, 1, 2, 5, 6, 7}) {
      Array xs = Lax.sin(arange(3 * n).astype(DType.FLOAT32)).reshape(n, 3);
      Map<String, Array> rows = Map.of("a", xs, "b", arange(n));
      Function<Map<String, Array>, List<Array>> f =
          x -> List.of(x.get("a").exp().sum(), x.get("a").times(x.get("b")));
      List<Array> expected = map(f, rows);
      for (int size : new int[] {1, 2, 3, 100}) {
        List<Array> actual = map(f, rows, size);
        for (int i = 0; i < 2; i++) {
          assertThat(actual.get(i).type()).isEqualTo(expected.get(i).type());
          assertFloats(actual.get(i), expected.get(i).toFloatArray());
        }
      }
    }
  }

  @Test
  void whatAStepHandsThroughIsNeitherCarriedNorStacked() {
    Jaxpr program =
        makeJaxpr(
                (Array w, Array xs) ->
                    scan(
                        (List<Array> c, Array x) ->
                            Step.of(
                                List.of(c.get(0), c.get(1).plus(c.get(0))), List.of(x, c.get(1))),
                        List.of(w, w),
                        xs))
            .apply(array(2f), array(5f, 6f));
    assertThat(program)
        .hasToString(
            """
            { lambda ; a:f32[] b:f32[2]. let
                c:f32[] d:f32[2] = scan[
                  jaxpr={ lambda ; e:f32[] f:f32[] g:f32[]. let
                      h:f32[] = add f e
                    in (h, f) }
                  length=2
                  num_carry=1
                  num_consts=1
                  reverse=False
                  unroll=1
                ] a a b
              in (a, c, b, d) }\
            """);
    var result =
        scan(
            (List<Array> c, Array x) ->
                Step.of(List.of(c.get(0), c.get(1).plus(c.get(0))), List.of(x, c.get(1))),
            List.of(array(2f), array(2f)),
            array(5f, 6f));
    assertFloats(result.carry().get(0), 2);
    assertFloats(result.carry().get(1), 6);
    assertFloats(result.output().get(0), 5, 6);
    assertFloats(result.output().get(1), 2, 4);
  }

  @Test
  void loopsNest() {
    Array m = array(new float[][] {{1, 2, 3}, {4, 5, 6}});
    Array result =
        scan(
                (Array c, Array row) ->
                    Step.of(
                        cond(
                            c.gt(5),
                            () -> whileLoop((Array y) -> y.lt(100), y -> y.times(3), c),
                            () -> foriLoop(0, 3, (i, y) -> y.plus(row.get(0)), c)),
                        map((Array v) -> v.plus(c), row)),
                array(3f),
                m)
            .output();
    assertFloats(result, 4, 5, 6, 10, 11, 12);
  }

  @Test
  void checkpointsChangeNoBit() {
    for (int n : new int[] {0, 1, 2, 3, 4, 5, 9, 11, 16, 23}) {
      Array xs = Lax.sin(arange(n).astype(DType.FLOAT32));
      for (boolean reverse : new boolean[] {false, true}) {
        ScanOptions plain = ScanOptions.DEFAULT.withReverse(reverse);
        var expected =
            scan((Array c, Array x) -> Step.of(c.times(x).plus(x), c), array(1f), xs, plain);
        var actual =
            scan(
                (Array c, Array x) -> Step.of(c.times(x).plus(x), c),
                array(1f),
                xs,
                plain.withCheckpoint(true));
        assertFloats(actual.carry(), expected.carry().toFloatArray());
        assertFloats(actual.output(), expected.output().toFloatArray());
      }
    }
  }

  /// The tree of the scan, on Java numbers.
  private static List<Float> tree(List<Float> x) {
    if (x.size() < 2) {
      return x;
    }
    List<Float> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < x.size(); i += 2) {
      pairs.add(x.get(i) + x.get(i + 1));
    }
    List<Float> odd = tree(pairs);
    List<Float> all = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      all.add(i == 0 ? x.get(0) : i % 2 == 1 ? odd.get(i / 2) : odd.get(i / 2 - 1) + x.get(i));
    }
    return all;
  }

  @Test
  void associativeScanAddsInItsTree() {
    for (int n = 0; n < 20; n++) {
      Array xs = Lax.sin(arange(n).astype(DType.FLOAT32)).times(1000);
      List<Float> numbers = new ArrayList<>();
      for (float x : xs.toFloatArray()) {
        numbers.add(x);
      }
      float[] expected = new float[n];
      float[] reversed = new float[n];
      for (int i = 0; i < n; i++) {
        expected[i] = tree(numbers).get(i);
        reversed[n - 1 - i] = tree(numbers.reversed()).get(i);
      }
      assertFloats(associativeScan((Array a, Array b) -> a.plus(b), xs), expected);
      assertFloats(associativeScan((Array a, Array b) -> a.plus(b), xs, true, -1), reversed);
      Array columns = associativeScan((Array a, Array b) -> a.plus(b), xs.reshape(-1, 1), false, 0);
      assertFloats(columns.reshape(-1), expected);
      Array rows = associativeScan((Array a, Array b) -> a.plus(b), xs.reshape(1, -1), false, 1);
      assertFloats(rows.reshape(-1), expected);
    }
  }

  /// x → a·x + b, one after the other.
  public record Affine(Array a, Array b) {
    Affine then(Affine next) {
      return new Affine(a.times(next.a), b.times(next.a).plus(next.b));
    }
  }

  @Test
  void associativeScanCombinesTrees() {
    Affine steps = new Affine(array(2, 3, 1, 2, 5), array(1, 1, 2, 0, 3));
    Affine all = associativeScan(Affine::then, steps);
    assertThat(all.b().toIntArray()).containsExactly(1, 4, 6, 12, 63);
    assertThat(all.a().toIntArray()).containsExactly(2, 6, 6, 12, 60);
  }
}
