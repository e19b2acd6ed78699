package org.lanewise.vector.codegen;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Allocation;
import org.lanewise.vector.kernel.Memory;

/// Memory on which a kernel is warmed: a few hundred ordinary numbers for each operand.
///
/// Many calls of a few hundred elements bring a kernel to C2 several times faster than few long
/// ones; with one turn of the loop a call, the profile would say that it does not loop.
final class Scratch implements AutoCloseable {
  private static final int ELEMENTS = 256;
  private static final int BATCH = 20;
  private static final int GOOD_BATCHES = 3;

  /// After so many batches without a box a kernel is compiled and will not become faster.
  private static final int COMPILED_BATCHES = 2000;

  /// The bytes that a batch may allocate: in checked mode two segments for each of six arrays a
  /// call, where the compiler leaves them, which is less than one box for each vector.
  static final long ALLOWED = allowed(6);

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

  private static long allowed(int arrays) {
    return Memory.CHECKED ? BATCH * 2 * 40L * arrays : 0;
  }

  private MemorySegment filled(DType dtype) {
    MemorySegment segment = arena.allocate(ELEMENTS * (long) Long.BYTES, 64);
    segment.fill((byte) 0);
    for (int i = 0; i < ELEMENTS; i++) {
      double value = dtype.isFloating() ? 0.5 + i % 5 * 0.25 : i % 7;
      Transfer.putBits(segment, dtype, i, ScalarBits.of(dtype, value));
    }
    return segment;
  }

  /// Runs a kernel until it is as fast as the cost model says; returns whether it came near and
  /// boxes no vector. The time it may take is computing time, so that a busy machine is no reason
  /// to give up.
  ///
  /// @param patienceNanos how long to wait for the compiler
  boolean warm(Kernel kernel, int operations, long patienceNanos) {
    double goal = VECTOR_OPERATION * (operations + 4) / lanes;
    double best = Double.POSITIVE_INFINITY;
    int good = 0;
    int compiled = 0;
    long allowed = allowed(Math.max(6, places.length));
    long start = Allocation.cpuNanos();
    while (good < GOOD_BATCHES
        && compiled < COMPILED_BATCHES
        && Allocation.cpuNanos() - start < patienceNanos) {
      long bytes = Allocation.bytes();
      long nanos = batch(kernel);
      if (Allocation.bytes() - bytes <= allowed) {
        double each = nanos / (double) (BATCH * ELEMENTS);
        best = Math.min(best, each);
        good = each <= goal ? good + 1 : good;
        compiled++;
      }
    }
    return best <= 3 * goal;
  }

  private long batch(Kernel kernel) {
    long start = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      kernel.run(places, 0, ELEMENTS);
    }
    return System.nanoTime() - start;
  }

  @Override
  public void close() {
    arena.close();
  }
}
