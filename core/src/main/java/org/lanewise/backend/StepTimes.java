package org.lanewise.backend;

import java.util.Arrays;

/// How long the steps of a program take, run after run.
///
/// The median of the later half of the runs counts: by then kernels are hot, and what a busy
/// machine adds now and then does not show.
public final class StepTimes {
  private static final long LONG_ENOUGH = 1_000_000_000L;
  private static final int MOST_RUNS = 10_000;
  private static final int FEWEST_RUNS = 3;

  private final long start = System.nanoTime();
  private final long[][] nanos;
  private int runs;

  /// Prepares to measure so many steps.
  public StepTimes(int steps) {
    nanos = new long[Math.max(1, steps)][16];
  }

  /// Whether another run is wanted; if so it begins.
  public boolean wantsMore() {
    if (runs >= FEWEST_RUNS && (runs >= MOST_RUNS || System.nanoTime() - start > LONG_ENOUGH)) {
      return false;
    }
    runs++;
    return true;
  }

  /// Adds the time of a step in this run.
  public void add(int step, long time) {
    if (runs > nanos[step].length) {
      nanos[step] = Arrays.copyOf(nanos[step], 2 * runs);
    }
    nanos[step][runs - 1] = time;
  }

  /// The median time of a step in microseconds.
  public double micros(int step) {
    long[] later = Arrays.copyOfRange(nanos[step], runs / 2, runs);
    Arrays.sort(later);
    return later[later.length / 2] * 1e-3;
  }
}
