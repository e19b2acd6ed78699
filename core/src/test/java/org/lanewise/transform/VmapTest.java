package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.arange;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.ones;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.transform.Transforms.makeJaxpr;
import static org.lanewise.transform.Transforms.vmap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.Function3;
import org.lanewise.Index;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.TracerLeakException;
import org.lanewise.pytree.TreeException;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

class VmapTest {
  private static final Array M = array(new float[][] {{1, 2, 3}, {4, 5, 6}});
  private static final MapAxes NONE = MapAxes.none();

  record Affine(Array weight, Array bias) {}

  record Scaled(Array value, int times) {}

  private static Array sum(Array x) {
    return x.sum();
  }

  @Test
  void mapsFunctionsOfOneTwoAndThreeArguments() {
    assertThat(vmap(VmapTest::sum).apply(M)).hasToString("Array([ 6., 15.], dtype=float32)");
    Array x = array(1f, 2f);
    assertThat(vmap((Array a, Array b) -> a.times(b).sum()).apply(M, x).toFloatArray())
        .containsExactly(6, 30);
    assertThat(vmap((Array a, Array b, Array c) -> a.sum().plus(b).times(c)).apply(M, x, x))
        .hasToString("Array([ 7., 34.], dtype=float32)");
  }

  @Test
  void mapsOtherAxes() {
    assertThat(vmap(VmapTest::sum, 1, 0).apply(M).toFloatArray()).containsExactly(5, 7, 9);
    assertThat(vmap(VmapTest::sum, -1, 0).apply(M).toFloatArray()).containsExactly(5, 7, 9);
    Function<Array, Array> same = x -> x;
    assertThat(vmap(same, 0, 1).apply(M).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(vmap(same, -2, -1).apply(M).shape()).isEqualTo(Shape.of(3, 2));
    BiFunction<Array, Array, Array> outer = (a, b) -> a.times(b);
    assertThat(vmap(outer, 0, 1, 1).apply(M, M.T()).toFloatArray())
        .containsExactly(1, 16, 4, 25, 9, 36);
    Function3<Array, Array, Array, Array> fma = (a, b, c) -> a.times(b).plus(c);
    assertThat(vmap(fma, 0, 0, 1, 0).apply(M, M, zeros(3, 2)).toFloatArray())
        .containsExactly(1, 4, 9, 16, 25, 36);
  }

  @Test
  void argumentsThatAreNotMappedAreTheSameInAllLanes() {
    BiFunction<Array, Array, Array> f = (w, x) -> w.matmul(x);
    Array batch = array(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}});
    Array y = vmap(f, NONE, MapAxes.of(0), MapAxes.of(0)).apply(M, batch);
    assertThat(y.toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6, 6, 15);
    Function3<Array, Array, Array, Array> g = (a, b, c) -> a.plus(b).plus(c);
    Array z =
        vmap(g, NONE, MapAxes.of(0), NONE, MapAxes.of(0)).apply(array(10f), array(1f, 2f), M.sum());
    assertThat(z.toFloatArray()).containsExactly(32, 33);
  }

  @Test
  void axesMayBeGivenPartByPart() {
    Function<List<Array>, Array> f = x -> x.get(0).times(x.get(1)).sum();
    MapAxes axes = MapAxes.tree(List.of(0, NONE));
    assertThat(vmap(f, axes, MapAxes.of(0)).apply(List.of(M, array(1f, 10f, 100f))).toFloatArray())
        .containsExactly(321, 654);
    BiFunction<Affine, Array, Array> affine = (p, x) -> p.weight().times(x).plus(p.bias());
    MapAxes ofRecord = MapAxes.tree(Map.of("weight", 0, "bias", NONE));
    assertThat(
            vmap(affine, ofRecord, NONE, MapAxes.of(0))
                .apply(new Affine(array(1f, 2f), array(5f)), array(3f))
                .toFloatArray())
        .containsExactly(8, 11);
    Function<Array, Map<String, Array>> parts = x -> Map.of("a", x, "b", x.sum());
    Map<String, Array> out =
        vmap(parts, MapAxes.of(0), MapAxes.tree(Map.of("a", 1, "b", -1))).apply(M);
    assertThat(out.get("a").shape()).isEqualTo(Shape.of(3, 2));
    assertThat(out.get("b").shape()).isEqualTo(Shape.of(2));
  }

  @Test
  void treesGoInAndOutAndStaticLeavesStay() {
    Function<Scaled, Scaled> f = s -> new Scaled(s.value().times(s.times()), s.times() + 1);
    Scaled result = vmap(f).apply(new Scaled(array(1f, 2f), 3));
    assertThat(result.value().toFloatArray()).containsExactly(3, 6);
    assertThat(result.times()).isEqualTo(4);
  }

  @Test
  void whatDoesNotDependOnTheLaneIsRepeated() {
    assertThat(vmap((Array _) -> array(7f, 8f)).apply(array(1f, 2f, 3f)).toFloatArray())
        .containsExactly(7, 8, 7, 8, 7, 8);
    Array same = vmap((Array _) -> array(7f, 8f), MapAxes.of(0), NONE).apply(array(1f, 2f, 3f));
    assertThat(same.toFloatArray()).containsExactly(7, 8);
  }

  @Test
  void theNumberOfLanesMayBeGiven() {
    VmapOptions four = VmapOptions.DEFAULT.inAxes(NONE).axisSize(4);
    assertThat(vmap((Array x) -> x, four).apply(array(2f)).toFloatArray())
        .containsExactly(2, 2, 2, 2);
    assertThat(vmap(VmapTest::sum, VmapOptions.DEFAULT.axisSize(2)).apply(M).shape())
        .isEqualTo(Shape.of(2));
  }

  @Test
  void vmapsNest() {
    BiFunction<Array, Array, Array> product = Lax::mul;
    BiFunction<Array, Array, Array> rows = vmap(product, NONE, MapAxes.of(0), MapAxes.of(0));
    Array table = vmap(rows, MapAxes.of(0), NONE, MapAxes.of(0)).apply(arange(1, 4), arange(1, 3));
    assertThat(table.toIntArray()).containsExactly(1, 2, 2, 4, 3, 6);
    Function<Array, Array> inner = x -> vmap((Array y) -> y.plus(x.sum())).apply(x);
    assertThat(vmap(inner).apply(M).toFloatArray()).containsExactly(7, 8, 9, 19, 20, 21);
    Array cube = Numpy.arange(24).reshape(2, 3, 4);
    Array inside = vmap(vmap((Array x) -> x.max(), 1, 0), 1, 1).apply(cube);
    assertThat(inside.toIntArray()).containsExactly(12, 16, 20, 13, 17, 21, 14, 18, 22, 15, 19, 23);
  }

  @Test
  void batchesOfNothingHaveTheShapeOfAll() {
    Array none = vmap((Array x) -> x.sin().sum()).apply(zeros(0, 3));
    assertThat(none.shape()).isEqualTo(Shape.of(0));
    Array gathered =
        vmap((Array x, Array i) -> x.get(Index.of(i)))
            .apply(zeros(0, 3), Lax.zeros(ArrayType.of(DType.INT32, 0, 2)));
    assertThat(gathered.shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void aProgramOfAllLanesHasNoLoop() {
    BiFunction<Array, Array, Array> dot = (a, b) -> Numpy.dot(a, b);
    assertThat(makeJaxpr(vmap(dot, MapAxes.of(0), NONE, MapAxes.of(0))).apply(M, ones(3)))
        .hasToString(
            """
            { lambda ; a:f32[2,3] b:f32[3]. let
                c:f32[2] = dot_general[
                  dimension_numbers=(([1], [0]), ([], []))
                  preferred_element_type=float32
                ] a b
              in (c,) }""");
    assertThat(makeJaxpr(vmap((Array x) -> x.sin().times(2))).apply(ones(3)))
        .hasToString(
            "{ lambda ; a:f32[3]. let b:f32[3] = sin a; c:f32[3] = mul b 2.0:f32[] in (c,) }");
  }

  @Test
  void weakTypesStayWeak() {
    assertThat(vmap((Array _) -> Numpy.weak(1.5)).apply(array(1f, 2f)).weakType()).isTrue();
    assertThat(vmap((Array x) -> x.plus(Numpy.weak(1.5))).apply(array(1f, 2f)).weakType())
        .isFalse();
  }

  @Test
  void sizesThatDisagreeAreNamedWithTheirPlaces() {
    BiFunction<Array, Map<String, Array>, Array> f = (a, b) -> a.plus(b.get("w"));
    assertThatThrownBy(() -> vmap(f).apply(ones(3), Map.of("v", ones(3), "w", ones(4, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`vmap`: all mapped axes must have one size, but argument 0 f32[3] has size 3 along"
                + " axis 0 and argument 1 at `['w']` f32[4,2] has size 4 along axis 0. Slice or"
                + " repeat one of them, map another axis, or pass `MapAxes.none()` for what is the"
                + " same in all lanes.");
    assertThatThrownBy(() -> vmap(VmapTest::sum, VmapOptions.DEFAULT.axisSize(4)).apply(ones(3)))
        .hasMessageStartingWith(
            "`vmap`: all mapped axes must have one size, but axisSize is 4 and argument 0 f32[3]"
                + " has size 3 along axis 0.");
  }

  @Test
  void axesThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> vmap(VmapTest::sum, 2, 0).apply(M))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`vmap`: axis 2 is out of range for argument 0 f32[2,3], which has rank 2. Use an axis"
                + " from -2 to 1.");
    assertThatThrownBy(() -> vmap(VmapTest::sum).apply(array(1f)))
        .hasMessage(
            "`vmap`: argument 0 f32[] is a scalar, which has no axis to map. Give it an axis, or"
                + " pass `MapAxes.none()` for it.");
    assertThatThrownBy(() -> vmap(VmapTest::sum, 0, 1).apply(M))
        .hasMessage(
            "`vmap`: axis 1 is out of range for the result f32[], which has rank 1 with the lanes."
                + " Use an axis from -1 to 0.");
  }

  @Test
  void nothingMappedIsAnError() {
    assertThatThrownBy(() -> vmap(VmapTest::sum, NONE, MapAxes.of(0)).apply(M))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`vmap`: at least one array must be mapped, or nobody knows the number of lanes, but"
                + " inAxes are [none]. Map an axis of one of them, or set `axisSize`.");
    assertThatThrownBy(() -> vmap((Integer i) -> array(i)).apply(3))
        .hasMessage(
            "`vmap`: at least one array must be mapped, or nobody knows the number of lanes, but"
                + " the arguments hold no arrays. Map an axis of one of them, or set `axisSize`.");
  }

  @Test
  void aResultThatDiffersCannotBeUnmapped() {
    assertThatThrownBy(() -> vmap((Array x) -> List.of(x), MapAxes.of(0), NONE).apply(M))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`vmap`: the result at `[0]` f32[3] differs from lane to lane, but its out axis is"
                + " `MapAxes.none()`. Give it an axis, or make it the same in all lanes by a"
                + " collective such as `psum`.");
  }

  @Test
  void axesThatDoNotFitTheTreeAreNamed() {
    MapAxes three = MapAxes.tree(List.of(0, 0, 0));
    Function<List<Array>, Array> first = x -> x.get(0);
    assertThatThrownBy(() -> vmap(first, three, MapAxes.of(0)).apply(List.of(M, M)))
        .isInstanceOf(TreeException.class)
        .hasMessageStartingWith("`vmap`: the axes [0, 0, 0] do not fit argument 0: ");
    assertThatThrownBy(() -> MapAxes.tree(List.of("x")))
        .hasMessage(
            "`MapAxes.tree`: leaves must be integers or `MapAxes.none()`, got x of class String."
                + " Write an axis for each part of the tree.");
    VmapOptions two = VmapOptions.DEFAULT.inAxes(0, 0);
    Function3<Array, Array, Array, Array> f = (a, _, _) -> a;
    assertThatThrownBy(() -> vmap(f, two).apply(M, M, M))
        .hasMessage(
            "`vmap`: inAxes must be one for all arguments or one for each, got 2 for 3 arguments."
                + " Pass `MapAxes.none()` for an argument that is not mapped.");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> VmapOptions.DEFAULT.axisSize(-1))
        .hasMessage("`vmap`: axisSize must not be negative, got -1. Give the number of lanes.");
    assertThatThrownBy(() -> VmapOptions.DEFAULT.inAxes(new int[0]))
        .hasMessageStartingWith("`vmap`: inAxes must name one axis for all arguments");
  }

  @Test
  void aStandInThatLeaksIsNamedWithTheLineOfTheVmap() {
    AtomicReference<Array> leaked = new AtomicReference<>();
    Function<Array, Array> f =
        x -> {
          leaked.set(x);
          return x;
        };
    vmap(f).apply(ones(3));
    assertThatThrownBy(() -> leaked.get().sin())
        .isInstanceOf(TracerLeakException.class)
        .hasMessageContaining("a transformation that started at VmapTest.java:");
  }
}
