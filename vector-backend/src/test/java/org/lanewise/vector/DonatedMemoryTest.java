package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.transform.Callbacks.pureCallback;
import static org.lanewise.transform.Transforms.jit;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.DonatedArrayException;
import org.lanewise.Index;
import org.lanewise.Lanewise;
import org.lanewise.Lax;
import org.lanewise.memory.BufferPool;
import org.lanewise.transform.CallbackException;
import org.lanewise.transform.JitBiFunction;
import org.lanewise.transform.JitFunction;
import org.lanewise.transform.JitOptions;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Results are written to the memory of donated arguments, where nothing else can refer to it, and
/// only there.
@Tag("bits")
class DonatedMemoryTest {
  private static final int SIZE = 1 << 19;
  private static final long BYTES = 4L * SIZE;

  private static Array numbers(int seed) {
    return Lax.sin(Lax.iota(DType.FLOAT32, SIZE).plus(seed));
  }

  private static long address(Array array) {
    return ((ConcreteArray) array).data().address();
  }

  private static Array moved(Array x) {
    return x.minus(x.times(0.1).tanh());
  }

  @Test
  void aLoopOfStepsStaysInOneArray() {
    JitFunction<Array, Array> step = jit((Array x) -> moved(x), JitOptions.donate(0));
    Array x = numbers(1);
    Array expected = numbers(1);
    long place = address(x);
    for (int i = 0; i < 10; i++) {
      x = step.apply(x);
      expected = moved(expected);
      assertThat(address(x)).isEqualTo(place);
    }
    assertThat(x.toFloatArray()).isEqualTo(expected.toFloatArray());
    BufferPool.shared().trim();
    long before = BufferPool.shared().statistics().liveBytes();
    for (int i = 0; i < 10; i++) {
      x = step.apply(x);
      assertThat(BufferPool.shared().statistics().liveBytes()).isLessThan(before + BYTES / 2);
    }
    assertThat(address(x)).isEqualTo(place);
  }

  /// A state of two arrays, as a tree.
  public record State(Array weight, Array speed) {}

  @Test
  void everyArrayOfATreeIsReplacedInItsPlace() {
    JitBiFunction<State, Array, State> step =
        jit(
            (State s, Array g) -> {
              Array speed = s.speed().times(0.9).plus(g);
              return new State(s.weight().minus(speed.times(0.1)), speed);
            },
            JitOptions.donate(0));
    Array g = numbers(3);
    State state = new State(numbers(1), numbers(2));
    long[] places = {address(state.weight()), address(state.speed())};
    float[] gradient = g.toFloatArray();
    for (int i = 0; i < 5; i++) {
      state = step.apply(state, g);
      assertThat(new long[] {address(state.weight()), address(state.speed())})
          .containsExactlyInAnyOrder(places);
    }
    Array speed = numbers(2);
    Array weight = numbers(1);
    for (int i = 0; i < 5; i++) {
      speed = speed.times(0.9).plus(g);
      weight = weight.minus(speed.times(0.1));
    }
    assertThat(state.weight().toFloatArray()).isEqualTo(weight.toFloatArray());
    assertThat(state.speed().toFloatArray()).isEqualTo(speed.toFloatArray());
    assertThat(g.toFloatArray()).isEqualTo(gradient);
  }

  @Test
  void oneOperationWritesInPlaceToo() {
    JitBiFunction<Array, Array, Array> times =
        jit((Array x, Array y) -> x.times(y), JitOptions.donate(1));
    Array x = numbers(1);
    Array y = numbers(2);
    float[] expected = x.times(y).toFloatArray();
    long place = address(y);
    Array result = times.apply(x, y);
    assertThat(address(result)).isEqualTo(place);
    assertThat(result.toFloatArray()).isEqualTo(expected);
    // one element for all: nothing of that size is there to be replaced
    float[] scaled = x.times(x.get(3)).toFloatArray();
    assertThat(times.apply(x, x.get(3).plus(0)).toFloatArray()).isEqualTo(scaled);
  }

  @Test
  void aResultPrefersTheMemoryThatItReplaces() {
    JitBiFunction<Array, Array, Array> step =
        jit((Array w, Array x) -> w.minus(x.T().matmul(x).times(0.1)), JitOptions.donate(0));
    Array x = numbers(2).reshape(1024, 512);
    Array w = x.get(Index.slice(0, 512)).plus(1);
    float[] expected = w.minus(x.T().matmul(x).times(0.1)).toFloatArray();
    long place = address(w);
    Array result = step.apply(w, x);
    assertThat(address(result)).isEqualTo(place);
    assertThat(result.toFloatArray()).isEqualTo(expected);
  }

  @Test
  void memoryThatWasReadBeforeTakesAResult() {
    JitBiFunction<Array, Array, Array> function =
        jit((Array x, Array y) -> moved(y.times(x.sum())), JitOptions.donate(0));
    Array x = numbers(4);
    Array y = numbers(5);
    long place = address(x);
    float[] expected = moved(y.times(x.sum())).toFloatArray();
    Array result = function.apply(x, y);
    assertThat(result.toFloatArray()).isEqualTo(expected);
    assertThat(address(result)).isEqualTo(place);
  }

