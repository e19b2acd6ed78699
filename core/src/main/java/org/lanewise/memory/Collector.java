package org.lanewise.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Decides when to have the garbage collector find unreachable buffers.
///
/// The collector runs when the heap is full, but an array of 1 MiB is a hundred bytes of heap. So a
/// collection is due when more than a step has been lent since the last look and the lent bytes
/// have outgrown a target: twice what is known to be live, not more than a quarter of the way to
/// the budget, and 64 MiB (or a quarter of the budget) at least. Between collections four times
/// their own duration must pass, which bounds their share of the time: a loop that makes more than
/// that meanwhile gets fresh memory, up to twice the target and 256 MiB; from there on collecting
/// is cheaper than the memory. When the budget is exhausted it collects in any case.
///
/// What is live only a full collection tells, and less if less is seen to be lent later. A young
/// one leaves what has grown old before it died; were that taken for live, the target would grow
/// without end. So where a young collection brings back too little, a full one follows.
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
  private volatile long live;
  private volatile long notBefore = System.nanoTime();

  Collector(long budget) {
    this.budget = budget;
    this.floor = Math.max(STEP, Math.min(budget / 4, FLOOR));
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
    if (lent < live) {
      live = lent; // two threads that come here at once may lose the lower one, until the next look
    }
    long target = target();
    return lent > target && (System.nanoTime() - notBefore > 0 || lent > limit(target));
  }

  private long target() {
    long known = live;
    return Math.max(floor, Math.min(2 * known, known + (budget - known) / 4));
  }

  private long limit(long target) {
    return Math.max(2 * target, Math.min(budget / 2, CEILING));
  }

  /// Collects, takes back what was found, and learns what is live. A thread that had to wait here
  /// for another one's collection is content with that.
  ///
  /// @param thorough whether old objects must be looked at too
  /// @param drained takes back what has been found so far and tells what is still lent
  void collect(boolean thorough, LongSupplier drained) {
    long known = collections.get();
    synchronized (this) {
      if (collections.get() == known) {
        collectAlone(thorough, drained);
      }
    }
  }

  private void collectAlone(boolean thorough, LongSupplier drained) {
    long start = System.nanoTime();
    long enough = live + (target() - live) / 2;
    if (thorough || !collection.young(drained) || drained.getAsLong() > enough) {
      collection.full(drained);
      live = drained.getAsLong();
    }
    collections.incrementAndGet();
    long end = System.nanoTime();
    notBefore = end + 4 * (end - start);
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
