package org.lanewise.vector.loops;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.codegen.Warmable;
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

  /// Batches after which the compiler knows that the method is hot, and those of a later look.
  private static final int SEEN_BATCHES = 600;

  private static final int LOOK_BATCHES = 20;
  private static final long PAUSE_MILLIS = 5;

  /// How long a copy may take.
  private static final long PATIENCE_NANOS = 12_000_000_000L;

  /// How many copies of the vector form are tried.
  private static final int COPIES = 3;

  private static final String TIER = System.getProperty("lanewise.tier", "");

  private final Supplier<@Nullable VectorLoop> planner;
  private final @Nullable LoopKernel scalar;
  private final int cost;
  private final AtomicLong heat = new AtomicLong();

  /// The operations that other forms have done.
  private final AtomicLong demand = new AtomicLong();

  private volatile @Nullable Ready ready;
  private int refused;

  /// The form that is in use.
  ///
  /// @param plan its plan
  /// @param kernel its code
  record Ready(VectorLoop plan, LoopKernel kernel) {}

  /// @param planner plans the form, or gives null if there is none
  /// @param cost the operations of a step
  /// @param scalar the form that it must beat, if there is one
  VectorSteps(Supplier<@Nullable VectorLoop> planner, int cost, @Nullable LoopKernel scalar) {
    this.planner = planner;
    this.scalar = scalar;
    this.cost = cost;
    if (TIER.equals("vector")) {
      force(true);
    }
  }

  /// Fixes the form, for tests.
  void force(boolean vector) {
    heat.set(Long.MIN_VALUE);
    VectorLoop plan = vector ? planner.get() : null;
    LoopKernel kernel = plan == null ? null : LoopKernels.vector(plan);
    ready = plan == null || kernel == null ? null : new Ready(plan, kernel);
  }

  /// The vector form, if it is hot.
  @Nullable Ready ready() {
    return ready;
  }

  /// Counts steps that another form has done, which may make this one be warmed.
  ///
  /// @param memory of the run, as it is now
  /// @param rows how many steps the loop has
  void heat(LoopMemory memory, long steps, long rows) {
    demand.addAndGet(steps * cost);
    long before = heat.get();
    if (before < 0 || before >= HOT || TIER.equals("scalar")) {
      return;
    }
    long after = heat.addAndGet(steps * cost);
    if (after >= HOT && heat.compareAndSet(after, HOT)) {
      int practice = (int) Math.min(PRACTICE, rows);
      LoopMemory start = memory.copy(practice);
      LoopMemory copy = memory.copy(practice);
      Warmer.submit(new Task(() -> plan(start, copy, practice)), false);
    }
  }

  private void plan(LoopMemory start, LoopMemory copy, int practice) {
    VectorLoop plan = planner.get();
    if (plan == null) {
      start.close();
      copy.close();
    } else {
      plan.prepare(copy);
      warm(plan, start, copy, practice);
    }
  }

  private void warm(VectorLoop plan, LoopMemory start, LoopMemory copy, int practice) {
    LoopKernel candidate = LoopKernels.vector(plan);
    if (candidate == null || heat.get() < 0) {
      start.close();
      copy.close();
    } else {
      new Practice(plan, candidate, start, copy, practice).run();
    }
  }

  /// A part of the warming of this loop.
  private final class Task implements Warmable {
    private final Runnable part;

    Task(Runnable part) {
      this.part = part;
    }

    @Override
    public void warm(BooleanSupplier interrupted) {
      part.run();
    }

    @Override
    public long work() {
      return demand.get();
    }
  }

  /// A copy of the form on its way through the compiler.
  ///
  /// HotSpot's first compiler is no help, and on a busy machine the second one takes its time: the
  /// copy is called until it must be known to be hot, then looked at now and then, so that other
  /// kernels have their turn.
  private final class Practice implements Runnable {
    private final VectorLoop plan;
    private final LoopKernel candidate;
    private final LoopMemory start;
    private final LoopMemory copy;
    private final int steps;
    private final long begin = System.nanoTime();
    private boolean isSeen;

    Practice(VectorLoop plan, LoopKernel candidate, LoopMemory start, LoopMemory copy, int steps) {
      this.plan = plan;
      this.candidate = candidate;
      this.start = start;
      this.copy = copy;
      this.steps = steps;
    }

    @Override
    public void run() {
      int good = 0;
      long allowed = Memory.CHECKED ? Long.MAX_VALUE : 0;
      for (int i = 0; good < GOOD_BATCHES && i < (isSeen ? LOOK_BATCHES : SEEN_BATCHES); i++) {
        long bytes = Allocation.bytes();
        batch(candidate, start, copy, Math.min(FEW, steps));
        good = Allocation.bytes() - bytes <= allowed ? good + 1 : 0;
      }
      isSeen = true;
      boolean isLate = System.nanoTime() - begin > PATIENCE_NANOS;
      if (good == GOOD_BATCHES && isFaster(candidate, start, copy, steps)) {
        ready = heat.get() < 0 ? ready : new Ready(plan, candidate);
      } else if (good < GOOD_BATCHES && !isLate) {
        if (pause()) {
          Warmer.submit(new Task(this), true);
          return;
        }
      } else if (++refused < COPIES) {
        Warmer.submit(new Task(() -> warm(plan, start, copy, steps)), true);
        return;
      }
      start.close();
      copy.close();
    }
  }

  /// Whether the vector form is faster than scalar code.
  private boolean isFaster(LoopKernel candidate, LoopMemory start, LoopMemory copy, int steps) {
    LoopKernel other = scalar;
    long best = Long.MAX_VALUE;
    long least = Long.MAX_VALUE;
    for (int i = 0; other != null && i < BATCH; i++) {
      best = Math.min(best, batch(candidate, start, copy, steps));
      least = Math.min(least, batch(other, start, copy, steps));
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
