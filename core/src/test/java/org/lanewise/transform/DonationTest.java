package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.full;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.Transforms.jit;

import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.DonatedArrayException;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Donated memory goes back at once where nothing else can refer to it, and only there. (What a use
/// after donation says is in [JitTest].)
class DonationTest {
  /// Two arrays and a number.
  public record Pair(Array a, double factor, Array b) {}

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

  @Test
  void theArraysOfADonatedTreeAreGoneAndOthersStay() {
    JitFunction3<Array, Pair, Array, Array> f =
        jit(
            (Array x, Pair p, Array y) -> x.plus(p.a().times(p.factor())).plus(p.b()).plus(y),
            JitOptions.donate(1));
    for (double factor : new double[] {2, 3, 2}) {
      Array x = full(Shape.of(300), 1, DType.FLOAT32).plus(0);
      Pair pair = new Pair(x.plus(1), factor, x.plus(2));
      Array y = x.plus(3);
      assertThat(f.apply(x, pair, y).toFloatArray()).containsOnly((float) (1 + 2 * factor + 3 + 4));
      assertThat(x.toFloatArray()).containsOnly(1);
      assertThat(y.toFloatArray()).containsOnly(4);
      assertThatThrownBy(() -> pair.a().plus(1)).isInstanceOf(DonatedArrayException.class);
      assertThatThrownBy(() -> pair.b().plus(1)).isInstanceOf(DonatedArrayException.class);
    }
  }

  @Test
  void anArrayInTwoArgumentsIsReadAsEverAndGone() {
    JitBiFunction<Array, Array, Array> f =
        jit((Array x, Array y) -> x.times(2).plus(y), JitOptions.donate(0));
    Array x = full(Shape.of(5000), 4, DType.FLOAT32).plus(0);
    Array result = f.apply(x, x);
    for (int i = 0; i < 50; i++) {
      full(Shape.of(5000), -7777, DType.FLOAT32).plus(0);
    }
    assertThat(result.toFloatArray()).containsOnly(12);
    assertThatThrownBy(() -> x.plus(1)).isInstanceOf(DonatedArrayException.class);
  }

  @Test
  void aFunctionThatIsCalledMeanwhileFindsTheArrayGone() {
    Array x = full(Shape.of(3), 4, DType.FLOAT32).plus(0);
    JitFunction<Array, Array> f =
        jit(
            (Array y) ->
                y.plus(
                    pureCallback(
                        (Array v) -> x.sum(), new ArrayType(DType.FLOAT32, Shape.scalar()), y)),
            JitOptions.donate(0));
    assertThatThrownBy(() -> f.apply(x))
        .isInstanceOf(CallbackException.class)
        .hasRootCauseInstanceOf(DonatedArrayException.class);
  }
}
