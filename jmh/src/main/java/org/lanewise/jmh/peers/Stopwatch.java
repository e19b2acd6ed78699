package org.lanewise.jmh.peers;

import java.util.Arrays;
import java.util.function.Supplier;
import org.lanewise.Lanewise;

/// Times work as the peers' script does: the median of groups of calls that last a millisecond at
/// least.
///
/// A result of a call in Python is freed by its count of references as soon as the next statement
/// runs. Calls that make more than scalars therefore run in a [Lanewise#scope] each, which is part
/// of what is timed.
final class Stopwatch {
  private static final double GROUP = 1e-3;

  private static final int FIRST_CALLS = 20;

  /// Calls that are shorter make results too small to be worth a scope.
  private static final double SCOPED = 1e-5;

  /// What the last call returned; a compiler cannot leave out a call whose result is stored here.
  @SuppressWarnings("UnusedVariable")
  private static volatile Object last = "";

  private Stopwatch() {}

  /// The median seconds of a call.
  ///
  /// @param seconds how long to measure
  static double time(Supplier<Object> work, double seconds) {
    double once = once(work);
    boolean scoped = once > SCOPED;
    int calls = (int) Math.clamp(GROUP / once, 1, 1_000_000);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double[] samples = new double[16];
    int count = 0;
    while (count == 0 || System.nanoTime() < end) {
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, 2 * count);
      }
      samples[count++] = group(work, calls, scoped);
    }
    Arrays.sort(samples, 0, count);
    return samples[count / 2];
  }

  /// The seconds of a call, roughly: the first ones after a pause are slow, and do not count.
  private static double once(Supplier<Object> work) {
    double least = group(work, 1, true);
    for (int i = 0; i < FIRST_CALLS && least < GROUP; i++) {
      least = Math.min(least, group(work, 1, false));
    }
    return Math.max(least, 1e-9);
  }

  private static double group(Supplier<Object> work, int calls, boolean scoped) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      if (scoped) {
        Lanewise.scope(
            () -> {
              last = work.get(); // not returned: the array is given up
            });
      } else {
        last = work.get();
      }
    }
    return (System.nanoTime() - start) * 1e-9 / calls;
  }
}
