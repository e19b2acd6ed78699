package org.lanewise.memory;

import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Signals that the off-heap budget is exhausted by arrays that are still reachable.
public final class OffHeapMemoryError extends OutOfMemoryError {
  @Serial private static final long serialVersionUID = 1L;

  OffHeapMemoryError(long size, MemoryStatistics now, @Nullable Throwable cause) {
    super(message(size, now));
    if (cause != null) {
      initCause(cause);
    }
  }

  private static String message(long size, MemoryStatistics now) {
    return String.format(
        Locale.ROOT,
        "off-heap memory: %s were asked for, but %s in %d arrays are live and %s of the budget of"
            + " %s are reserved. Arrays are live while a variable, a collection, a tangent or a"
            + " gradient function (a pullback keeps its residuals) refers to them, or if the"
            + " collector is kept from running (-XX:+DisableExplicitGC). Drop references, or raise"
            + " -Dlanewise.memory.budget.",
        mebibytes(size),
        mebibytes(now.liveBytes()),
        now.liveBuffers(),
        mebibytes(now.reservedBytes()),
        mebibytes(now.budgetBytes()));
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }
}
