package org.lanewise.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Decides when to have the garbage collector find unreachable buffers.
///
/// The collector runs when the heap is full, but an array of 1 MiB is a hundred bytes of heap. So a
/// collection is due when more than a step has been lent since the last look and the lent bytes
/// have outgrown a target: twice what was live after the last collection, not more than a quarter
/// of the way to the budget, and 64 MiB (or a quarter of the budget) at least. Between collections
/// four times their own duration must pass, which bounds their share of the time: a loop that makes
/// more than that meanwhile gets fresh memory, up to twice the target and 256 MiB; from there on
/// collecting is cheaper than the memory. When the budget is exhausted it collects in any case.
///
/// How it is done stands in [Collection].
final class Collector {
  /// How often an exhausted budget is tried again, with doubling pauses (as `java.nio.Bits` does).
  static final int ATTEMPTS = 9;

  private static final long STEP = 8L << 20;
  private static final long FLOOR = 64L << 20;
  private static final long CEILING = 256L << 20;

  private final long budget;
  private final long floor;
  private final AtomicLong sinceLook = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
  private final Collection collection = new Collection();
  private volatile long target;
  private volatile long notBefore = System.nanoTime();

  Collector(long budget) {
    this.budget = budget;
    this.floor = Math.max(STEP, Math.min(budget / 4, FLOOR));
    this.target = floor;
  }

  /// Counts bytes that are to be lent; true once per step, when it is time to look around.
  boolean isTimeToLook(long size) {
    if (sinceLook.addAndGet(size) < STEP) {
      return false;
    }
    sinceLook.set(0);
    return true;
  }

  /// Whether a collection is due.
  ///
  /// @param lent the bytes that are lent now
  boolean isDue(long lent) {
    return lent > target && (System.nanoTime() - notBefore > 0 || lent > limit());
  }

  private long limit() {
    return Math.max(2 * target, Math.min(budget / 2, CEILING));
  }

  /// Collects, takes back what was found, and sets the next target. A thread that had to wait here
  /// for another one's collection is content with that.
  ///
  /// @param thorough whether old objects must be looked at too
  void collect(boolean thorough, Runnable drain, LongSupplier lentBytes) {
    long known = collections.get();
    synchronized (this) {
      if (collections.get() == known) {
        collectAlone(thorough, drain, lentBytes);
      }
    }
  }

  private void collectAlone(boolean thorough, Runnable drain, LongSupplier lentBytes) {
    long start = System.nanoTime();
    boolean enough = !thorough && collection.young(drain) && lentBytes.getAsLong() <= target;
    if (!enough) {
      collection.full(drain);
    }
    collections.incrementAndGet();
    long end = System.nanoTime();
    notBefore = end + 4 * (end - start);
    long live = lentBytes.getAsLong();
    target = Math.max(floor, Math.min(2 * live, live + (budget - live) / 4));
  }

  /// Waits 1, 2, 4, … ms.
  void pause(int attempt) {
    LockSupport.parkNanos(1_000_000L << attempt);
  }

  /// How often a collection was asked for.
  long collections() {
    return collections.get();
  }
}
