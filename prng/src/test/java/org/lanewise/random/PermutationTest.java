package org.lanewise.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

class PermutationTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 1625, 1626, 4099})
  void everyNumberOccursOnce(int n) {
    int[] order = Sample.permutation(Key.of(11), n).toIntArray();
    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, n).toArray());
  }

  @Test
  void rowsStayTogether() {
    Array x = Lax.reshape(Lax.iota(DType.INT32, 12), Shape.of(4, 3));
    int[] order = Sample.permutation(Key.of(2), 4).toIntArray();
    int[] rows = Sample.permutation(Key.of(2), x, 0).toIntArray();
    assertThat(rows.length).isEqualTo(12);
    boolean[] seen = new boolean[4];
    for (int i = 0; i < 4; i++) {
      int row = rows[3 * i] / 3;
      seen[row] = true;
      assertThat(rows[3 * i + 1]).isEqualTo(3 * row + 1);
      assertThat(rows[3 * i + 2]).isEqualTo(3 * row + 2);
      assertThat(row).isEqualTo(order[i]);
    }
    assertThat(seen).containsOnly(true);
  }

  @Test
  void linesAreShuffledOnTheirOwn() {
    Array x = Lax.reshape(Lax.iota(DType.INT32, 60), Shape.of(3, 20));
    int[] shuffled = Sample.shuffleIndependently(Key.of(2), x, -1).toIntArray();
    int[] first = Arrays.copyOf(shuffled, 20);
    int[] second = Arrays.stream(Arrays.copyOfRange(shuffled, 20, 40)).map(v -> v - 20).toArray();
    assertThat(first).isNotEqualTo(second);
    Arrays.sort(first);
    Arrays.sort(second);
    assertThat(first).isEqualTo(second).isEqualTo(IntStream.range(0, 20).toArray());
  }

  @Test
  void choiceWithoutReplacementTakesDifferentEntries() {
    int[] drawn = Sample.choice(Key.of(5), 20, Shape.of(4, 5), false).toIntArray();
    Arrays.sort(drawn);
    assertThat(drawn).isEqualTo(IntStream.range(0, 20).toArray());
  }

  @Test
  void choiceTakesEntriesOfAnArray() {
    Array x = Lax.reshape(Lax.iota(DType.FLOAT32, 12), Shape.of(4, 3));
    Array drawn = Sample.choice(Key.of(5), x, Shape.of(2, 2), true, Numpy.array(0f, 0f, 1f, 0f));
    assertThat(drawn.shape()).isEqualTo(Shape.of(2, 2, 3));
    assertThat(drawn.toFloatArray()).containsExactly(6, 7, 8, 6, 7, 8, 6, 7, 8, 6, 7, 8);
    assertThat(Sample.choice(Key.of(5), x, Shape.of(0), true, null).shape())
        .isEqualTo(Shape.of(0, 3));
  }

  @Test
  void categoriesAreDrawnInProportion() {
    Array logits = Lax.log(Numpy.array(.1f, .2f, .7f));
    int n = 20_000;
    int[] drawn = Sample.categorical(Key.of(8), logits, 0, Shape.of(n)).toIntArray();
    double[] share = new double[3];
    for (int category : drawn) {
      share[category] += 1.0 / n;
    }
    assertThat(share).usingComparatorWithPrecision(0.02).containsExactly(.1, .2, .7);
    Array rows = Lax.mul(Numpy.eye(3), Numpy.array(100f).reshape(1, 1));
    assertThat(Sample.categorical(Key.of(8), rows).toIntArray()).containsExactly(0, 1, 2);
  }

  @Test
  void weightedChoiceIsInProportion() {
    int n = 20_000;
    Array p = Numpy.array(.1f, .2f, .3f, .4f);
    Array drawn = Sample.choice(Key.of(8), Lax.iota(DType.INT32, 4), Shape.of(n), true, p);
    double[] share = new double[4];
    for (int entry : drawn.toIntArray()) {
      share[entry] += 1.0 / n;
    }
    for (int i = 0; i < 4; i++) {
      assertThat(share[i]).isCloseTo(.1 * (i + 1), within(0.02));
    }
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> Sample.choice(Key.of(0), 3, Shape.of(4), false))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "`choice`: cannot draw 4 of 3 entries without replacement. Draw fewer, or with"
                + " replacement.");
    assertThatThrownBy(() -> Sample.choice(Key.of(0), 0, Shape.of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`choice`: cannot draw 1 of 0 entries");
    assertThatThrownBy(
            () ->
                Sample.choice(Key.of(0), Numpy.zeros(3), Shape.of(1), true, Numpy.array(.5f, .5f)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("one probability for each of 3 entries, got f32[2]");
    assertThatThrownBy(() -> Sample.permutation(Key.of(0), Numpy.zeros(3), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("`permutation`:");
    assertThatThrownBy(() -> Sample.permutation(Key.of(0).split(2), 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("`permutation`: accepts a single key");
  }
}
