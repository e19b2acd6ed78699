package org.lanewise.vector.loops;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.codegen.Warmer;
import org.lanewise.vector.kernel.Allocation;
import org.lanewise.vector.kernel.Memory;

/// The vector form of a loop: made when the loop has done enough to be worth it, warmed in the
/// background on a copy of real data, and published when it puts nothing on the heap.
final class VectorSteps {
  /// Elements' operations after which a loop is worth a compilation.
  private static final long HOT = 100_000;

  /// The steps of a call while it is warmed.
  private static final int PRACTICE = 64;

  private static final int BATCH = 10;
  private static final int GOOD_BATCHES = 3;
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  /// How many copies of the vector form are tried.
  private static final int COPIES = 4;

  private static final String TIER = System.getProperty("lanewise.tier", "");

  private final VectorLoop plan;
  private final @Nullable LoopKernel scalar;
  private final int cost;
  private final AtomicLong heat = new AtomicLong();
  private volatile @Nullable LoopKernel ready;
  private int refused;

  /// @param scalar the form that it must beat, if there is one
  VectorSteps(VectorLoop plan, @Nullable LoopKernel scalar) {
    this.plan = plan;
    this.scalar = scalar;
    this.cost = plan.cost();
    if (TIER.equals("vector")) {
      force(true);
    }
  }

  /// Fixes the form, for tests.
  void force(boolean vector) {
    heat.set(Long.MIN_VALUE);
    ready = vector ? LoopKernels.vector(plan) : null;
  }

  /// The vector form, if it is hot.
  @Nullable LoopKernel ready() {
    return ready;
  }

  /// What the vector form needs before its first step.
  void prepare(LoopMemory memory) {
    plan.prepare(memory);
  }

  /// Counts steps that another form has done, which may make this one be warmed.
  ///
  /// @param memory of the run, as it is now
  /// @param rows how many steps the loop has
  void heat(LoopMemory memory, long steps, long rows) {
    long before = heat.get();
    if (before < 0 || before >= HOT || TIER.equals("scalar")) {
      return;
    }
    long after = heat.addAndGet(steps * cost);
    if (after >= HOT && heat.compareAndSet(after, HOT)) {
      int practice = (int) Math.min(PRACTICE, rows);
      LoopMemory start = memory.copy(practice);
      LoopMemory copy = memory.copy(practice);
      Warmer.submit(() -> warm(start, copy, practice), false);
    }
  }

  private void warm(LoopMemory start, LoopMemory copy, int practice) {
    LoopKernel candidate = LoopKernels.vector(plan);
    if (candidate != null && heat.get() >= 0) {
      prepare(copy);
      if (isGood(candidate, start, copy, practice)) {
        ready = heat.get() < 0 ? ready : candidate;
      } else if (++refused < COPIES) {
        Warmer.submit(() -> warm(start, copy, practice), true);
        return;
      }
    }
    start.close();
    copy.close();
  }

  /// Runs a copy until it is compiled and puts nothing on the heap; says whether it is then faster
  /// than scalar code.
  private boolean isGood(LoopKernel candidate, LoopMemory start, LoopMemory copy, int practice) {
    int good = 0;
    long best = Long.MAX_VALUE;
    long allowed = Memory.CHECKED ? Long.MAX_VALUE : 0;
    long begin = Allocation.cpuNanos();
    while (good < GOOD_BATCHES && Allocation.cpuNanos() - begin < PATIENCE_NANOS) {
      long bytes = Allocation.bytes();
      long nanos = batch(candidate, start, copy, practice);
      boolean isClean = Allocation.bytes() - bytes <= allowed;
      best = isClean ? Math.min(best, nanos) : best;
      good += isClean ? 1 : 0;
    }
    if (good < GOOD_BATCHES) {
      return false;
    }
    LoopKernel other = scalar;
    long least = Long.MAX_VALUE;
    for (int i = 0; other != null && i < BATCH; i++) {
      best = Math.min(best, batch(candidate, start, copy, practice));
      least = Math.min(least, batch(other, start, copy, practice));
    }
    return best < least;
  }

  private static long batch(LoopKernel kernel, LoopMemory start, LoopMemory copy, int practice) {
    long begin = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      copy.copyCarries(start);
      copy.run(kernel, 0, practice);
    }
    return System.nanoTime() - begin;
  }
}
