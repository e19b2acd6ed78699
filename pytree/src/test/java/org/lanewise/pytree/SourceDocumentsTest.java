package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The pytree rows of the documents that the project reproduces, with a stand-in where they have an
/// array. Python's tuple is an `Object[]`.
class SourceDocumentsTest {
  private static Object[] tuple(Object... items) {
    return items;
  }

  private static final List<Object> SOME_DATA =
      List.of(
          Map.of("p", List.of(1, 2), "x", 1.0),
          List.of(5, 6, 7, 8, Map.of("y", new IntArray(2, 2, 2))));

  private static Object square(Object x) {
    return switch (x) {
      case Integer i -> i * i;
      case Double d -> d * d;
      case IntArray a -> a.times(a);
      case Object other -> throw new IllegalArgumentException(other.toString());
    };
  }

  private static Object add(Object x, Object y) {
    return switch (x) {
      case Integer i -> i + (Integer) y;
      case IntArray a -> a.plus((IntArray) y);
      case Object[] a -> Stream.of(a, (Object[]) y).flatMap(Arrays::stream).toArray();
      case Object other -> throw new IllegalArgumentException(other.toString());
    };
  }

  @Test
  @DisplayName("000 rows 1 and 2: squares of a list and of a map")
  void squares() {
    assertThat(Tree.map((Integer x) -> x * x, List.of(1, 2, 3))).isEqualTo(List.of(1, 4, 9));
    Map<String, Integer> squares = Tree.map((Integer x) -> x * x, Map.of("a", 1, "b", 2, "c", 3));
    assertThat(squares).isEqualTo(Map.of("a", 1, "b", 4, "c", 9));
    assertThat(Tree.toString(squares)).isEqualTo("{'a': 1, 'b': 4, 'c': 9}");
  }

  @Test
  @DisplayName("000 row 3: squares of a nested tree, each leaf in its own type")
  void nestedSquares() {
    assertThat(Tree.toString(Tree.map(SourceDocumentsTest::square, SOME_DATA)))
        .isEqualTo(
            "[{'p': [1, 4], 'x': 1.0}, [25, 36, 49, 64, {'y': Array([4, 4, 4], dtype=int32)}]]");
  }

  @Test
  @DisplayName("000 rows 4 and 6: the leaves")
  void leaves() {
    assertThat(Tree.leaves(SOME_DATA))
        .containsExactly(1, 2, 1.0, 5, 6, 7, 8, new IntArray(2, 2, 2));
    for (Object leaf : List.of(3, 1.5f, "text", true, new IntArray(1), new int[] {1})) {
      assertThat(Tree.leaves(leaf)).containsExactly(leaf);
    }
  }

  @Test
  @DisplayName("000 row 5: the structure")
  void structure() {
    assertThat(Tree.structure(SOME_DATA))
        .hasToString("PyTreeDef([{'p': [*, *], 'x': *}, [*, *, *, *, {'y': *}]])");
  }

  @Test
  @DisplayName("000 rows 7 and 8: maps as leaves")
  void isLeaf() {
    assertThat(Tree.toString(Tree.leaves(SOME_DATA, x -> x instanceof Map)))
        .isEqualTo("[{'p': [1, 2], 'x': 1.0}, 5, 6, 7, 8, {'y': Array([2, 2, 2], dtype=int32)}]");
    assertThat(Tree.structure(SOME_DATA, x -> x instanceof Map))
        .hasToString("PyTreeDef([*, [*, *, *, *, *]])");
  }

  @Test
  @DisplayName("000 row 9: there and back")
  void roundTrip() {
    Leaves<Object> flat = Tree.flatten(SOME_DATA);
    List<Object> back = Tree.unflatten(flat.structure(), flat.list());
    assertThat(back).isEqualTo(SOME_DATA);
  }

  private static final List<Object> SOME_ARRAYS =
      List.of(tuple(new IntArray(1, 2), new IntArray(3, 4)), new IntArray(5, 6));
  private static final List<Object> OTHER_ARRAYS =
      List.of(tuple(new IntArray(7, 8), new IntArray(3, 4)), new IntArray(1, 1));

  @Test
  @DisplayName("000 row 10: equal structures")
  void equalStructures() {
    assertThat(Tree.structure(SOME_ARRAYS))
        .isEqualTo(Tree.structure(OTHER_ARRAYS))
        .isNotEqualTo(Tree.structure(SOME_DATA));
  }

  @Test
  @DisplayName("000 row 11: two trees added; the padding of `[ 8, 10]` belongs to real arrays")
  void twoTrees() {
    assertThat(Tree.toString(Tree.map(SourceDocumentsTest::add, SOME_ARRAYS, OTHER_ARRAYS)))
        .isEqualTo(
            "[(Array([8, 10], dtype=int32), Array([6, 8], dtype=int32)),"
                + " Array([6, 7], dtype=int32)]");
  }

