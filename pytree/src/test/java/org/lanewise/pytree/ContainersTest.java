package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.api.map.MutableMap;
import org.eclipse.collections.api.map.MutableOrderedMap;
import org.eclipse.collections.api.map.sorted.ImmutableSortedMap;
import org.eclipse.collections.api.map.sorted.MutableSortedMap;
import org.eclipse.collections.impl.factory.Lists;
import org.eclipse.collections.impl.factory.Maps;
import org.eclipse.collections.impl.factory.OrderedMaps;
import org.eclipse.collections.impl.factory.SortedMaps;
import org.junit.jupiter.api.Test;

/// What is opened, in which order, and what comes back.
class ContainersTest {
  private static Object[] tuple(Object... items) {
    return items;
  }

  private static <T> T doubled(T tree) {
    return Tree.map((Integer x) -> 2 * x, tree);
  }

  private static <M extends Map<String, Integer>> M filled(M map) {
    map.put("b", 1);
    map.put("c", 2);
    map.put("a", 3);
    return map;
  }

  @Test
  void leavesComeDepthFirst() {
    assertThat(Tree.leaves(List.of(0, tuple(tuple(1, 2), 3, tuple(4, tuple(5, 6, 7))), 8, 9)))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  @SuppressWarnings("JdkObsolete") // LinkedList is one of them
  void anyListComesBackAsAnUnmodifiableList() {
    for (List<Integer> list :
        List.of(List.of(1, 2), new ArrayList<>(List.of(1, 2)), new LinkedList<>(List.of(1, 2)))) {
      List<Integer> result = doubled(list);
      assertThat(result).isEqualTo(List.of(2, 4));
      assertThatThrownBy(() -> result.add(3)).isInstanceOf(UnsupportedOperationException.class);
      assertThat(Tree.structure(list)).isEqualTo(Tree.structure(List.of(3, 4)));
    }
  }

  @Test
  void hashedAndSortedMapsAreSortedByKey() {
    for (Map<String, Integer> map :
        List.of(
            Map.of("b", 1, "c", 2, "a", 3),
            filled(new HashMap<String, Integer>()),
            filled(new TreeMap<String, Integer>()),
            Collections.unmodifiableMap(filled(new HashMap<String, Integer>())))) {
      assertThat(Tree.leaves(map)).containsExactly(3, 1, 2);
      Map<String, Integer> result = doubled(map);
      assertThat(result).isEqualTo(Map.of("a", 6, "b", 2, "c", 4));
      assertThat(result.keySet()).containsExactly("a", "b", "c");
      assertThat(Tree.structure(result)).isEqualTo(Tree.structure(map));
      assertThatThrownBy(() -> result.put("d", 1))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    Map<TimeUnit, Integer> units = new EnumMap<>(Map.of(TimeUnit.DAYS, 1, TimeUnit.SECONDS, 2));
    assertThat(Tree.leaves(units)).containsExactly(2, 1);
  }

  @Test
  void insertionOrderIsKept() {
    SequencedMap<String, Integer> map = filled(new LinkedHashMap<>());
    assertThat(Tree.leaves(map)).containsExactly(1, 2, 3);
    SequencedMap<String, Integer> result = doubled(map);
    assertThat(result.sequencedKeySet()).containsExactly("b", "c", "a");
    assertThat(Tree.structure(result)).isEqualTo(Tree.structure(map));
    assertThat(Tree.structure(result)).isNotEqualTo(Tree.structure(filled(new HashMap<>())));
  }

  @Test
  void aSortedMapKeepsItsComparator() {
    SortedMap<String, Integer> map = filled(new TreeMap<>(Comparator.<String>reverseOrder()));
    assertThat(Tree.leaves(map)).containsExactly(2, 1, 3);
    SortedMap<String, Integer> result = doubled(map);
    assertThat(result.comparator()).isEqualTo(Comparator.reverseOrder());
    assertThat(result.firstKey()).isEqualTo("c");
  }

  @Test
  void unsortableKeysAreAnError() {
    assertThatThrownBy(() -> Tree.leaves(List.of(new HashMap<>(Map.of(1, 2, "a", 3)))))
        .isInstanceOf(TreeException.class)
        .hasMessageStartingWith("`Tree.leaves`: the keys of the map at `[0]` cannot be sorted: [")
        .hasMessageEndingWith(
            "Use keys of one Comparable class, such as String, or a LinkedHashMap, whose order is"
                + " kept.");
    assertThatThrownBy(() -> Tree.leaves(Map.of(new Object(), 1)))
        .hasMessageContaining("the keys of the map at the root cannot be sorted");
    Map<Object, Integer> ordered = new LinkedHashMap<>();
    ordered.put("a", 1);
    ordered.put(1, 2);
    assertThat(Tree.leaves(ordered)).containsExactly(1, 2);
  }

  @Test
  void arraysKeepTheirComponentType() {
    Integer[] array = doubled(new Integer[] {1, 2});
    assertThat(array).containsExactly(2, 4);
    Integer[][] nested = doubled(new Integer[][] {{1}, {2, 3}});
    assertThat(nested).isDeepEqualTo(new Integer[][] {{2}, {4, 6}});
    assertThatThrownBy(() -> Tree.map(Object::toString, List.of((Object) new Integer[] {1})))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.map`: the element at `[0][0]` belongs to an Integer[] and must be an Integer,"
                + " but the new leaf is a String. An array fixes the type of its elements: for"
                + " leaves of another type use an Object[], or `Leaves` from"
                + " `Tree.flatten(tree).map(...)`.");
  }

  @Test
  void theOriginalArrayIsNeitherSharedNorChanged() {
    Object[] array = {1, 2};
    Object[] same = Tree.map((Integer x) -> x, array);
    same[0] = 7;
    assertThat(array).containsExactly(1, 2);
  }

  @Test
  void eclipseCollectionsKeepTheirKind() {
    ImmutableList<Integer> immutable = doubled(Lists.immutable.with(1, 2));
    assertThat(immutable).isEqualTo(Lists.immutable.with(2, 4));
    MutableList<Integer> mutable = doubled(Lists.mutable.with(1, 2));
    mutable.add(6);
    assertThat(mutable).isEqualTo(Lists.mutable.with(2, 4, 6));
    ImmutableMap<String, Integer> map = doubled(Maps.immutable.with("b", 1, "a", 2));
    assertThat(map).isEqualTo(Maps.immutable.with("b", 2, "a", 4));
    assertThat(Tree.leaves(map)).containsExactly(4, 2);
    MutableMap<String, Integer> mutableMap = doubled(Maps.mutable.with("b", 1, "a", 2));
    assertThat(mutableMap.put("c", 1)).isNull();
    ImmutableSortedMap<String, Integer> sorted = doubled(SortedMaps.immutable.with("b", 1, "a", 2));
    assertThat(sorted.keysView().toList()).containsExactly("a", "b");
    MutableSortedMap<String, Integer> mutableSorted =
        doubled(SortedMaps.mutable.with(Comparator.<String>reverseOrder(), "a", 1, "b", 2));
    assertThat(mutableSorted.firstKey()).isEqualTo("b");
    MutableOrderedMap<String, Integer> ordered =
        doubled(OrderedMaps.adapt(filled(new LinkedHashMap<String, Integer>())));
    assertThat(ordered.keysView().toList()).containsExactly("b", "c", "a");
    assertThat(Tree.structure(List.of(immutable, mutable, map)))
        .hasToString(
            "PyTreeDef([CustomNode(ImmutableList[None], [*, *]),"
                + " CustomNode(MutableList[None], [*, *, *]),"
                + " CustomNode(ImmutableMap[('a', 'b')], [*, *])])");
    assertThat(Tree.structure(immutable)).isNotEqualTo(Tree.structure(List.of(1, 2)));
  }

  @Test
  void nullIsAnErrorThatNamesItsPath() {
    assertThatThrownBy(() -> Tree.flatten(Map.of("a", Arrays.asList(1, null))))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.flatten`: there is a null at `['a'][1]`. A tree holds no nulls: use Optional,"
                + " whose empty value is a node without leaves.");
    Map<String, Object> map = new HashMap<>();
    map.put("a", null);
    assertThatThrownBy(() -> Tree.leaves(map)).hasMessageContaining("a null at `['a']`");
  }

  @Test
  void unflattenChecksTheNumberOfLeaves() {
    TreeDef def = Tree.structure(List.of(1, 2));
    assertThatThrownBy(() -> Tree.unflatten(def, List.of(1)))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.unflatten`: the structure PyTreeDef([*, *]) has 2 leaves, but 1 were given. Give"
                + " one per leaf.");
    assertThatThrownBy(() -> Tree.unflatten(def, Arrays.asList(1, null)))
        .hasMessageContaining("a null at `[1]`");
  }
}
