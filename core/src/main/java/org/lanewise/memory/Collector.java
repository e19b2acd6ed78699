package org.lanewise.memory;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Decides when to ask the garbage collector to find unreachable buffers.
///
/// The collector runs when the heap is full, but an array of 1 MiB is a hundred bytes of heap. So a
/// collection is due when more than a step has been lent since the last look and the lent bytes
/// have outgrown a target: twice what was live after the last collection, not more than a quarter
/// of the way to the budget, and a quarter of the budget (256 MiB at most) at least. Between
/// collections four times their own duration must pass, which bounds their share of the time; that
/// is overridden when the lent bytes reach twice the target, so that a fast loop of allocations
/// does not fill the budget meanwhile, and when the budget is exhausted.
final class Collector {
  /// How often an exhausted budget is tried again, with doubling pauses (as `java.nio.Bits` does).
  static final int ATTEMPTS = 9;

  private static final long STEP = 8L << 20;
  private static final int LITTER = 1 << 16;
  private static final int LONGEST_WAIT = 200;

  private final long budget;
  private final long floor;
  private final AtomicLong sinceLook = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
  private volatile long target;
  private volatile long notBefore = System.nanoTime();

  @SuppressWarnings("UnusedVariable") // written so that the litter is made
  private volatile byte[] litter = {};

  Collector(long budget) {
    this.budget = budget;
    this.floor = Math.max(STEP, Math.min(budget / 4, 256L << 20));
    this.target = floor;
  }

  /// Whether a collection should precede the lending of `size` bytes.
  boolean isDue(long size, LongSupplier lentBytes) {
    if (sinceLook.addAndGet(size) < STEP) {
      return false;
    }
    sinceLook.set(0);
    long lent = lentBytes.getAsLong();
    return lent > 2 * target || (lent > target && System.nanoTime() - notBefore > 0);
  }

  /// Collects, takes back what was found, and sets the next target. A thread that had to wait here
  /// for another one's collection is content with that.
  void collect(Runnable drain, LongSupplier lentBytes) {
    long known = collections.get();
    synchronized (this) {
      if (collections.get() == known) {
        collectAlone(drain, lentBytes);
      }
    }
  }

  private void collectAlone(Runnable drain, LongSupplier lentBytes) {
    long start = System.nanoTime();
    long before = lentBytes.getAsLong();
    collectHeap();
    collections.incrementAndGet();
    awaitDrain(drain, lentBytes, before);
    long end = System.nanoTime();
    notBefore = end + 4 * (end - start);
    long live = lentBytes.getAsLong();
    target = Math.max(floor, Math.min(2 * live, live + (budget - live) / 4));
  }

  /// Asks for a collection, and where requests are ignored (`-XX:+DisableExplicitGC`) provokes one:
  /// fills the heap with litter until a probe is gone, or as much as the heap holds was made.
  private void collectHeap() {
    WeakReference<Object> probe = new WeakReference<>(new Object());
    System.gc();
    long most = Runtime.getRuntime().maxMemory();
    for (long made = 0; !probe.refersTo(null) && made < most; made += LITTER) {
      litter = new byte[LITTER];
    }
    litter = new byte[0];
  }

  /// The collector's reference handler enqueues in a thread of its own, from a moment after the
  /// collection on: waits until leases have arrived and no more do, or briefly if none come at all.
  private static void awaitDrain(Runnable drain, LongSupplier lentBytes, long before) {
    long lent = before;
    int quiet = 0;
    for (int i = 0; i < LONGEST_WAIT && quiet < (lent < before ? 3 : 10); i++) {
      sleep(1);
      drain.run();
      long now = lentBytes.getAsLong();
      quiet = now < lent ? 0 : quiet + 1;
      lent = now;
    }
  }

  /// Waits 1, 2, 4, … ms.
  void pause(int attempt) {
    sleep(1L << attempt);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How often a collection was asked for.
  long collections() {
    return collections.get();
  }
}
