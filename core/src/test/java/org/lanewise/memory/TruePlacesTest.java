package org.lanewise.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

class TruePlacesTest {
  private final Random random = new Random(1);

  private boolean[] flags(int n, double share) {
    boolean[] flags = new boolean[n];
    for (int i = 0; i < n; i++) {
      flags[i] = random.nextDouble() < share;
    }
    return flags;
  }

  private static int[] expected(boolean... flags) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < flags.length; i++) {
      if (flags[i]) {
        places.add(i);
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 4095, 4096, 4097, 20_000})
  void allSizesAndShares(int n) {
    for (double share : new double[] {0, 0.01, 0.5, 1}) {
      boolean[] flags = flags(n, share);
      Strided places = TruePlaces.of(Transfer.copyOf(flags));
      assertThat(places.dtype()).isEqualTo(DType.INT32);
      assertThat(JavaArrays.toInts(places)).isEqualTo(expected(flags));
    }
  }

  @Test
  void otherLayoutsCountInTheirOwnOrder() {
    int rows = 70;
    int columns = 90;
    boolean[] flags = flags(rows * columns, 0.3);
    Strided matrix = Transfer.copyOf(flags);
    Layout layout = Layout.rowMajor(Shape.of(rows, columns));
    Strided turned = matrix.with(layout.transpose(Axes.of(1, 0)));
    boolean[] inOrder = new boolean[flags.length];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < rows; j++) {
        inOrder[i * rows + j] = flags[j * columns + i];
      }
    }
    assertThat(JavaArrays.toInts(TruePlaces.of(turned))).isEqualTo(expected(inOrder));
  }
}
