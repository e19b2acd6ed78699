package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.ones;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Collectives;
import org.lanewise.Lax;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.UnboundAxisException;
import org.lanewise.staging.JaxprEvaluator;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;

/// Collectives under `vmap`, and where no `vmap` binds their axis.
class CollectivesTest {
  private static final VmapOptions I = VmapOptions.DEFAULT.axisName("i");
  private static final VmapOptions J = VmapOptions.DEFAULT.axisName("j");
  private static final Array X = array(1f, 5f, 3f);
  private static final Array M = array(new float[][] {{1, 2}, {3, 4}, {5, 6}});

  private static Array mapped(Function<Array, Array> f) {
    return vmap(f, I).apply(X);
  }

  @Test
  void sumsAndExtremesAreTheSameInAllLanes() {
    assertThat(mapped(x -> Collectives.psum(x, "i")).toFloatArray()).containsExactly(9, 9, 9);
    assertThat(mapped(x -> Collectives.pmean(x, "i")).toFloatArray()).containsExactly(3, 3, 3);
    assertThat(mapped(x -> Collectives.pmax(x, "i")).toFloatArray()).containsExactly(5, 5, 5);
    assertThat(mapped(x -> Collectives.pmin(x, "i")).toFloatArray()).containsExactly(1, 1, 1);
    Array once = vmap((Array x) -> Collectives.psum(x, "i"), I.outAxes(MapAxes.none())).apply(M);
    assertThat(once.toFloatArray()).containsExactly(9, 12);
  }

  @Test
  void whatIsTheSameInAllLanesIsCountedOncePerLane() {
    assertThat(mapped(_ -> Collectives.psum(array(2f), "i")).toFloatArray())
        .containsExactly(6, 6, 6);
    assertThat(mapped(_ -> Collectives.pmax(array(2f), "i")).toFloatArray())
        .containsExactly(2, 2, 2);
    assertThat(mapped(_ -> Collectives.allGather(array(2f), "i")).shape())
        .isEqualTo(Shape.of(3, 3));
  }

  @Test
  void typesArePromotedAsInJax() {
    Array bools = array(true, false, true);
    Array count = vmap((Array x) -> Collectives.psum(x, "i"), I).apply(bools);
    assertThat(count.dtype()).isEqualTo(DType.INT32);
    assertThat(count.toIntArray()).containsExactly(2, 2, 2);
    Array mean = vmap((Array x) -> Collectives.pmean(x, "i"), I).apply(array(1, 2, 6));
    assertThat(mean).hasToString("Array([3., 3., 3.], dtype=float32)");
  }

