package org.lanewise.vector.codegen;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;

/// Memory on which a kernel is warmed: a few hundred ordinary numbers for each operand.
///
/// Many calls of a few hundred elements bring a kernel to C2 several times faster than few long
/// ones; with one turn of the loop a call, the profile would say that it does not loop.
final class Scratch implements AutoCloseable {
  private static final int ELEMENTS = 256;
  private static final int BATCH = 20;
  private static final int GOOD_BATCHES = 3;
  private static final long PATIENCE_NANOS = 4_000_000_000L;

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

  private MemorySegment filled(DType dtype) {
    MemorySegment segment = arena.allocate(ELEMENTS * (long) Long.BYTES, 64);
    segment.fill((byte) 0);
    for (int i = 0; i < ELEMENTS; i++) {
      double value = dtype.isFloating() ? 0.5 + i % 5 * 0.25 : i % 7;
      Transfer.putBits(segment, dtype, i, ScalarBits.of(dtype, value));
    }
    return segment;
  }

  /// Runs a kernel until it is as fast as the cost model says; returns whether it came near.
  boolean warm(Kernel kernel, int operations) {
    double goal = VECTOR_OPERATION * (operations + 4) / lanes;
    double best = Double.POSITIVE_INFINITY;
    int good = 0;
    long start = System.nanoTime();
    long now = start;
    while (good < GOOD_BATCHES && now - start < PATIENCE_NANOS) {
      for (int i = 0; i < BATCH; i++) {
        kernel.run(places, 0, ELEMENTS);
      }
      long end = System.nanoTime();
      double each = (end - now) / (double) (BATCH * ELEMENTS);
      best = Math.min(best, each);
      good = each <= goal ? good + 1 : good;
      now = end;
    }
    return best <= 3 * goal;
  }

  @Override
  public void close() {
    arena.close();
  }
}
