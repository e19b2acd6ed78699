package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Printed structures, as JAX prints them, and the laws of structures.
class TreeDefTest {
  private static final Optional<Object> NONE = Optional.empty();

  private static Object[] tuple(Object... items) {
    return items;
  }

  record ATuple(Object foo, Object bar) {}

  record ADataclass(Object x, Object y) {}

  record ADataclassWithMeta(Object x, Object y, @Static int z) {}

  record StaticInt(@Static int value) {}

  /// A class with auxiliary data `[4, 'foo']`.
  static final class AnObject {
    static {
      Tree.register(
          AnObject.class,
          o -> List.of(o.x, o.y),
          o -> o.z,
          (z, parts) -> new AnObject(parts.get(0), parts.get(1), z));
    }

    private final Object x;
    private final Object y;
    private final List<Object> z;

    AnObject(Object x, Object y, List<Object> z) {
      this.x = x;
      this.y = y;
      this.z = z;
    }
  }

  /// A class whose value is all structure.
  static final class Fixed {
    static {
      Tree.registerStatic(Fixed.class);
    }

    private final int value;

    Fixed(int value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fixed that && value == that.value;
    }

    @Override
    public int hashCode() {
      return value;
    }

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  private static Map<String, Object> ordered() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", 2);
    return map;
  }

