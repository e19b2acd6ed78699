package org.lanewise.vector.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Whether C2 has compiled a kernel.
///
/// Until then every vector is boxed and a kernel is a hundred times slower than scalar code. So a
/// kernel that is wanted is tried on scratch memory in the background until it is fast, and scalar
/// code, with the same bits, does the work meanwhile.
///
/// `-Dlanewise.tier=vector` takes every kernel for hot.
public final class Warmth {
  private static final int TRIALS = 200;
  private static final long PATIENCE_NANOS = 4_000_000_000L;
  private static final int TURNS = 4;

  /// How much slower than foreseen a kernel may be that C2 has compiled.
  private static final int SLOW_MACHINE = 8;

  /// How many kernels wait or are tried.
  private static final AtomicInteger OPEN = new AtomicInteger();

  private static volatile boolean assumed =
      System.getProperty("lanewise.tier", "").equals("vector");

  private final Runnable trial;
  private final long hotNanos;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile boolean hot;
  private int turns; // the background thread's

  /// @param trial calls every method of the kernel
  /// @param hotNanos how long a trial takes at most when the kernel is hot, generously
  public Warmth(Runnable trial, long hotNanos) {
    this.trial = trial;
    this.hotNanos = hotNanos;
  }

  /// Whether the kernel is worth using. The first call has it warmed.
  public boolean isHot() {
    if (hot || assumed) {
      return true;
    }
    if (!wanted.get() && wanted.compareAndSet(false, true)) {
      submit();
    }
    return false;
  }

  /// Whether any kernel waits to be tried, or is being tried.
  public static boolean isBusy() {
    return OPEN.get() > 0;
  }

  /// Takes every kernel for hot, or not, for tests.
  public static void assume(boolean allHot) {
    assumed = allHot;
  }

  /// Tries until trials are fast, or for some seconds of computing. A kernel that is not fast by
  /// then waits for its next turn; after the last it is taken unless it is as slow as boxes are.
  private void warm() {
    turns++;
    long start = Allocation.cpuNanos();
    long nanos;
    do {
      long before = System.nanoTime();
      for (int i = 0; i < TRIALS; i++) {
        trial.run();
      }
      nanos = System.nanoTime() - before;
    } while (nanos > TRIALS * hotNanos && Allocation.cpuNanos() - start < PATIENCE_NANOS);
    if (nanos <= TRIALS * hotNanos * (turns < TURNS ? 1 : SLOW_MACHINE)) {
      hot = true;
    } else if (turns < TURNS) {
      submit();
    }
  }

  private void submit() {
    OPEN.incrementAndGet();
    Background.QUEUE.add(this);
  }

  /// The thread that tries, started with the first kernel.
  private static final class Background {
    static final LinkedBlockingQueue<Warmth> QUEUE = new LinkedBlockingQueue<>();

    static {
      Thread.ofPlatform().daemon().name("lanewise-kernel-warmer").start(Background::work);
    }

    private static void work() {
      while (true) {
        try {
          Warmth next = QUEUE.take();
          try {
            next.warm();
          } finally {
            OPEN.decrementAndGet(); // after it was submitted again, if it was
          }
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
