package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A tree in two: what is selected, and the rest, which is the key of a cache.
class PartitionTest {
  record Model(IntArray weight, int steps, String name, List<Object> more) {}

  private static Model model(int seed, int steps) {
    return new Model(
        new IntArray(seed), steps, "m", List.of(new IntArray(seed, seed), 1.5, new int[] {1, 2}));
  }

  private static Partial<Model> arrays(Model model) {
    return Tree.partition(model, leaf -> leaf instanceof IntArray);
  }

  @Test
  void selectsAndCombines() {
    Model model = model(3, 10);
    Partial<Model> partial = arrays(model);
    assertThat(partial.selected()).containsExactly(new IntArray(3), new IntArray(3, 3));
    assertThat(partial.skeleton().paths())
        .extracting(KeyPath::toString)
        .containsExactly(".weight", ".more[0]");
    assertThat(partial.combine()).isEqualTo(model);
    Model other = Tree.combine(partial, List.of(new IntArray(8), new IntArray(9)));
    assertThat(other.weight()).isEqualTo(new IntArray(8));
    assertThat(other.more().subList(0, 2)).containsExactly(new IntArray(9), 1.5);
    assertThat(other.steps()).isEqualTo(10);
    assertThat(partial.map(a -> ((IntArray) a).plus((IntArray) a)).combine().weight())
        .isEqualTo(new IntArray(6));
    assertThat(partial)
        .hasToString(
            "Partial(Model(weight=_, steps=10, name='m', more=[_, 1.5, [1, 2]]),"
                + " [Array([3], dtype=int32), Array([3, 3], dtype=int32)])");
  }

  @Test
  void theSkeletonIsAKey() {
    Map<Skeleton<Model>, String> cache = new HashMap<>();
    cache.put(arrays(model(3, 10)).skeleton(), "ten");
    assertThat(cache.get(arrays(model(4, 10)).skeleton())).isEqualTo("ten");
    assertThat(cache.get(arrays(model(3, 11)).skeleton())).isNull();
    assertThat(cache.get(Tree.partition(model(3, 10), leaf -> leaf instanceof Integer).skeleton()))
        .isNull();
  }

  @Test
  void valuesOfEqualHashAreTwoKeys() {
    assertThat("Aa").hasSameHashCodeAs("BB");
    Partial<List<String>> one = Tree.partition(List.of("Aa", "x"), leaf -> leaf.equals("x"));
    Partial<List<String>> other = Tree.partition(List.of("BB", "x"), leaf -> leaf.equals("x"));
    assertThat(one.skeleton())
        .hasSameHashCodeAs(other.skeleton())
        .isNotEqualTo(other.skeleton())
        .isEqualTo(Tree.partition(List.of("Aa", "y"), leaf -> leaf.equals("y")).skeleton());
    assertThat(arrays(model(3, 10)).skeleton()).isNotEqualTo(arrays(model(3, 11)).skeleton());
  }

  @Test
  void theFirstDifferenceExplainsAMiss() {
    Skeleton<Model> ten = arrays(model(3, 10)).skeleton();
    assertThat(ten.firstDifference(arrays(model(3, 11)).skeleton()))
        .contains(KeyPath.parse(".steps"));
    assertThat(ten.firstDifference(arrays(model(4, 10)).skeleton())).isEmpty();
    Model moved = Tree.at(model(3, 10), "more[0]", 7);
    assertThat(ten.firstDifference(arrays(moved).skeleton())).contains(KeyPath.parse(".more[0]"));
  }

  @Test
  void thePredicateMaySeeTheDeclaredType() {
    record Boxes(int primitive, Integer boxed, Object any) {}
    Partial<Boxes> partial =
        Tree.partition(new Boxes(1, 2, 3), (leaf, slot) -> !slot.isPrimitive());
    assertThat(partial.selected()).containsExactly(2, 3);
    assertThat(partial.combine(List.of(20, 30))).isEqualTo(new Boxes(1, 20, 30));
  }

  @Test
  void twoHalvesMakeAWhole() {
    Model model = model(3, 10);
    Partial<Model> partial = arrays(model);
    Partial<Model> rest = partial.complement();
    assertThat(rest.size()).isEqualTo(4);
    assertThat(Tree.combine(partial, rest)).isEqualTo(model);
    assertThat(Tree.combine(rest, partial)).isEqualTo(model);
    assertThatThrownBy(() -> partial.combine(partial))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Partial.combine`: the leaf at `.weight` is selected by both. Combine two halves of"
                + " one tree, such as a partial and its `complement()`.");
  }

  @Test
  void theNumberOfLeavesIsChecked() {
    Partial<Model> partial = arrays(model(3, 10));
    assertThatThrownBy(() -> partial.combine(List.of(new IntArray(1))))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.combine`: the partial tree Model(weight=_, steps=10, name='m', more=[_, 1.5, [1,"
                + " 2]]) has 2 holes, but 1 leaves were given. Give one per hole.");
    assertThatThrownBy(() -> partial.combine(List.of("text", 1)))
        .hasMessageContaining("the component `weight` of the record PartitionTest.Model");
  }
}