  static List<Arguments> printed() {
    return List.of(
        Arguments.of(3, "*"),
        Arguments.of(NONE, "None"),
        Arguments.of(tuple(NONE), "(None,)"),
        Arguments.of(tuple(), "()"),
        Arguments.of(List.of(), "[]"),
        Arguments.of(List.of((Object) tuple()), "[()]"),
        Arguments.of(tuple(1, 2), "(*, *)"),
        Arguments.of(
            tuple(tuple(1, "foo"), List.of("bar", tuple(3, NONE, 7))),
            "((*, *), [*, (*, None, *)])"),
        Arguments.of(List.of(3), "[*]"),
        Arguments.of(List.of(Optional.of(3)), "[CustomNode(Optional[None], [*])]"),
        Arguments.of(new ATuple(3, NONE), "CustomNode(record[ATuple], [*, None])"),
        Arguments.of(
            new AnObject(3, NONE, List.of(4, "foo")),
            "CustomNode(AnObject[[4, 'foo']], [*, None])"),
        Arguments.of(Map.of("a", 1, "b", 2), "{'a': *, 'b': *}"),
        Arguments.of(Map.of(), "{}"),
        Arguments.of(Map.of(2, 'x', 1, 'y'), "{1: *, 2: *}"),
        Arguments.of(ordered(), "CustomNode(LinkedHashMap[('b', 'a')], [*, *])"),
        Arguments.of(new Fixed(1), "CustomNode(Fixed[1], [])"),
        Arguments.of(new StaticInt(1), "CustomNode(record[StaticInt(value=1)], [])"),
        Arguments.of(new ADataclass(tuple(1, 2), 3), "CustomNode(record[ADataclass], [(*, *), *])"),
        Arguments.of(
            new ADataclassWithMeta(tuple(1, 2), 3, 4),
            "CustomNode(record[ADataclassWithMeta(z=4)], [(*, *), *])"));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void prints(Object tree, String text) {
    assertThat(Tree.structure(tree)).hasToString("PyTreeDef(" + text + ")");
  }

  @ParameterizedTest
  @MethodSource("printed")
  void survivesTheRoundTrip(Object tree, String text) {
    Leaves<Object> flat = Tree.flatten(tree);
    Object back = flat.tree();
    assertThat(Tree.flatten(back)).isEqualTo(flat);
    assertThat(Tree.structure(back)).hasSameHashCodeAs(flat.structure());
    assertThat(Tree.structure(back)).hasToString("PyTreeDef(" + text + ")");
  }

  @Test
  void structuresDifferByWhatTheyHold() {
    List<Object> trees = printed().stream().map(row -> row.get()[0]).toList();
    for (int i = 0; i < trees.size(); i++) {
      for (int j = 0; j < trees.size(); j++) {
        assertThat(Tree.structure(trees.get(i)).equals(Tree.structure(trees.get(j))))
            .as("%s and %s", printed().get(i).get()[1], printed().get(j).get()[1])
            .isEqualTo(i == j);
      }
    }
    assertThat(Tree.structure(new StaticInt(1))).isNotEqualTo(Tree.structure(new StaticInt(2)));
    assertThat(Tree.structure(new Integer[] {1})).isNotEqualTo(Tree.structure(new Object[] {1}));
  }

  @SuppressWarnings("ArrayRecordComponent") // structures compare arrays by content
  record Sizes(@Static int[] sizes) {}

  @Test
  void staticArraysCompareByContent() {
    TreeDef one = Tree.structure(new Sizes(new int[] {1, 2}));
    assertThat(one)
        .isEqualTo(Tree.structure(new Sizes(new int[] {1, 2})))
        .hasSameHashCodeAs(Tree.structure(new Sizes(new int[] {1, 2})))
        .isNotEqualTo(Tree.structure(new Sizes(new int[] {1, 3})))
        .hasToString("PyTreeDef(CustomNode(record[Sizes(sizes=[1, 2])], []))");
  }

  @Test
  void structuresThatFollowFromClassesAreShared() {
    ADataclass tree = new ADataclass(List.of(1, 2), new ATuple(3, 4));
    assertThat(Tree.structure(tree))
        .isSameAs(Tree.structure(new ADataclass(List.of(5, 6), new ATuple(7, 8))));
    assertThat(Tree.structure(new StaticInt(1))).isNotSameAs(Tree.structure(new StaticInt(1)));
  }

  @Test
  void countsLeavesAndKnowsChildren() {
    TreeDef def = Tree.structure(List.of(1, tuple(2, 3), NONE));
    assertThat(def.numLeaves()).isEqualTo(3);
    assertThat(def.children())
        .containsExactly(TreeDef.leaf(), Tree.structure(tuple(2, 3)), Tree.structure(NONE));
    assertThat(def.isLeaf()).isFalse();
    assertThat(Tree.structure(1).isLeaf()).isTrue();
    assertThat(def.paths())
        .extracting(KeyPath::toString)
        .containsExactly("[0]", "[1][0]", "[1][1]");
  }

  @Test
  void slotsAreTheDeclaredTypes() {
    @SuppressWarnings("ArrayRecordComponent") // arrays are nodes of trees, also here
    record Mixed(int count, Integer boxed, Object any, Integer[] array, List<Integer> list) {}
    TreeDef def = Tree.structure(new Mixed(1, 2, 3, new Integer[] {4}, List.of(5)));
    assertThat(def.slots())
        .containsExactly(int.class, Integer.class, Object.class, Integer.class, Object.class);
  }

  @Test
  void composes() {
    assertThat(Tree.structure(List.of(0, tuple(0))).compose(Tree.structure(Map.of("a", 1))))
        .hasToString("PyTreeDef([{'a': *}, ({'a': *},)])");
  }

  @Test
  void flattensUpTo() {
    Object[] prefix = tuple(List.of((Object) tuple(1, 2)), NONE, new ATuple(3, 7));
    Object[] pair = tuple(3, 4);
    Object[] eleven = tuple(11, 9);
    Object[] tree =
        tuple(List.of((Object) tuple(Map.of("foo", 7), pair)), NONE, new ATuple(eleven, NONE));
    assertThat(Tree.structure(prefix).flattenUpTo(tree))
        .containsExactly(Map.of("foo", 7), pair, eleven, NONE);

    TreeDef def = Tree.structure(Map.of("a", 1, "b", tuple(2, 3)));
    Object[] nine = tuple(9);
    assertThat(def.flattenUpTo(Map.of("a", List.of(7), "b", tuple(List.of(8), nine))))
        .containsExactly(List.of(7), List.of(8), nine);
  }

  @Test
  void flattenUpToNamesThePathOfAMismatch() {
    TreeDef def = Tree.structure(List.of(1, Map.of("a", tuple(2, 3))));
    assertThatThrownBy(() -> def.flattenUpTo(List.of(1, Map.of("a", List.of(2, 3)))))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`TreeDef.flattenUpTo`: the trees must have the same structure, but at `[1]['a']` the"
                + " first has an array of Object with 2 children and the other has a list with 2"
                + " children. Give trees of one structure, or name with `isLeaf` what shall not be"
                + " opened.");
    assertThatThrownBy(() -> def.flattenUpTo(List.of(1, 2)))
        .hasMessageContaining("at `[1]` the first has a map (sorted by key) with the keys [a]")
        .hasMessageContaining("the other has a leaf");
  }
}
