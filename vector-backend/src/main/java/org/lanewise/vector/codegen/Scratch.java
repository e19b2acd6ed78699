package org.lanewise.vector.codegen;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Allocation;
import org.lanewise.vector.kernel.Memory;

/// Memory on which a kernel is warmed: ordinary numbers for each operand, and a vector of others.
///
/// HotSpot asks C2 for a method after some 3,000 calls of a few turns. Until C2 is done every call
/// boxes and takes time from the compiler, so then calls become rare. They must: after 40,000 turns
/// HotSpot would ask for a compilation of the loop alone as well, which is of no use, and which C2
/// now and then, with a long loop of vectors, does not come to the end of for minutes; nothing else
/// is compiled meanwhile.
final class Scratch implements AutoCloseable {
  /// What became of a kernel.
  enum Outcome {
    /// It is fast and boxes nothing.
    HOT,
    /// It is not, and will not be.
    REFUSED,
    /// Something else is to be done first.
    INTERRUPTED
  }

  /// The vectors of a call before C2 has compiled it. With one the profile would say that it does
  /// not loop.
  private static final int COLD_TURNS = 4;

  /// The vectors of a call whose time is taken.
  private static final int TURNS = 24;

  private static final int BATCH = 20;
  private static final int GOOD_BATCHES = 3;

  /// After so many batches without a box a kernel will not become faster.
  private static final int COMPILED_BATCHES = 1000;

  /// The batches after which C2 has been asked for the kernel: 256 calls in the interpreter, 3,072
  /// in the profiled code of C1.
  private static final int ASKING_BATCHES = 180;

  /// Further ones after every 64 pauses: while C2 has much to do, HotSpot runs methods in code that
  /// does not count towards it.
  private static final int MORE_BATCHES = 10;

  private static final int PAUSES = 64;
  private static final int MOST_PAUSES = 3000;

  /// How long at first to leave the processor to the compiler between two looks at what it has
  /// done.
  private static final long PAUSE_NANOS = 300_000;

  /// How much slower than the cost model a kernel is at most when C2 has compiled it and left a box
  /// or two. One that it has not compiled is slower by hundreds.
  private static final double NEARLY = 12;

  /// After so many calls that are nearly fast, a box is there to stay.
  private static final int NEARLY_CALLS = 100;

  /// The bytes that 20 calls of a kernel of six arrays may allocate.
  static final long ALLOWED = allowed(BATCH, 6);

  /// Nanoseconds of one operation on a full vector, with room for slower machines.
  private static final double VECTOR_OPERATION = 0.7;

  private final Arena arena = Arena.ofConfined();
  private final long[] places;
  private final int lanes;

  Scratch(Formula formula) {
    this.lanes = KernelSpecies.lanes(formula.width());
    List<DType> types = new ArrayList<>(formula.operands());
    types.addAll(formula.results());
    this.places = types.stream().mapToLong(type -> filled(type).address()).toArray();
  }

  private static long allowed(int calls, int arrays) {
    return Memory.CHECKED ? 80L * calls * arrays : 0;
  }

  private MemorySegment filled(DType dtype) {
    int ordinary = TURNS * lanes;
    int all = ordinary + lanes;
    MemorySegment segment = arena.allocate((all + lanes) * (long) Long.BYTES, 64);
    segment.fill((byte) 0);
    double[] odd = {Double.POSITIVE_INFINITY, -1e38, Double.NaN, 0};
    for (int i = 0; i < all; i++) {
      double usual = dtype.isFloating() ? 0.5 + i % 5 * 0.25 : i % 7;
      double value = i >= ordinary && dtype.isFloating() ? odd[i % odd.length] : usual;
      Transfer.putBits(segment, dtype, i, ScalarBits.of(dtype, value));
    }
    return segment;
  }

  /// Runs a kernel until it is as fast as the cost model says and boxes no vector, or until it is
  /// clear that it does not come to that. The time it may take is computing time, so that a busy
  /// machine is no reason to give up.
  ///
  /// @param patienceNanos how long to wait for the compiler
  /// @param interrupted asked now and then whether to stop here
  Outcome warm(Kernel kernel, int operations, long patienceNanos, BooleanSupplier interrupted) {
    double goal = VECTOR_OPERATION * (operations + 4) / lanes;
    long end = Allocation.cpuNanos() + patienceNanos;
    Outcome compiled = compile(kernel, goal, end, interrupted);
    return compiled == Outcome.HOT ? measure(kernel, goal, end) : compiled;
  }

  /// Calls until a call boxes nothing: many times, until C2 is asked, and then now and then.
  private Outcome compile(Kernel kernel, double goal, long end, BooleanSupplier interrupted) {
    long hot = (long) (NEARLY * goal * COLD_TURNS * lanes);
    int nearly = 0;
    int asking = ASKING_BATCHES;
    for (int pauses = 0; pauses < MOST_PAUSES; ) {
      int calls = asking > 0 ? BATCH : 1;
      long bytes = Allocation.bytes();
      long start = System.nanoTime();
      run(kernel, COLD_TURNS, calls);
      long nanos = System.nanoTime() - start;
      if (Allocation.bytes() - bytes <= allowed(calls)) {
        return Outcome.HOT;
      }
      if (interrupted.getAsBoolean()) {
        return Outcome.INTERRUPTED;
      }
      nearly += nanos < hot * calls ? 1 : 0;
      if (nearly >= NEARLY_CALLS || Allocation.cpuNanos() > end) {
        return Outcome.REFUSED;
      }
      if (asking > 0) {
        kernel.run(places, TURNS * (long) lanes, (TURNS + 1) * (long) lanes);
        asking--;
      } else {
        LockSupport.parkNanos(PAUSE_NANOS + pauses * PAUSE_NANOS / 256);
        pauses++;
        asking = pauses % PAUSES == 0 ? MORE_BATCHES : 0;
      }
    }
    return Outcome.REFUSED;
  }

  private Outcome measure(Kernel kernel, double goal, long end) {
    double best = Double.POSITIVE_INFINITY;
    int good = 0;
    for (int batches = 0;
        batches < COMPILED_BATCHES && good < GOOD_BATCHES && Allocation.cpuNanos() < end;
        batches++) {
      long bytes = Allocation.bytes();
      long start = System.nanoTime();
      run(kernel, TURNS, BATCH);
      double each = (System.nanoTime() - start) / (double) (BATCH * TURNS * lanes);
      if (Allocation.bytes() - bytes <= allowed(BATCH)) {
        best = Math.min(best, each);
        good = each <= goal ? good + 1 : good;
      }
    }
    return best <= 3 * goal ? Outcome.HOT : Outcome.REFUSED;
  }

  private void run(Kernel kernel, int turns, int calls) {
    for (int i = 0; i < calls; i++) {
      kernel.run(places, 0, turns * (long) lanes);
    }
  }

  /// What calls may allocate: in checked mode two segments for each array, where the compiler
  /// leaves them, which is less than a box for each vector.
  private long allowed(int calls) {
    return allowed(calls, Math.max(6, places.length));
  }

  @Override
  public void close() {
    arena.close();
  }
}
