package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.linearTranspose;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.autodiff.Values.number;
import static org.lanewise.autodiff.Values.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.ConcretizationException;
import org.lanewise.Lax;
import org.lanewise.TracerLeakException;

/// Tracers where they do not belong.
class LeakTest {

  /// The ways to run a function on a tracer.
  static List<Function<Function<Array, Array>, Object>> transformations() {
    return List.of(
        f -> jvp(f, scalar(1), scalar(1)),
        f -> vjp(f, scalar(1)),
        f -> grad(f).apply(scalar(1)),
        f -> linearTranspose(f, scalar(1)));
  }

  @ParameterizedTest
  @MethodSource("transformations")
  void aTracerThatIsUsedAfterwards(Function<Function<Array, Array>, Object> transform) {
    List<Array> kept = new ArrayList<>();
    var _ =
        transform.apply(
            x -> {
              kept.add(x);
              return x;
            });
    assertThatThrownBy(() -> Lax.neg(kept.get(0)))
        .isInstanceOf(TracerLeakException.class)
        .hasMessageContaining("leaked tracer: a value of type f64[]")
        .hasMessageContaining("LeakTest.java:")
        .hasMessageContaining("which has ended")
        .hasMessageContaining("Return it from the transformed function instead of storing it.");
  }

  @ParameterizedTest
  @MethodSource("transformations")
  void aTracerThatIsUsedInAnotherTransformation(
      Function<Function<Array, Array>, Object> transform) {
    List<Array> kept = new ArrayList<>();
    var _ =
        grad((Array x) -> {
              kept.add(x);
              return x;
            })
            .apply(scalar(1));
    assertThatThrownBy(() -> transform.apply(x -> Lax.add(x, kept.get(0))))
        .isInstanceOf(TracerLeakException.class);
    assertThatThrownBy(() -> transform.apply(_ -> kept.get(0)))
        .isInstanceOf(TracerLeakException.class);
  }

  @ParameterizedTest
  @MethodSource("transformations")
  void aTracerThatIsUsedInAnotherThread(Function<Function<Array, Array>, Object> transform) {
    String here = Thread.currentThread().getName();
    assertThatThrownBy(
            () -> transform.apply(x -> CompletableFuture.supplyAsync(() -> Lax.neg(x)).join()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(TracerLeakException.class)
        .hasMessageContaining("in thread \"" + here + "\"")
        .hasMessageContaining("but was used in thread")
        .hasMessageContaining("no parallel streams");
  }

  @Test
  void aTracerInAParallelStream() {
    Function<Array, Array> f =
        x -> {
          Thread own = Thread.currentThread();
          CountDownLatch others = new CountDownLatch(1);
          return IntStream.range(0, 64)
              .parallel()
              .mapToObj(
                  i -> {
                    if (Thread.currentThread() != own) {
                      others.countDown();
                    }
                    awaitOneOf(others);
                    return Lax.mul(x, scalar(i));
                  })
              .reduce(scalar(0), Lax::add);
        };
    assertThatThrownBy(() -> grad(f).apply(scalar(1))).isInstanceOf(TracerLeakException.class);
  }

  /// Waits until a thread of the pool takes part.
  private static void awaitOneOf(CountDownLatch others) {
    try {
      assertThat(others.await(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void transformationsInOtherThreadsAreTheirOwn() {
    Function<Array, Array> f =
        x ->
            Lax.mul(
                x,
                CompletableFuture.supplyAsync(
                        () -> grad((Array y) -> Lax.mul(y, y)).apply(scalar(3)))
                    .join());
    assertThat(number(grad(f).apply(scalar(1)))).isEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("transformations")
  void theElementsOfATracerAreNotKnown(Function<Function<Array, Array>, Object> transform) {
    assertThatThrownBy(() -> transform.apply(x -> x.item() > 0 ? x : Lax.neg(x)))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageContaining("LeakTest.java:")
        .hasMessageContaining("`where` or `cond`");
  }

  @Test
  void anInnerTracerThatIsUsedByTheOuterFunction() {
    List<Array> kept = new ArrayList<>();
    Function<Array, Array> f =
        x -> {
          var _ =
              grad((Array y) -> {
                    kept.add(y);
                    return y;
                  })
                  .apply(x);
          return Lax.mul(x, kept.get(0));
        };
    assertThatThrownBy(() -> grad(f).apply(scalar(1))).isInstanceOf(TracerLeakException.class);
  }

  @Test
  void aPullbackThatHoldsTracersOfAnEndedTransformation() {
    List<Function<Array, Array>> kept = new ArrayList<>();
    var _ =
        grad((Array x) -> {
              kept.add(vjp((Array y) -> Lax.mul(y, x), x).pullback());
              return x;
            })
            .apply(scalar(1));
    assertThatThrownBy(() -> kept.get(0).apply(scalar(1))).isInstanceOf(TracerLeakException.class);
  }
}
