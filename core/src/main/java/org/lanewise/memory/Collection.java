package org.lanewise.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// How a garbage collection is brought about, and how its end is seen.
///
/// A full one (`System.gc()`) takes 20–40 ms with a small heap. A young one takes a millisecond,
/// and is enough for arrays that died young, but Java cannot ask for it: it comes when the youngest
/// part of the heap is full. So a little litter is made, as much as is cheaper than a full
/// collection; where that part is small (`-Xmn8m`, or just after a full collection) it does. Where
/// it did not, the next attempts are left out, twice as many each time.
///
/// An object that nothing holds, and whose reference arrives in a queue, tells that the collection
/// is over and that the reference handler, a thread of the JVM's, is at work on what was found.
final class Collection {
  private static final int LITTER = 1 << 16;

  /// More than a young generation of 16 MiB, as batch jobs are advised to have; writing so much
  /// takes two milliseconds.
  private static final long CHEAP = 20L << 20;

  private static final int MOST_LEFT_OUT = 64;
  private static final long PAUSE_NANOS = 30_000;
  private static final long PATIENCE_NANOS = 50_000_000;
  private static final int QUIET = 3;

  private final ReferenceQueue<Object> arrived = new ReferenceQueue<>();
  private int failures;
  private int leftOut;

  @SuppressWarnings("UnusedVariable") // written so that the litter is made
  private volatile byte[] litter = {};

  /// Provokes a young collection, if that is likely to be cheap.
  ///
  /// @param drained takes back what has been found so far and tells what is still lent
  /// @return whether there was one
  boolean young(LongSupplier drained) {
    if (leftOut > 0) {
      leftOut--;
      return false;
    }
    PhantomReference<Object> probe = new PhantomReference<>(new Object(), arrived);
    if (!provoke(probe, CHEAP)) {
      failures++;
      leftOut = Math.min(MOST_LEFT_OUT, 1 << Math.min(failures, 30));
      return false;
    }
    failures = 0;
    await(probe, drained);
    return true;
  }

  /// Asks for a full collection, and where requests are ignored (`-XX:+DisableExplicitGC`) provokes
  /// one of whatever kind, by as much litter as the heap holds.
  ///
  /// @param drained takes back what has been found so far and tells what is still lent
  void full(LongSupplier drained) {
    PhantomReference<Object> probe = new PhantomReference<>(new Object(), arrived);
    System.gc();
    if (provoke(probe, Runtime.getRuntime().maxMemory())) {
      await(probe, drained);
    }
  }

  private boolean provoke(PhantomReference<Object> probe, long most) {
    for (long made = 0; !probe.refersTo(null) && made < most; made += LITTER) {
      litter = new byte[LITTER];
    }
    litter = new byte[0];
    return probe.refersTo(null);
  }

  /// Waits for the probe to arrive, then until nothing more does: the reference handler needs
  /// milliseconds for ten thousand leases, and the probe may be the first one of them.
  private void await(PhantomReference<Object> probe, LongSupplier drained) {
    long start = System.nanoTime();
    int quiet = 0;
    boolean here = false;
    long lent = drained.getAsLong();
    while (quiet < QUIET && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      for (var next = arrived.poll(); next != null; next = arrived.poll()) {
        here |= next == probe;
      }
      long now = drained.getAsLong();
      quiet = here && now >= lent ? quiet + 1 : 0;
      lent = now;
    }
  }
}
