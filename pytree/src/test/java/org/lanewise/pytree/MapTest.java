package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Leaf-by-leaf verbs: map in all its forms, reduce, all, transpose.
class MapTest {
  record Pair(Object a, Object b) {}

  record Params(Double w, Double b) {}

  @Test
  void severalTrees() {
    Pair one = new Pair(1, List.of(2, 3));
    Pair two = new Pair(10, List.of(20, 30));
    Pair three = new Pair(100, List.of(200, 300));
    assertThat(Tree.map((Integer x, Integer y, Integer z) -> x + y + z, one, two, three))
        .isEqualTo(new Pair(111, List.of(222, 333)));
    assertThat(
            Tree.mapAll(
                row -> row.stream().mapToInt(Integer.class::cast).sum(), one, two, three, one))
        .isEqualTo(new Pair(112, List.of(224, 336)));
  }

  @Test
  void furtherTreesMayGoOnBelowTheLeaves() {
    List<Object> shown =
        Tree.map(
            (Integer x, Object y) -> x + ":" + Tree.toString(y),
            List.of((Object) 1, 2),
            List.of(Map.of("a", 3), Optional.empty()));
    assertThat(shown).isEqualTo(List.of("1:{'a': 3}", "2:None"));
  }

  @Test
  void leavesStandForTheirTree() {
    Params params = new Params(1.0, 2.0);
    Leaves<String> names = Tree.flattenWithPath(params).map(each -> each.path().simple("/"));
    List<String> seen = new ArrayList<>();
    Params same =
        Tree.map(
            (Double leaf, String name) -> {
              seen.add(name + "=" + leaf);
              return leaf;
            },
            params,
            names);
    assertThat(same).isEqualTo(params);
    assertThat(seen).containsExactly("w=1.0", "b=2.0");
    assertThat(Tree.structure(params).flattenUpTo(names)).containsExactly("w", "b");
    Leaves<Integer> deep = Tree.flatten(new Pair(List.of(1, 2), 3)).map(x -> (Integer) x);
    assertThat(Tree.structure(new Pair(0, 0)).flattenUpTo(deep).getFirst())
        .isInstanceOfSatisfying(
            Leaves.class, part -> assertThat((Object) part).hasToString("[1, 2]"));
    assertThatThrownBy(() -> Tree.map((Double a, String b) -> a, List.of(params), List.of(deep)))
        .hasMessageContaining("at `[0]` the first has a record MapTest.Params")
        .hasMessageContaining("and the other has a record MapTest.Pair");
  }

  @Test
  void mismatchesNameThePath() {
    assertThatThrownBy(
            () ->
                Tree.map(
                    (Integer x, Integer y) -> x,
                    List.of(1, Map.of("a", 2)),
                    List.of(1, Map.of("b", 2))))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.map`: the trees must have the same structure, but at `[1]` the first has a map"
                + " (sorted by key) with the keys [a] and the other has a map (sorted by key) with"
                + " the keys [b]. Give trees of one structure, or name with `isLeaf` what shall not"
                + " be opened.");
    assertThatThrownBy(() -> Tree.map((Integer x, Integer y) -> x, List.of(1, 2, 3), List.of(1, 2)))
        .hasMessageContaining("at the root the first has a list with 3 children")
        .hasMessageContaining("the other has a list with 2 children");
    assertThatThrownBy(
            () ->
                Tree.map(
                    (Integer x, Integer y) -> x,
                    List.of(Optional.of(1)),
                    List.of(Optional.empty())))
        .hasMessageContaining(
            "at `[0]` the first has an Optional with a value and the other has an empty Optional");
  }

  @Test
  void aLeafThatTheFunctionDoesNotTakeIsNamed() {
    assertThatThrownBy(() -> Tree.map((Integer x) -> x + 1, List.of(1, Map.of("a", "text"))))
        .isInstanceOf(TreeException.class)
        .hasCauseInstanceOf(ClassCastException.class)
        .hasMessageStartingWith(
            "`Tree.map`: the function does not take the leaf at `[1]['a']`, of class String: ")
        .hasMessageEndingWith(
            "Declare its parameter with a class of all leaves, or use `Tree.mapOnly(Type.class,"
                + " ...)`.");
  }

