package org.lanewise.vector.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few objects that are costly to make, for whoever needs one for a while.
///
/// Work memory is borrowed and given back rather than kept by threads: a virtual thread would
/// allocate its own for one kernel. But a thread looks first where it left what it had last, which
/// may still be in its cache.
public final class Stash<T> {
  private static final int KEPT = 64;

  /// The places between those of two threads that were made one after the other; odd, so that 64
  /// threads have 64 places.
  private static final int APART = 27;

  private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(KEPT);

  /// Takes one that nobody uses, or makes one.
  public T take(Supplier<T> maker) {
    int first = first();
    for (int place = 0; place < KEPT; place++) {
      int i = (first + place) % KEPT;
      if (kept.getPlain(i) != null) {
        T found = kept.getAndSet(i, null);
        if (found != null) {
          return found;
        }
      }
    }
    return maker.get();
  }

  /// Keeps one for the next who needs it, or drops it if there are enough.
  public void give(T object) {
    int first = first();
    for (int place = 0; place < KEPT; place++) {
      int i = (first + place) % KEPT;
      if (kept.getPlain(i) == null && kept.compareAndSet(i, null, object)) {
        return;
      }
    }
  }

  /// Where a thread looks first: threads that follow each other look far apart.
  private static int first() {
    return (int) (Thread.currentThread().threadId() * APART % KEPT);
  }
}
