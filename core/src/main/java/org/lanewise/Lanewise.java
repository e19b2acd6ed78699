package org.lanewise;

import org.lanewise.backend.Backend;
import org.lanewise.backend.Backends;
import org.lanewise.memory.BufferPool;
import org.lanewise.memory.MemoryStatistics;

/// What runs here: the backend that computes, and the memory that arrays hold.
public final class Lanewise {
  private Lanewise() {}

  /// Tells which backend computes, with its vector width, FMA and threads, and why it was chosen,
  /// in one line.
  ///
  /// ```java
  /// Lanewise.describe()
  /// // simd: 512-bit vectors (16 float lanes, FMA), 2 threads;
  /// // the fastest backend that this machine can run
  /// ```
  ///
  /// The choice is made once per process; `-Dlanewise.backend=reference` asks for a backend by
  /// name. It decides how fast results come, never their bits.
  public static String describe() {
    Backend backend = Backends.current();
    return backend.name() + ": " + backend.description() + "; " + Backends.explanation();
  }

  /// Tells how much off-heap memory arrays hold at this moment.
  ///
  /// What is live counts arrays that the garbage collector has not found dead yet, so it goes down
  /// some time after arrays are dropped.
  public static MemoryUse memory() {
    MemoryStatistics now = BufferPool.shared().statistics();
    return new MemoryUse(
        now.liveBytes(),
        now.liveBuffers(),
        now.reservedBytes(),
        now.budgetBytes(),
        now.forcedCollections());
  }
}
