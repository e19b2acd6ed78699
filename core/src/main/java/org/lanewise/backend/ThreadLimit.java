package org.lanewise.backend;

import java.util.function.Supplier;

/// How many threads an operation of this thread may use, where that was limited for a while.
///
/// A scoped value: it holds in one thread while a body runs. A limit never adds threads to those
/// that the backend has.
public final class ThreadLimit {
  private static final ScopedValue<Integer> LIMIT = ScopedValue.newInstance();

  /// Whether this process has set a limit: until then nobody pays for the look.
  private static boolean used;

  private ThreadLimit() {}

  /// Runs a body with a limit, which replaces that around it.
  ///
  /// @param threads the most threads, 1 or more
  /// @param body what to run
  public static <R> R with(int threads, Supplier<R> body) {
    used = true;
    return ScopedValue.where(LIMIT, threads).call(body::get);
  }

  /// The smaller of a number of threads and the limit.
  public static int of(int threads) {
    return used ? Math.min(threads, LIMIT.orElse(Integer.MAX_VALUE)) : threads;
  }
}