  @Test
  @DisplayName("000 row 12: tuples as leaves are concatenated")
  void tuplesAsLeaves() {
    List<Object> joined =
        Tree.map(SourceDocumentsTest::add, SOME_ARRAYS, OTHER_ARRAYS, x -> x instanceof Object[]);
    assertThat(Tree.toString(joined))
        .isEqualTo(
            "[(Array([1, 2], dtype=int32), Array([3, 4], dtype=int32), Array([7, 8],"
                + " dtype=int32), Array([3, 4], dtype=int32)), Array([6, 7], dtype=int32)]");
  }

  @Test
  @DisplayName("000 rows 13 to 15: a registered class inside other containers")
  void registered() {
    Object[] tree = tuple(new TwoValues(12, 45), 3, Map.of("a", new TwoValues(4, 5)));
    assertThat(Tree.leaves(tree)).containsExactly(12, 45, 3, 4, 5);
    assertThat(Tree.structure(tree))
        .hasToString(
            "PyTreeDef((CustomNode(TwoValues[None], [*, *]), *,"
                + " {'a': CustomNode(TwoValues[None], [*, *])}))");
    Object[] doubled = Tree.map((Integer x) -> 2 * x, tree);
    assertThat(doubled[0])
        .isInstanceOfSatisfying(
            TwoValues.class,
            two -> assertThat(List.of(two.a(), two.b())).isEqualTo(List.of(24, 90)));
    assertThat(Tree.toString(doubled)).isEqualTo("(TwoValues(24, 90), 6, {'a': TwoValues(8, 10)})");
  }

  record SomeModel(int param1, IntArray param2) {}

  @Test
  @DisplayName("000 row 18: a plain int of a model is a leaf")
  void model() {
    assertThat(Tree.leaves(new SomeModel(3, new IntArray(1, 2, 3))))
        .containsExactly(3, new IntArray(1, 2, 3));
  }

  record PointMass(double mass) {}

  record Plant(PointMass skeleton) {}

  record Mechanics(Plant plant) {}

  record Step(Mechanics mechanics) {}

  record Model(Step step) {}

  @Test
  @DisplayName("000 rows 28 to 30: a part deep in a model is replaced, the old model stays")
  void surgery() {
    Model model = new Model(new Step(new Mechanics(new Plant(new PointMass(1.0)))));
    Model heavy = Tree.at(model, m -> m.step().mechanics().plant().skeleton(), new PointMass(5.0));
    assertThat(Tree.toString(heavy.step().mechanics().plant().skeleton()))
        .isEqualTo("PointMass(mass=5.0)");
    assertThat(Tree.toString(model.step().mechanics().plant().skeleton()))
        .isEqualTo("PointMass(mass=1.0)");
    assertThat(Tree.at(model, m -> m.step().mechanics().plant().skeleton().mass(), 5.0))
        .isEqualTo(heavy);
  }

  record Params(int n, double x) {}

  @Test
  @DisplayName("002 rows 6 to 9: tuples, sorted keys, a record, and reduce")
  void keyConcepts() {
    assertThat(Tree.structure(List.of(1, 2, tuple(new IntArray(0, 1, 2), new IntArray(1, 1)))))
        .hasToString("PyTreeDef([*, *, (*, *)])");
    Map<String, Object> layer = Map.of("n", 5, "W", new IntArray(1), "b", new IntArray(0));
    assertThat(Tree.structure(layer)).hasToString("PyTreeDef({'W': *, 'b': *, 'n': *})");
    assertThat(Tree.leaves(layer)).containsExactly(new IntArray(1), new IntArray(0), 5);
    assertThat(Tree.structure(new Params(1, 5.0)))
        .hasToString("PyTreeDef(CustomNode(record[Params], [*, *]))");
    assertThat(Tree.leaves(new Params(1, 5.0))).containsExactly(1, 5.0);
    assertThat(Tree.<Integer, Integer>reduce(Integer::sum, List.of(1, List.of(2, 3)), 10))
        .isEqualTo(16);
  }

  @Test
  @DisplayName("004 row 16: pytree basics")
  void impatient() {
    List<Object> tree = List.of(1, Map.of("k1", 2, "k2", tuple(3, 4)), 5);
    assertThat(Tree.leaves(tree)).hasSize(5);
    List<Object> squares = Tree.map((Integer x) -> x * x, tree);
    assertThat(Tree.toString(squares)).isEqualTo("[1, {'k1': 4, 'k2': (9, 16)}, 25]");
    assertThat(Tree.toString(Tree.map((Integer x, Integer y) -> x + y, tree, squares)))
        .isEqualTo("[2, {'k1': 6, 'k2': (12, 20)}, 30]");
  }
}
