package org.lanewise.laws;

import static org.lanewise.Numpy.mean;
import static org.lanewise.Numpy.sum;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.transform.Transforms.jit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.Lanewise;
import org.lanewise.Lax;
import org.lanewise.laws.RandomExpressions.Kind;
import org.lanewise.type.DType;

/// Eight threads that compile and run random programs, old ones and ones that never were before,
/// and training steps on matrices, for [SoakTest] to run in a JVM of its own.
///
/// Prints, in the middle and at the end: resident memory in KiB, loaded classes, bytes of compiled
/// code; and then how many programs ran. A result that is not that of the first time ends it.
public final class SoakLoop {
  private static final int THREADS = 8;
  private static final int KNOWN = 150;

  private static final AtomicLong NEXT = new AtomicLong(KNOWN);
  private static final AtomicLong DONE = new AtomicLong();
  private static final AtomicReference<@Nullable Throwable> FAILURE = new AtomicReference<>();

  private static final Array INPUTS = numbers(256, 96);
  private static final Array WEIGHTS = numbers(96, 200);

  private SoakLoop() {}

  private static Array numbers(long rows, long columns) {
    Array n = Lax.iota(DType.FLOAT32, rows * columns);
    return n.times(n).sin().reshape(rows, columns);
  }

  /// Runs.
  ///
  /// @param args for how many seconds
  public static void main(String[] args) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + Long.parseLong(args[0]) * 1_000_000_000;
    double[] trained = step(INPUTS, WEIGHTS).toDoubleArray();
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      threads[i] =
          (i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual())
              .unstarted(() -> work(random, end, trained));
      threads[i].start();
    }
    while (System.nanoTime() < start + (end - start) / 2 && FAILURE.get() == null) {
      Thread.sleep(100);
    }
    print();
    for (Thread thread : threads) {
      thread.join();
    }
    Throwable failure = FAILURE.get();
    if (failure != null) {
      failure.printStackTrace();
      System.exit(1);
    }
    print();
    System.out.println("programs " + DONE.get() + "; " + Lanewise.describe());
  }

  private static void work(Random random, long end, double[] trained) {
    try {
      Function<Array, Array> compiled = jit((Array w) -> step(INPUTS, w));
      while (System.nanoTime() < end && FAILURE.get() == null) {
        check(random.nextInt(4) > 0 ? random.nextInt(KNOWN) : NEXT.getAndIncrement());
        double[] again =
            random.nextBoolean()
                ? Lanewise.scope(() -> compiled.apply(WEIGHTS).toDoubleArray())
                : compiled.apply(WEIGHTS).toDoubleArray();
        assertSame("training step", again, trained);
        DONE.incrementAndGet();
      }
    } catch (Throwable failure) {
      FAILURE.compareAndSet(null, failure);
    }
  }

  /// The weights after a step of gradient descent on `tanh(x w)`.
  private static Array step(Array x, Array weights) {
    Function<Array, Array> loss =
        w -> {
          Array y = x.matmul(w).tanh();
          return mean(sum(y.times(y), 1)).plus(y.sum().times(0.01));
        };
    return weights.minus(grad(loss).apply(weights).times(0.1));
  }

  /// Compiled three times and run twice each, a program gives its eager result.
  private static void check(long seed) {
    RandomProgram program = RandomProgram.of(seed, Kind.STOPPED);
    Function<List<Array>, Array> f = RandomProgram.function(program.expression());
    List<Array> x = program.arguments(seed % 2 == 0 ? DType.FLOAT32 : DType.FLOAT64);
    double[] first = jit(f).apply(x).toDoubleArray();
    for (int i = 0; i < 2; i++) {
      Function<List<Array>, Array> fresh = jit((List<Array> at) -> f.apply(at));
      assertSame("seed " + seed, fresh.apply(x).toDoubleArray(), first);
      assertSame("seed " + seed, fresh.apply(x).toDoubleArray(), first);
    }
  }

  private static void assertSame(String what, double[] actual, double[] expected) {
    if (!Arrays.equals(actual, expected)) {
      throw new AssertionError(
          what + ": " + Arrays.toString(actual) + " instead of " + Arrays.toString(expected));
    }
  }

  private static void print() {
    long code = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      code += pool.getName().startsWith("CodeHeap") ? pool.getUsage().getUsed() : 0;
    }
    int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    System.out.printf("state %d %d %d%n", residentKib(), classes, code);
  }

  /// What Linux counts as resident; 0 elsewhere.
  private static long residentKib() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D+", ""));
        }
      }
      return 0;
    } catch (IOException absent) {
      return 0;
    }
  }
}
