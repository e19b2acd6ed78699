package org.lanewise.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

class LayoutTest {
  private static long[] positions(Layout layout) {
    Positions walk = new Positions(layout);
    long[] at = new long[(int) layout.shape().size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = walk.next();
    }
    return at;
  }

  @Test
  void viewsAddressTheElementsThatTheirNamesPromise() {
    Layout base = Layout.rowMajor(Shape.of(2, 3));
    assertThat(positions(base)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(positions(base.transpose(Axes.of(1, 0)))).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(positions(base.reverse(Axes.of(1)))).containsExactly(2, 1, 0, 5, 4, 3);
    assertThat(positions(base.slice(new long[] {1, 0}, new long[] {1, 2}, Shape.of(1, 2))))
        .containsExactly(3, 5);
    assertThat(
            positions(Layout.rowMajor(Shape.of(1, 2)).broadcast(Shape.of(2, 3, 2), Axes.of(1, 2))))
        .containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(positions(Layout.rowMajor(Shape.of(2, 1, 3)).squeeze(Axes.of(1))))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void reshapingAViewCopiesOnlyWhenItMust() {
    Layout base = Layout.rowMajor(Shape.of(4, 6));
    Layout transposed = base.transpose(Axes.of(1, 0));
    assertThat(transposed.canReshape(Shape.of(24))).isFalse();
    assertThat(transposed.canReshape(Shape.of(2, 3, 4))).isTrue();
    assertThat(positions(transposed.reshape(Shape.of(2, 3, 4)))).isEqualTo(positions(transposed));
    Layout rows = base.slice(new long[] {0, 0}, new long[] {2, 1}, Shape.of(2, 6));
    assertThat(rows.isContiguous()).isFalse();
    assertThat(positions(rows.reshape(Shape.of(2, 2, 3)))).isEqualTo(positions(rows));
    assertThat(rows.canReshape(Shape.of(12))).isFalse();
    Layout repeated = Layout.rowMajor(Shape.scalar()).broadcast(Shape.of(3, 4), Axes.none());
    assertThat(positions(repeated.reshape(Shape.of(2, 6)))).containsOnly(0);
  }

  @Test
  void emptyAndScalarLayoutsWork() {
    Layout empty = Layout.rowMajor(Shape.of(0, 3));
    assertThat(empty.isContiguous()).isTrue();
    assertThat(empty.transpose(Axes.of(1, 0)).reshape(Shape.of(0)).shape()).isEqualTo(Shape.of(0));
    assertThat(empty.reverse(Axes.of(0, 1)).shape()).isEqualTo(Shape.of(0, 3));
    assertThat(positions(Layout.rowMajor(Shape.scalar()))).containsExactly(0);
  }
}
