package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.Numpy.full;
import static org.lanewise.transform.Transforms.jit;

import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Donated memory goes back at once where nothing else can refer to it, and only there. (What a use
/// after donation says is in [JitTest].)
class DonationTest {
  private static long address(Array array) {
    return ((ConcreteArray) array).data().address();
  }

  @Test
  void donatedMemoryServesTheNextCall() {
    JitFunction<Array, Array> step = jit((Array x) -> x.plus(1), JitOptions.donate(0));
    Array x = step.apply(full(Shape.of(5000), 0, DType.FLOAT32).plus(0));
    for (int i = 0; i < 10; i++) {
      long old = address(x);
      Array next = step.apply(x);
      Array other = full(Shape.of(5000), -1, DType.FLOAT32).plus(0);
      assertThat(address(other)).isEqualTo(old);
      x = next;
    }
    assertThat(x.toFloatArray()).containsOnly(11);
  }

  @Test
  void donatedMemoryThatAViewNeedsStays() {
    JitFunction<Array, Array> step = jit((Array x) -> x.plus(1), JitOptions.donate(0));
    Array x = full(Shape.of(5000), 4, DType.FLOAT32).plus(0);
    Array view = x.reshape(50, -1);
    step.apply(x);
    for (int i = 0; i < 50; i++) {
      full(Shape.of(5000), -7777, DType.FLOAT32).plus(0);
    }
    assertThat(view.toFloatArray()).containsOnly(4);
  }

  @Test
  void whatAProgramClosesOverOutlivesADonation() {
    Array w = full(Shape.of(5000), 3, DType.FLOAT32).plus(0);
    JitFunction<Array, Array> uses = jit((Array x) -> x.times(w));
    Array x = full(Shape.of(5000), 2, DType.FLOAT32).plus(0);
    assertThat(uses.apply(x).toFloatArray()).containsOnly(6);
    jit((Array y) -> y.plus(1), JitOptions.donate(0)).apply(w);
    for (int i = 0; i < 50; i++) {
      full(Shape.of(5000), -7777, DType.FLOAT32).plus(0);
    }
    assertThat(uses.apply(x).toFloatArray()).containsOnly(6);
  }
}
