package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Prefix trees, as `vmap` takes them for its axes.
class PrefixTest {
  record Layer(String weight, String bias) {}

  private static final List<Object> FULL =
      List.of(new Object[] {"x", "y"}, Map.of("a", "z", "b", List.of("u", "v")));

  @Test
  void aLeafIsRepeatedForAllBelow() {
    assertThat(Tree.broadcastPrefix(0, FULL)).hasToString("[(0, 0), {'a': 0, 'b': [0, 0]}]");
    assertThat(Tree.broadcastPrefix(List.of(0, Map.of("a", 1, "b", 2)), FULL))
        .hasToString("[(0, 0), {'a': 1, 'b': [2, 2]}]");
    assertThat(
            Tree.structure(FULL)
                .broadcastPrefix(List.of(new Object[] {1, 2}, Map.of("a", 3, "b", 4))))
        .containsExactly(1, 2, 3, 4, 4);
    assertThat(Tree.broadcastPrefix(5, List.of())).isEmpty();
  }

  @Test
  void aMapOrLeavesMayStandForARecord() {
    Layer layer = new Layer("w", "b");
    assertThat(Tree.broadcastPrefix(List.of(Map.of("bias", 1, "weight", 0)), List.of(layer)))
        .containsExactly(0, 1);
    Leaves<Integer> axes = Leaves.of(Tree.structure(layer), List.of(2, 3));
    assertThat(Tree.broadcastPrefix(List.of(axes, 4), List.of(layer, layer)))
        .containsExactly(2, 3, 4, 4);
    assertThatThrownBy(() -> Tree.broadcastPrefix(List.of(Map.of("bias", 1)), List.of(layer)))
        .isInstanceOf(TreeException.class)
        .hasMessage(
            "`Tree.broadcastPrefix`: the prefix must be a leaf, or a node like the full tree's, but"
                + " at `[0]` the prefix has a map (sorted by key) with the keys [bias] and the full"
                + " tree has a record PrefixTest.Layer. Give one value for the whole subtree, or"
                + " one per child.");
  }

  @Test
  void whatIsNoPrefixIsAnErrorThatNamesThePath() {
    assertThatThrownBy(() -> Tree.broadcastPrefix(List.of(0), FULL))
        .hasMessageContaining(
            "at the root the prefix has a list with 1 child and the full tree has a list with 2");
    assertThatThrownBy(
            () -> Tree.broadcastPrefix(List.of(0, Map.of("a", List.of(1), "b", 2)), FULL))
        .hasMessageContaining("at `[1]['a']` the prefix has a list with 1 child")
        .hasMessageContaining("the full tree has a leaf");
    assertThatThrownBy(() -> Tree.broadcastPrefix(Tree.flatten(List.of(1, List.of(2))), FULL))
        .hasMessageContaining("at `[1]` the prefix has a list");
  }
}
