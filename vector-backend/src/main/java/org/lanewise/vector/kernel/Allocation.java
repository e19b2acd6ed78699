package org.lanewise.vector.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/// What the current thread has allocated on the heap: how to see that a compiled kernel boxes.
///
/// A kernel works on memory outside the heap, so one that allocates makes an object of a vector or
/// a mask in every turn of its loop. C2 now and then leaves such a box in code that is otherwise
/// fast, and the clock alone, on a busy machine, does not tell it from a slow one.
public final class Allocation {
  private static final @Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean known ? known : null;

  private Allocation() {}

  /// The bytes that the current thread has allocated so far; 0 where the JVM does not count them.
  public static long bytes() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }

  /// The time that the current thread has computed, in nanoseconds: on a busy machine less than
  /// what the clock says.
  public static long cpuNanos() {
    return THREADS == null || !THREADS.isCurrentThreadCpuTimeSupported()
        ? System.nanoTime()
        : THREADS.getCurrentThreadCpuTime();
  }
}