  @Test
  void whatIsReadOutOfOrderIsNotOverwrittenMeanwhile() {
    Axes axis = Axes.of(0);
    JitFunction<Array, Array> function =
        jit((Array x) -> Lax.rev(x, axis).plus(x), JitOptions.donate(0));
    for (int i = 0; i < 3; i++) {
      Array x = numbers(5);
      float[] sums = Lax.rev(x, axis).plus(x).toFloatArray();
      assertThat(function.apply(x).toFloatArray()).isEqualTo(sums);
    }
  }

  @Test
  void anArrayThatIsPassedTwiceIsReadAsEver() {
    JitBiFunction<Array, Array, Array> both =
        jit((Array x, Array y) -> moved(x).plus(y.sum()), JitOptions.donate(0, 1));
    JitBiFunction<Array, Array, Array> first =
        jit((Array x, Array y) -> moved(x).plus(y.sum()), JitOptions.donate(0));
    float[] expected = moved(numbers(6)).plus(numbers(6).sum()).toFloatArray();
    for (JitBiFunction<Array, Array, Array> function : List.of(both, first)) {
      for (int i = 0; i < 3; i++) {
        Array x = numbers(6);
        assertThat(function.apply(x, x).toFloatArray()).isEqualTo(expected);
        assertThatThrownBy(() -> x.plus(1)).isInstanceOf(DonatedArrayException.class);
        Array z = numbers(6);
        assertThat(function.apply(z, z.get(Index.all())).toFloatArray()).isEqualTo(expected);
      }
    }
  }

  @Test
  void anotherThreadsAndAProgramsArraysAreNotWritten() throws InterruptedException {
    JitFunction<Array, Array> step = jit((Array x) -> moved(x), JitOptions.donate(0));
    AtomicReference<Array> made = new AtomicReference<>();
    Thread maker = Thread.startVirtualThread(() -> made.set(numbers(7)));
    maker.join();
    Array foreign = made.get();
    long place = address(foreign);
    assertThat(address(step.apply(foreign))).isNotEqualTo(place);

    Array constant = numbers(8);
    JitFunction<Array, Array> closes = jit((Array x) -> x.plus(constant));
    float[] expected = numbers(9).plus(constant).toFloatArray();
    closes.apply(numbers(9));
    step.apply(constant);
    assertThat(closes.apply(numbers(9)).toFloatArray()).isEqualTo(expected);
  }

  @Test
  void whatAJavaFunctionWasGivenIsNotWritten() {
    List<Array> kept = new ArrayList<>();
    JitFunction<Array, Array> function =
        jit(
            (Array x) ->
                moved(
                    x.plus(
                        pureCallback(
                            (Array v) -> {
                              kept.add(v);
                              return v.sum();
                            },
                            x.get(0).type(),
                            x))),
            JitOptions.donate(0));
    Array x = numbers(10);
    float[] elements = x.toFloatArray();
    float[] expected = moved(x.plus(x.sum())).toFloatArray();
    assertThat(function.apply(x).toFloatArray()).isEqualTo(expected);
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).toFloatArray()).isEqualTo(elements);
  }

  @Test
  void aCallThatFailsInTheMiddleHasUsedItsArgument() {
    JitFunction<Array, Array> function =
        jit(
            (Array x) -> {
              Array y = moved(x);
              Array sum =
                  pureCallback(
                      (Array v) -> {
                        throw new IllegalStateException("not today");
                      },
                      x.get(0).type(),
                      y.sum());
              return y.plus(sum);
            },
            JitOptions.donate(0));
    assertThatThrownBy(() -> function.apply(numbers(0))).isInstanceOf(CallbackException.class);
    Array x = numbers(11);
    BufferPool.shared().trim();
    long before = BufferPool.shared().statistics().liveBytes();
    assertThatThrownBy(() -> function.apply(x)).isInstanceOf(CallbackException.class);
    assertThat(BufferPool.shared().statistics().liveBytes()).isLessThan(before - BYTES / 2);
    assertThatThrownBy(() -> x.plus(1))
        .isInstanceOf(DonatedArrayException.class)
        .hasMessageContaining("DonatedMemoryTest.java");
    Reference.reachabilityFence(x);
  }

  @Test
  void aMistakeThatIsFoundBeforeTheCallGivesNothingUp() {
    JitFunction<Array, Array> function =
        jit((Array x) -> x.matmul(x).reshape(3), JitOptions.donate(0));
    Array x = numbers(12);
    assertThatThrownBy(() -> function.apply(x)).isInstanceOf(IllegalArgumentException.class);
    assertThat(x.plus(0).shape()).isEqualTo(Shape.of(SIZE));
  }

  @Test
  void aResultInDonatedMemoryBelongsToTheScopeOfTheCall() {
    JitFunction<Array, Array> step = jit((Array x) -> moved(x), JitOptions.donate(0));
    Array outer = numbers(13);
    float[] expected = moved(moved(numbers(13))).toFloatArray();
    Array result = Lanewise.scope(() -> step.apply(step.apply(outer)));
    assertThat(result.toFloatArray()).isEqualTo(expected);
    Array second =
        Lanewise.scope(
            () -> {
              Array gone = step.apply(numbers(13));
              return step.apply(gone).plus(0);
            });
    assertThat(second.toFloatArray()).isEqualTo(expected);
  }
}
