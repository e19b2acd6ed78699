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

  /// The steps of a call while forms are compared, and while one is warmed.
  private static final int PRACTICE = 64;

  private static final int FEW = 4;

  private static final int BATCH = 10;
  private static final int GOOD_BATCHES = 3;

  /// Batches after which the compiler knows that the method is hot, and when to give up.
  private static final int SEEN_BATCHES = 600;

  private static final int MOST_BATCHES = 4000;
  private static final long PAUSE_MILLIS = 2;

  /// How many copies of the vector form are tried.
  private static final int COPIES = 4;

  static final boolean DEBUG=Boolean.getBoolean("dbg");
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

  /// The size of the form, for people.
  @Override
  public String toString() {
    return "packs of %d, %d parts".formatted(plan.packing().lanes(), plan.parts().step().size());
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
    long T0=System.nanoTime();
    if (candidate != null && heat.get() >= 0) {
      prepare(copy);
      boolean g=isGood(candidate, start, copy, practice); if (DEBUG) System.err.println("candidate "+candidate+" "+cost+" good "+g+" "+(System.nanoTime()-T0)/1e6+" "+batch(candidate,start,copy,practice)/(double)BATCH/practice);
      if (g) {
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
  ///
  /// HotSpot's first compiler gives up on such methods (it has too few virtual registers), so they
  /// stay interpreted until the second one has seen enough calls. Then waiting is all that helps.
  private boolean isGood(LoopKernel candidate, LoopMemory start, LoopMemory copy, int practice) {
    int few = Math.min(FEW, practice);
    int good = 0;
    long allowed = Memory.CHECKED ? Long.MAX_VALUE : 0;
    for (int batches = 0; good < GOOD_BATCHES; batches++) {
      long bytes = Allocation.bytes();
      batch(candidate, start, copy, few);
      good += Allocation.bytes() - bytes <= allowed ? 1 : 0;
      if (batches == MOST_BATCHES) {
        return false;
      }
      if (batches > SEEN_BATCHES && !pause()) {
        return false;
      }
    }
    LoopKernel other = scalar;
    long best = Long.MAX_VALUE;
    long least = Long.MAX_VALUE;
    for (int i = 0; other != null && i < BATCH; i++) {
      best = Math.min(best, batch(candidate, start, copy, practice));
      least = Math.min(least, batch(other, start, copy, practice));
    }
    return other == null || best < least;
  }

  /// Waits a little for the compiler; says whether it may go on.
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long batch(LoopKernel kernel, LoopMemory start, LoopMemory copy, int steps) {
    long begin = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      copy.copyCarries(start);
      copy.run(kernel, 0, steps);
    }
    return System.nanoTime() - begin;
  }
}
