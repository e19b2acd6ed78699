package org.lanewise.vector.codegen;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A formula that can run at once, in scalar form, and becomes fast when its vector form is hot.
///
/// A vector kernel that C2 has not compiled boxes every vector and is hundreds of times slower than
/// scalar code, so it is warmed in the background ([Warmer]) and published by a volatile write when
/// it keeps what the cost model promises and leaves nothing on the heap. Both forms give the same
/// bits, so nobody sees the change.
public final class TieredKernel implements Warmable {
  /// Element operations after which a kernel is worth a compilation.
  private static final long HOT = 50_000;

  /// How long a copy of the vector form may take to become fast.
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  /// How many copies of the vector form are tried.
  private static final int COPIES = 4;

  /// The elements of a call of the scalar form, at first and later.
  private static final int COLD_PART = 16;

  private static final int PART = 512;

  /// The calls by which the scalar form is compiled.
  private static final int COLD_CALLS = 3000;

  private static final String TIER = System.getProperty("lanewise.tier", "");

  private final Kernel scalar;
  private final @Nullable Formula vectorFormula;
  private final long splats;
  private final int lanes;
  private final int operations;
  private final boolean guarded;
  private final AtomicLong heat = new AtomicLong();
  private final AtomicBoolean demanded = new AtomicBoolean();
  private int coldCalls;
  private volatile @Nullable Kernel vector;
  private final AtomicInteger refused = new AtomicInteger();

  /// A copy that is half warm; the background thread's.
  private @Nullable Kernel begun;

  /// Prepares a formula given in both forms.
  ///
  /// @param splats the operands that are one element repeated, one bit for each
  TieredKernel(Formula scalarForm, Formula vectorForm, long splats) {
    this.splats = splats;
    this.scalar = KernelClass.scalar(scalarForm, splats);
    this.vectorFormula = KernelClass.canBeVector(vectorForm) ? vectorForm : null;
    this.lanes = KernelSpecies.lanes(vectorForm.width());
    this.operations = vectorForm.operations();
    this.guarded = vectorForm.slow() >= 0;
    if (TIER.equals("vector")) {
      force(Form.VECTOR);
    }
  }

  /// The elements of a vector; whole vectors are touched by a call that may overrun.
  public int lanes() {
    return lanes;
  }

  /// The operations for each element, a measure of its cost.
  public int operations() {
    return operations;
  }

  /// Fixes the form, for tests; without a vector form the scalar one stays.
  public void force(Form form) {
    Formula formula = vectorFormula;
    vector = form == Form.VECTOR && formula != null ? KernelClass.vector(formula, splats) : null;
    heat.set(Long.MIN_VALUE);
    refused.set(COPIES);
  }

  /// Takes the vector form for one of which no copy became fast, for tests.
  public void refuse() {
    vector = null;
    refused.set(COPIES);
  }

  /// Whether the vector form is in use.
  public boolean isVector() {
    return vector != null;
  }

  /// Whether the vector form is in use, or will never be.
  public boolean isSettled() {
    return vector != null
        || vectorFormula == null
        || refused.get() >= COPIES
        || TIER.equals("scalar");
  }

  /// Whether the vector form exists, but no copy of it became fast.
  public boolean isRefused() {
    return vector == null && vectorFormula != null && refused.get() >= COPIES && heat.get() >= 0;
  }

  /// Counts `n` elements that were computed otherwise because this kernel is cold.
  public void heat(long n) {
    if (vector == null) {
      warmUp(n);
    }
  }

  /// Computes the elements `from` (inclusive) to `to` (exclusive); see [Kernel#run].
  ///
  /// @param mayOverrun whether the memory after every operand and result, up to a whole vector
  ///   counted from `from`, may be read and written
  public void run(long[] places, long from, long to, boolean mayOverrun) {
    Kernel fast = vector;
    if (fast == null) {
      warmUp(to - from);
      runScalar(places, from, to);
    } else if (guarded || !mayOverrun && (to - from) % lanes != 0) {
      runInParts(fast, places, from, to, mayOverrun);
    } else {
      fast.run(places, from, to);
    }
  }

  /// Vectors, the slow ones again one element at a time, and a rest of less than a vector.
  private void runInParts(Kernel fast, long[] places, long from, long to, boolean mayOverrun) {
    long whole = mayOverrun ? to : to - (to - from) % lanes;
    long done = from;
    while (done < whole) {
      done = fast.run(places, done, whole);
      if (done < whole) {
        done = scalar.run(places, done, Math.min(done + lanes, to));
      }
    }
    if (done < to) {
      scalar.run(places, done, to);
    }
  }

  private void warmUp(long n) {
    if (vectorFormula == null || TIER.equals("scalar")) {
      return;
    }
    if (heat.addAndGet(n * operations + HOT / 100) >= HOT
        && !demanded.get()
        && demanded.compareAndSet(false, true)) {
      Warmer.submit(this, false);
    }
  }

  /// The element operations so far that the vector form would have done faster.
  @Override
  public long work() {
    return heat.get();
  }

  /// Runs the scalar form in short calls. The JVM compiles a method after some hundred calls, but a
  /// loop that is running only after 60,000 turns in the interpreter, and then twice over.
  private void runScalar(long[] places, long from, long to) {
    int part = coldCalls < COLD_CALLS ? COLD_PART : PART;
    for (long done = from; done < to; done += part) {
      scalar.run(places, done, Math.min(done + part, to));
      coldCalls++; // a lost count is no harm
    }
  }

  /// Warms a copy of the vector form on scratch memory, and publishes it if it keeps the cost model
  /// and boxes nothing. If not, since compilations differ, another copy is tried when nobody else
  /// waits; after a few the scalar form stays.
  @Override
  public void warm(BooleanSupplier interrupted) {
    Formula formula = vectorFormula;
    if (formula == null || vector != null || heat.get() < 0 || refused.get() >= COPIES) {
      return;
    }
    if (begun == null && !KernelClass.hasVectorForm(formula)) {
      refused.set(COPIES);
      return;
    }
    Kernel candidate = begun == null ? KernelClass.vector(formula, splats) : begun;
    begun = null;
    try (Scratch scratch = new Scratch(formula)) {
      switch (scratch.warm(candidate, operations, PATIENCE_NANOS, interrupted)) {
        // a test may have fixed the form meanwhile
        case HOT -> vector = heat.get() < 0 || refused.get() >= COPIES ? vector : candidate;
        case REFUSED -> {
          if (refused.incrementAndGet() < COPIES) {
            Warmer.submit(this, true);
          }
        }
        case INTERRUPTED -> {
          begun = candidate;
          Warmer.submit(this, true);
        }
      }
    }
  }
}