  @Test
  void allGatherPutsTheLanesAlongAnAxis() {
    Array first = vmap((Array x) -> Collectives.allGather(x, "i"), I).apply(M);
    assertThat(first.shape()).isEqualTo(Shape.of(3, 3, 2));
    assertThat(first.get(1).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
    Array last = vmap((Array x) -> Collectives.allGather(x, "i", -1, false), I).apply(M);
    assertThat(last.shape()).isEqualTo(Shape.of(3, 2, 3));
    assertThat(last.get(2).toFloatArray()).containsExactly(1, 3, 5, 2, 4, 6);
    Array tiled = vmap((Array x) -> Collectives.allGather(x, "i", 0, true), I).apply(M);
    assertThat(tiled.get(0).toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void ppermuteSendsValuesAndFillsWithZeros() {
    assertThat(
            mapped(x -> Collectives.ppermute(x, "i", new long[][] {{0, 1}, {1, 2}, {2, 0}}))
                .toFloatArray())
        .containsExactly(3, 1, 5);
    assertThat(mapped(x -> Collectives.ppermute(x, "i", new long[][] {{2, 0}})).toFloatArray())
        .containsExactly(3, 0, 0);
    assertThat(mapped(x -> Collectives.ppermute(x, "i", new long[0][])).toFloatArray())
        .containsExactly(0, 0, 0);
    assertThat(
            mapped(_ -> Collectives.ppermute(array(7f), "i", new long[][] {{0, 1}})).toFloatArray())
        .containsExactly(0, 7, 0);
    Array nobody =
        vmap((Array x) -> Collectives.ppermute(x, "i", new long[0][]), I).apply(ones(0, 2));
    assertThat(nobody.shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void lanesKnowTheirNumberAndHowManyThereAre() {
    assertThat(mapped(x -> x.times(Collectives.axisIndex("i"))).toFloatArray())
        .containsExactly(0, 5, 6);
    assertThat(mapped(x -> x.plus(Collectives.axisSize("i"))).toFloatArray())
        .containsExactly(4, 8, 6);
  }

  @Test
  void treesAreTakenArrayByArray() {
    Function<Array, Map<String, Array>> f =
        x -> Collectives.psum(Map.of("a", x, "b", array(1f)), "i");
    Map<String, Array> sums = vmap(f, I).apply(X);
    assertThat(sums.get("a").toFloatArray()).containsExactly(9, 9, 9);
    assertThat(sums.get("b").toFloatArray()).containsExactly(3, 3, 3);
    assertThatThrownBy(() -> mapped(x -> x.times(Collectives.psum(2, "i"))))
        .isInstanceOf(DTypeException.class)
        .hasMessage("`psum`: takes arrays and trees of arrays, got a Integer. Make it an array.");
  }

  @Test
  void twoAxesAndEachOfThem() {
    Function<Array, Array> both =
        row ->
            vmap(
                    (Array x) ->
                        Lax.concatenate(
                            List.of(
                                one(Collectives.psum(x, "i")),
                                one(Collectives.psum(x, "j")),
                                one(Collectives.psum(x, "i", "j")),
                                one(Collectives.pmean(x, "j", "i")),
                                one(Collectives.pmax(x, "i"))),
                            0),
                    J)
                .apply(row);
    Array sums = vmap(both, I).apply(M);
    assertThat(sums.get(0, 0).toFloatArray()).containsExactly(9, 3, 21, 3.5f, 5);
    assertThat(sums.get(2, 1).toFloatArray()).containsExactly(12, 11, 21, 3.5f, 6);
    Function<Array, Array> gathered =
        row -> vmap((Array x) -> Collectives.allGather(one(x), "i", 1, false), J).apply(row);
    Array all = vmap(gathered, I).apply(M);
    assertThat(all.shape()).isEqualTo(Shape.of(3, 2, 1, 3));
    assertThat(all.get(1, 1, 0).toFloatArray()).containsExactly(2, 4, 6);
    Function<Array, Array> swapped =
        row ->
            vmap((Array x) -> Collectives.ppermute(x, "i", new long[][] {{0, 2}, {2, 0}}), J)
                .apply(row);
    assertThat(vmap(swapped, I).apply(M).toFloatArray()).containsExactly(5, 6, 0, 0, 1, 2);
  }

  private static Array one(Array x) {
    return Lax.reshape(x, Shape.of(1));
  }

  @Test
  void theInnermostAxisOfANameCounts() {
    Function<Array, Array> inner = row -> vmap((Array x) -> Collectives.psum(x, "i"), I).apply(row);
    assertThat(vmap(inner, I).apply(M).toFloatArray()).containsExactly(3, 3, 7, 7, 11, 11);
  }

  @Test
  void aNameThatNothingBindsIsAnErrorThatListsThoseInScope() {
    assertThatThrownBy(() -> Collectives.psum(X, "i"))
        .isInstanceOf(UnboundAxisException.class)
        .hasMessage(
            "`psum`: the axis name must be bound by a `vmap` around the call, but \"i\" is not; no"
                + " mapped axis has a name here. Map with"
                + " `VmapOptions.DEFAULT.axisName(\"i\")`.");
    assertThatThrownBy(() -> mapped(_ -> Collectives.axisIndex("j")))
        .isInstanceOf(UnboundAxisException.class)
        .hasMessage(
            "`axis_index`: the axis name must be bound by a `vmap` around the call, but \"j\" is"
                + " not; in scope are \"i\" (size 3). Map with"
                + " `VmapOptions.DEFAULT.axisName(\"j\")`.");
  }

  private static Jaxpr stagedForThree() {
    Jaxpr[] program = new Jaxpr[1];
    mapped(
        x -> {
          program[0] = makeJaxpr((Array y) -> Collectives.psum(y, "i")).apply(x);
          return x;
        });
    return program[0];
  }

  @Test
  void aProgramKeepsTheNameAndMeetsTheAxisWhereItRuns() {
    Jaxpr program = stagedForThree();
    assertThat(program)
        .hasToString(
            """
            { lambda ; a:f32[]. let
                b:f32[] = psum[axes=('i',) axis_index_groups=None] a
              in (b,) }""");
    Function<Array, Array> run =
        x -> JaxprEvaluator.evaluate(program, List.of(), List.of(x)).get(0);
    assertThat(mapped(run).toFloatArray()).containsExactly(9, 9, 9);
    assertThatThrownBy(() -> run.apply(array(1f)))
        .isInstanceOf(UnboundAxisException.class)
        .hasMessage(
            "`psum`: a collective has a meaning inside `vmap` only, but it was evaluated where"
                + " nothing binds its axis \"i\" (size 3). Run the program under a `vmap` with that"
                + " axis name.");
    assertThatThrownBy(() -> vmap(run, I).apply(ones(4)))
        .isInstanceOf(UnboundAxisException.class)
        .hasMessage(
            "`psum`: the program was staged for an axis \"i\" of size 3, but it runs where that axis"
                + " has size 4. Stage the function again for this size.");
  }

  @Test
  void aCompiledFunctionIsTracedForTheAxesAroundIt() {
    Function<Array, Array> share = Transforms.jit((Array x) -> x.div(Collectives.psum(x, "i")));
    assertThat(vmap(share, I).apply(array(1f, 3f)).toFloatArray()).containsExactly(0.25f, 0.75f);
    assertThat(vmap(share, I).apply(array(1f, 2f, 1f)).toFloatArray())
        .containsExactly(0.25f, 0.5f, 0.25f);
    assertThatThrownBy(() -> share.apply(array(1f))).isInstanceOf(UnboundAxisException.class);
    Function<Array, Array> around = Transforms.jit(vmap((Array x) -> Collectives.pmax(x, "i"), I));
    assertThat(around.apply(X).toFloatArray()).containsExactly(5, 5, 5);
  }
}
