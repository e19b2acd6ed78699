package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// No buffer is lent again while a kernel reads or writes it, and arrays are safe to share.
///
/// Nothing in these programs holds the intermediate arrays, so a collection in mid-kernel may find
/// them unreachable; another thread forces collections all the time, and others draw from the same
/// pool and overwrite what they are given.
class CollectionStressTest {
  private static final long MILLIS = Long.getLong("lanewise.stress.millis", 2000);

  @Test
  void collectionsInMidKernelRecycleNothing() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    Thread collections =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (running.get()) {
                    System.gc();
                    LockSupport.parkNanos(3_000_000); // let the kernels come into their middle
                  }
                });
    Thread poison =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  for (long i = 0; running.get(); i++) {
                    Lax.neg(Lax.full(Shape.of(1 << (6 + i % 15)), DType.FLOAT32, -7777));
                  }
                });
    try {
      for (int size : new int[] {5, 1000, 1 << 15, 1 << 19}) {
        Array x = ramp(size);
        long[] expected = Samples.bits(((ConcreteArray) chain(x)).data());
        long end = System.currentTimeMillis() + MILLIS / 4;
        int rounds = 0;
        while (System.currentTimeMillis() < end || rounds < 2) {
          assertThat(Samples.bits(((ConcreteArray) chain(x)).data())).isEqualTo(expected);
          rounds++;
        }
      }
    } finally {
      running.set(false);
      collections.join();
      poison.join();
    }
  }

  /// The numbers 0, 1/n, 2/n, ...
  private static Array ramp(int size) {
    return Lax.div(
        Lax.iota(DType.FLOAT32, size), Lax.scalar(DType.FLOAT32, (double) Math.max(1, size)));
  }

  /// Elementwise kernels, reductions, a product, copies and a sort on short-lived arrays.
  private static Array chain(Array x) {
    Array y = Lax.sin(Lax.add(Lax.mul(x, Lax.scalar(DType.FLOAT32, 3.0)), Lax.exp(x)));
    Array z = Lax.concatenate(List.of(Lax.rev(y, Axes.of(0)), Lax.tanh(y)), 0);
    Array folded = Lax.add(z, Lax.reduceSum(z, Axes.of(0)));
    long side = Math.min(64, (long) Math.sqrt(x.size()));
    Array square = Lax.reshape(Lax.sliceInDim(folded, 0, side * side, 1, 0), Shape.of(side, side));
    Array product =
        Lax.dotGeneral(Lax.cos(square), square, Axes.of(1), Axes.of(0), Axes.none(), Axes.none());
    Array sorted = Lax.sort(Lax.reshape(product, Shape.of(side * side)), 0);
    return Lax.concatenate(List.of(Lax.cumsum(folded, 0, false), sorted), 0);
  }

  @Test
  @Tag("bits")
  void eightThreadsGiveTheBitsOfOne() throws Exception {
    Array shared = ramp(1 << 15);
    long[] expected = Samples.bits(((ConcreteArray) chain(shared)).data());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<long[]>> results = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        results.add(threads.submit(() -> Samples.bits(((ConcreteArray) chain(shared)).data())));
      }
      for (Future<long[]> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
    assertThat(Samples.bits(((ConcreteArray) shared).data()))
        .isEqualTo(Samples.bits(((ConcreteArray) ramp(1 << 15)).data()));
  }

  /// An array that one thread computes is read by others as it was written.
  @Test
  void arraysPassBetweenThreads() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Array x = Lax.full(Shape.of(5000), DType.INT32, 1);
      for (int i = 0; i < 500; i++) {
        Array last = x;
        x = threads.submit(() -> Lax.add(last, Lax.scalar(DType.INT32, 1L))).get();
      }
      assertThat(x.toIntArray()).containsOnly(501);
    }
  }
}