  @Test
  @SuppressWarnings("NullAway") // the mistake is the point
  void aNewLeafMayNotBeNull() {
    Map<String, String> names = Map.of();
    assertThatThrownBy(() -> Tree.map((String x) -> names.get(x), List.of("a")))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.map`: the new leaf at `[0]` is null. A tree holds no nulls: return a value, or"
                + " an Optional.");
  }

  @Test
  void pathsGoWithLeaves() {
    Pair tree = new Pair(List.of(1, 2), Map.of("k", 3));
    assertThat(Tree.leavesWithPath(tree))
        .extracting(PathLeaf::toString)
        .containsExactly(".a[0]=1", ".a[1]=2", ".b['k']=3");
    Pair named = Tree.mapWithPath((KeyPath path, Integer leaf) -> path + "=" + leaf, tree);
    assertThat(named).isEqualTo(new Pair(List.of(".a[0]=1", ".a[1]=2"), Map.of("k", ".b['k']=3")));
    assertThat(Tree.flattenWithPath(tree, x -> x instanceof List))
        .extracting(PathLeaf::toString)
        .containsExactly(".a=[1, 2]", ".b['k']=3");
    assertThat(Tree.flattenWithPath(tree).structure()).isEqualTo(Tree.structure(tree));
  }

  @Test
  void reduces() {
    assertThat(
            Tree.<String, Integer>reduce(
                (text, leaf) -> "(" + text + leaf + ")", List.of(1, Map.of("b", 3, "a", 2)), ""))
        .isEqualTo("(((1)2)3)");
    assertThat(Tree.<Integer, Integer>reduce(Integer::sum, List.of(), 7)).isEqualTo(7);
  }

  @Test
  void all() {
    assertThat(Tree.all(Map.of("a", List.of(true, true)))).isTrue();
    assertThat(Tree.all(Map.of("a", List.of(true, false)))).isFalse();
    assertThat(Tree.all(List.of())).isTrue();
    assertThat(Tree.all((Integer x) -> x > 0, List.of(1, 2))).isTrue();
    assertThat(Tree.all((Integer x) -> x > 1, List.of(1, 2))).isFalse();
    assertThatThrownBy(() -> Tree.all(List.of(true, 1)))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.all`: all leaves must be Boolean, but at `[1]` is an Integer. Give a predicate:"
                + " `Tree.all(leaf -> ..., tree)`.");
  }

  @Test
  void transposes() {
    TreeDef outer = Tree.structure(List.of(0, 0));
    TreeDef inner = Tree.structure(new Object[] {0, 0, 0});
    Object[] result =
        Tree.transpose(outer, inner, List.of(new Object[] {1, 2, 3}, new Object[] {4, 5, 6}));
    assertThat(Tree.toString(result)).isEqualTo("([1, 4], [2, 5], [3, 6])");
    Pair rows =
        Tree.transpose(
            outer,
            Tree.structure(new Pair(0, 0)),
            List.of(new Pair(1, List.of(2)), new Pair(3, List.of(4))));
    assertThat(rows).isEqualTo(new Pair(List.of(1, 3), List.of(List.of(2), List.of(4))));
    assertThatThrownBy(
            () -> Tree.transpose(outer, inner, List.of(new Object[] {1, 2}, new Object[] {4, 5})))
        .isInstanceOf(TreeException.class)
        .hasMessageStartingWith("`Tree.transpose`: ")
        .hasMessageContaining("at `[0]` the first has an array of Object with 3 children");
  }

  @Test
  void leavesZipAndMap() {
    Leaves<Integer> one = Tree.flatten(new Pair(1, 2)).map(x -> (Integer) x);
    Leaves<Integer> ten = one.map(x -> 10 * x);
    assertThat(one.zip(ten, Integer::sum)).hasToString("Pair(a=11, b=22)");
    assertThat(one.zip(ten, Integer::sum).<Pair>tree()).isEqualTo(new Pair(11, 22));
    assertThat(one.get("b")).isEqualTo(2);
    assertThat(one).isEqualTo(Leaves.of(one.structure(), List.of(1, 2))).isNotEqualTo(ten);
    assertThatThrownBy(() -> Leaves.of(one.structure(), List.of(1)))
        .hasMessageContaining("has 2 leaves, but 1 were given");
    assertThatThrownBy(() -> one.get("c"))
        .hasMessageStartingWith(
            "`Leaves.get`: there is no `.c` in a record MapTest.Pair at the root");
    assertThatThrownBy(() -> one.zip(Tree.flatten(List.of(1, 2)), (a, b) -> a))
        .hasMessageStartingWith("`Leaves.zip`: the trees must have the same structure");
  }

  @Test
  void leavesInsideATreeAreANode() {
    List<Object> tree = List.of(Tree.flatten(new Pair(1, 2)), 3);
    assertThat(Tree.leaves(tree)).containsExactly(1, 2, 3);
    assertThat(Tree.toString(Tree.map((Integer x) -> "n" + x, tree)))
        .isEqualTo("[Pair(a='n1', b='n2'), 'n3']");
    assertThat(Tree.structure(tree))
        .hasToString(
            "PyTreeDef([CustomNode(Leaves[PyTreeDef(CustomNode(record[Pair], [*, *]))], [*, *]),"
                + " *])");
  }
}
