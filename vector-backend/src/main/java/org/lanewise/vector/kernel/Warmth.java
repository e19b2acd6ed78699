package org.lanewise.vector.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whether C2 has compiled a kernel.
///
/// Until then every vector is boxed and a kernel is a hundred times slower than scalar code. So a
/// kernel that is wanted is tried on scratch memory in the background until it is fast, and scalar
/// code, with the same bits, does the work meanwhile.
///
/// `-Dlanewise.tier=vector` takes every kernel for hot.
public final class Warmth {
  private static final int TRIALS = 200;
  private static final long LONGEST_NANOS = 10_000_000_000L;

  private static volatile boolean assumed =
      System.getProperty("lanewise.tier", "").equals("vector");

  private final Runnable trial;
  private final long hotNanos;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile boolean hot;

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
      Background.QUEUE.add(this);
    }
    return false;
  }

  /// Takes every kernel for hot, or not, for tests.
  public static void assume(boolean allHot) {
    assumed = allHot;
  }

  /// Tries until trials are fast, or for some seconds: a machine too busy to be fast is no reason
  /// to wait for ever.
  private void warm() {
    long start = System.nanoTime();
    long now = start;
    long nanos = Long.MAX_VALUE;
    while (nanos > TRIALS * hotNanos && now - start < LONGEST_NANOS) {
      long before = now;
      for (int i = 0; i < TRIALS; i++) {
        trial.run();
      }
      now = System.nanoTime();
      nanos = now - before;
    }
    hot = true;
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
          QUEUE.take().warm();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
