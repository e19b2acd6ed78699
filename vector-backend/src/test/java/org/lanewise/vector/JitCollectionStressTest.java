package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.Transforms.jit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lanewise;
import org.lanewise.Lax;
import org.lanewise.transform.JitBiFunction;
import org.lanewise.transform.JitOptions;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// No memory of a compiled program (temporaries of its nests, carries of its loops, donated
/// arguments, what a scope gives back) is lent again while somebody uses it.
///
/// Several threads call compiled programs, loops and eager operations on arrays that nothing else
/// holds, one forces collections, one overwrites all memory that it is lent.
class JitCollectionStressTest {
  private static final long MILLIS = Long.getLong("lanewise.stress.millis", 2000);
  private static final int CALLERS = 3;

  private static long[] bits(Array x) {
    return Samples.bits(((ConcreteArray) x).data());
  }

  private static Array ramp(int rows, int columns) {
    Array n = Lax.iota(DType.FLOAT32, (long) rows * columns);
    return Lax.reshape(Lax.sin(n), Shape.of(rows, columns));
  }

  /// Softmax, a product, a fold, a transposition and a sort: nests, calls and temporaries.
  private static Array program(Array x) {
    Array e = x.minus(x.max(Axes.of(1), true)).exp();
    Array p = e.div(e.sum(Axes.of(1), true));
    Array q = p.matmul(x.transpose(1, 0)).plus(p.sum(0).sum());
    Array sorted = Lax.sort(q, 1);
    return sorted.tanh().times(q).plus(sorted.transpose(1, 0));
  }

  private static Array loop(Array x) {
    return foriLoop(0, 20, (Array _, Array c) -> c.times(0.5).plus(x.sin()).tanh(), x);
  }

  private record Work(Function<Array, Array> function, Array x, long[] expected) {}

  private static List<Work> works() {
    List<Work> works = new ArrayList<>();
    List<Function<Array, Array>> functions =
        List.of(
            JitCollectionStressTest::program,
            jit((Array x) -> program(x)),
            jit((Array x) -> loop(x)),
            JitCollectionStressTest::loop,
            x -> Lanewise.scope(() -> program(x.plus(0))),
            jit((Array x) -> program(x)).compose((Array x) -> x.plus(0)),
            donating(),
            donatingTwice(),
            jit((Array x) -> deep(x)));
    for (int rows : new int[] {7, 64, 300}) {
      Array x = ramp(rows, rows);
      for (Function<Array, Array> function : functions) {
        works.add(new Work(function, x, bits(function.apply(x))));
      }
    }
    return works;
  }

  private static Function<Array, Array> donating() {
    Function<Array, Array> step = jit((Array x) -> x.plus(1).times(0.5), JitOptions.donate(0));
    return x -> step.apply(step.apply(step.apply(x.plus(0))));
  }

  /// Two arrays that are replaced in place, one of which is also passed as it is.
  private static Function<Array, Array> donatingTwice() {
    JitBiFunction<Array, Array, Array> step =
        jit(
            (Array x, Array y) -> x.minus(y.times(0.5)).tanh().plus(x.matmul(y).sum()),
            JitOptions.donate(0, 1));
    return x -> {
      Array first = x.plus(1);
      Array next = step.apply(first, x.times(2));
      return step.apply(next, next);
    };
  }

  /// Many temporaries in one block, some of which take the places of others.
  private static Array deep(Array x) {
    Array y = x;
    for (int i = 0; i < 5; i++) {
      Array z = y.matmul(x).tanh();
      y = Lax.cumsum(z, 1, false).times(0.1).plus(z.sum(Axes.of(0), true)).plus(y);
    }
    return y.matmul(x);
  }

  @Test
  @Tag("bits")
  void collectionsRecycleNothingThatIsInUse() throws InterruptedException {
    List<Work> works = works();
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicInteger rounds = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    threads.add(
        new Thread(
            () -> {
              while (running.get()) {
                System.gc();
                LockSupport.parkNanos(3_000_000); // let the kernels come into their middle
              }
            }));
    threads.add(
        new Thread(
            () -> {
              for (long i = 0; running.get(); i++) {
                Lax.neg(Lax.full(Shape.of(1 << (6 + i % 13)), DType.FLOAT32, -7777));
              }
            }));
    for (int caller = 0; caller < CALLERS; caller++) {
      int first = caller;
      threads.add(
          new Thread(
              () -> {
                for (int i = first; running.get(); i++) {
                  Work work = works.get(i % works.size());
                  assertThat(bits(work.function.apply(work.x)))
                      .as("work %d", i % works.size())
                      .isEqualTo(work.expected);
                  rounds.incrementAndGet();
                }
              }));
    }
    long end = System.nanoTime() + MILLIS * 1_000_000;
    for (Thread thread : threads) {
      thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
      thread.start();
    }
    while ((System.nanoTime() < end || rounds.get() < works.size()) && failure.get() == null) {
      LockSupport.parkNanos(10_000_000);
    }
    running.set(false);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failure).hasNullValue();
  }

  @Test
  @Tag("bits")
  void aLimitOfThreadsDoesNotShowInTheBits() {
    Array x = ramp(500, 500);
    Function<Array, Array> compiled = jit((Array y) -> program(y));
    long[] expected = bits(program(x));
    for (int threads = 1; threads <= 2; threads++) {
      assertThat(bits(Lanewise.withThreads(threads, () -> program(x)))).isEqualTo(expected);
      assertThat(bits(Lanewise.withThreads(threads, () -> compiled.apply(x)))).isEqualTo(expected);
      assertThat(bits(Lanewise.withThreads(threads, () -> Lax.reduceSum(x, Axes.of(0)))))
          .isEqualTo(bits(Lax.reduceSum(x, Axes.of(0))));
    }
  }
}
