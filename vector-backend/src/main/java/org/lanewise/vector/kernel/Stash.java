package org.lanewise.vector.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A few objects that are costly to make, for whoever needs one for a while.
///
/// Work memory is borrowed and given back rather than kept by threads: a virtual thread would
/// allocate its own for one kernel.
public final class Stash<T> {
  private static final int KEPT = 64;

  private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(KEPT);

  /// Takes one that nobody uses, or makes one.
  public T take(Supplier<T> maker) {
    for (int i = 0; i < KEPT; i++) {
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
    for (int i = 0; i < KEPT; i++) {
      if (kept.getPlain(i) == null && kept.compareAndSet(i, null, object)) {
        return;
      }
    }
  }
}
