package org.lanewise.pytree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Trees as text, on one line and on several.
class PrintingTest {
  record Layer(IntArray weight, Optional<IntArray> bias, @Static String activation) {}

  record Network(List<Layer> layers, double rate) {}

  record Odd(@Static List<Object> items) {}

  private static Layer layer(int size) {
    return new Layer(new IntArray(new int[size]), Optional.of(new IntArray(new int[2])), "relu");
  }

  @Test
  void valuesPrintOnOneLine() {
    Object[] tree = {
      1, 2.5, 1f, true, "it's", 'c', List.of(), new Object[] {3}, Optional.empty(), new int[] {1, 2}
    };
    assertThat(Tree.toString(tree))
        .isEqualTo("(1, 2.5, 1.0, true, 'it\\'s', c, [], (3,), None, [1, 2])");
    assertThat(Tree.toString(new Layer(new IntArray(1), Optional.empty(), "relu")))
        .isEqualTo("Layer(weight=Array([1], dtype=int32), bias=None, activation='relu')");
  }

  @Test
  void shortTreesAreDescribedOnOneLine() {
    assertThat(Tree.describe(layer(8)))
        .isEqualTo("Layer(weight=i32[8], bias=i32[2], activation='relu')");
    assertThat(Tree.describe(Map.of("n", 5, "w", new IntArray(1, 2))))
        .isEqualTo("{'n': 5, 'w': i32[2]}");
  }

  @Test
  void longTreesAreBrokenIntoLines() {
    assertThat(Tree.describe(new Network(List.of(layer(8), layer(16)), 0.5)))
        .isEqualTo(
            """
            Network(
              layers=[
                Layer(weight=i32[8], bias=i32[2], activation='relu'),
                Layer(weight=i32[16], bias=i32[2], activation='relu')
              ],
              rate=0.5
            )\
            """);
  }

  @Test
  void aStructureMayHoldWhatIsNoTree() {
    assertThat(Tree.structure(new Odd(Arrays.asList(1, null))))
        .hasToString("PyTreeDef(CustomNode(record[Odd(items=[1, null])], []))");
  }
}
