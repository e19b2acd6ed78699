package org.lanewise.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.lanewise.Lanewise;

/// What a call of a benchmark puts on the heap once its kernels are compiled: how to see that one
/// boxes its vectors.
///
/// JMH's `-prof gc` counts all that the process allocates while it measures: what threads that
/// compile in the background allocate, too, and the litter by which a young collection is provoked
/// that finds dead arrays, up to a third of a byte for each byte of results. So calls here run in a
/// [Lanewise#scope] each, whose arrays go back at its end, and the least of many groups of calls
/// counts: a box that is made in every turn of a loop is in all of them. The objects of all threads
/// are counted, since the team computes parts.
final class HeapBytes {
  private static final int CALLS = 2;

  /// As many groups without a smaller count tell that there will be none.
  private static final int SETTLED = 4;

  /// What the last call returned; a compiler cannot leave out a call whose result is stored here.
  @SuppressWarnings("UnusedVariable")
  private static volatile Object last = "";

  private HeapBytes() {}

  /// Calls until nothing is being compiled and the count is steady, and returns the bytes of a
  /// call.
  ///
  /// @param atLeast how long to call; enough that what is worth compiling has been asked for
  /// @param suspicious from so many bytes on the JVM may have discarded the code of a kernel, which
  ///   happens when it meets its first data, and be about to compile it again
  /// @param patience how long to wait for the compiler
  static long of(Settings.Work work, Duration atLeast, long suspicious, Duration patience) {
    long soonest = System.nanoTime() + atLeast.toNanos();
    long latest = System.nanoTime() + patience.toNanos();
    long least = Long.MAX_VALUE;
    for (int settled = 0; settled < SETTLED || System.nanoTime() < soonest; ) {
      boolean compiling = Lanewise.isCompiling();
      long bytes = group(work) / CALLS;
      boolean waits =
          (compiling || Lanewise.isCompiling() || bytes >= suspicious)
              && System.nanoTime() < latest;
      settled = waits || bytes < least ? 0 : settled + 1;
      least = waits ? Long.MAX_VALUE : Math.min(least, bytes);
    }
    return least;
  }

  private static long group(Settings.Work work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getTotalThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      Lanewise.scope(
          () -> {
            last = work.call(); // not returned: the array is given up
          });
    }
    return threads.getTotalThreadAllocatedBytes() - before;
  }
}
