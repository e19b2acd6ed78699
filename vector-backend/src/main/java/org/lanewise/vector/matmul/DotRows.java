package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.EnumMap;
import java.util.Map;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Stash;
import org.lanewise.vector.kernel.Warmth;
import org.lanewise.vector.team.Team;

/// Matrix times vector for matrices of many rows that lie one after the other in memory: some rows
/// are read side by side. The order is that of `ReductionOrder` along each row.
final class DotRows {
  /// Rows from which on this pays.
  private static final long FEWEST = 16;

  /// Rows whose blocks are kept until the tree over the blocks is folded; whole groups of those
  /// that are read side by side.
  private static final int ROWS_AT_ONCE = 96 * DotRowsKernel.ROWS;

  /// Elements below which a second thread does not pay.
  private static final long GRAIN = 1 << 15;

  private static final long HOT_NANOS = 4000;

  private static final Map<Element, DotRows> KINDS = new EnumMap<>(Element.class);

  private final Element element;
  private final DotRowsKernel kernel;
  private final Warmth warmth;
  private final int lanesAtOnce;
  private final Stash<Work> stash = new Stash<>();

  private DotRows(Element element) {
    this.element = element;
    this.kernel = DotRowsEmitter.emit(element);
    this.lanesAtOnce = DotRowsEmitter.lanesAtOnce(element);
    this.warmth = new Warmth(this::trial, HOT_NANOS);
  }

  /// What one thread needs.
  ///
  /// @param x a block of the vector, filled up with zeros
  /// @param sums 64 lanes of each row
  /// @param rest the ends of rows, filled up with −0: `fma(−0, 0, lane)` is the lane, whatever it
  ///   is
  private record Work(Object x, Object sums, Strided rest) {
    static Work of(Element element) {
      int lanes = ReductionOrder.LANES;
      Shape rest = Shape.of(DotRowsKernel.ROWS, lanes);
      return new Work(
          element.newArray(ReductionOrder.BLOCK),
          element.newArray(DotRowsKernel.ROWS * lanes),
          Strided.allocate(element.dtype(), rest));
    }
  }

  /// The kernel for a type of elements.
  static DotRows of(Element element) {
    synchronized (KINDS) {
      return KINDS.computeIfAbsent(element, DotRows::new);
    }
  }

  /// Whether the kernel is compiled, and made for so many rows of so many elements; if it is not
  /// compiled, it will be warmed.
  boolean fits(long rows, long n) {
    return rows >= FEWEST && n >= ReductionOrder.LANES && warmth.isHot();
  }

  private void trial() {
    Work work = stash.take(() -> Work.of(element));
    MemorySegment memory = Memory.segment(work.rest);
    long at = Memory.at(work.rest);
    kernel.rows(memory, at, 0, 2 * ReductionOrder.LANES, work.x, 0, work.sums, 0);
    kernel.halves(work.sums, work.x, 0);
    kernel.combine(work.x, 0, 0, DotRowsKernel.ROWS);
    Reference.reachabilityFence(work);
    stash.give(work);
  }

  /// Computes stacked products.
  ///
  /// @param matrix [batch, rows, n], with neighbours along n in memory
  /// @param vector [batch, 1, n], with neighbours along n in memory
  /// @param product row-major, batch · rows elements
  void multiply(Strided matrix, Strided vector, Strided product) {
    long rows = matrix.shape().get(1);
    long n = matrix.shape().get(2);
    long groups = (rows + DotRowsKernel.ROWS - 1) / DotRowsKernel.ROWS;
    Team.shared()
        .forRange(
            matrix.shape().get(0) * groups,
            Math.max(1, GRAIN / n / DotRowsKernel.ROWS),
            (from, to) -> {
              Work work = stash.take(() -> Work.of(element));
              for (long group = from; group < to; ) {
                long batch = group / groups;
                long first = group % groups * DotRowsKernel.ROWS;
                long most = Math.min((to - group) * DotRowsKernel.ROWS, ROWS_AT_ONCE);
                int count = (int) Math.min(most, rows - first);
                rows(work, matrix, vector, product, batch, first, count);
                group += (count + DotRowsKernel.ROWS - 1) / DotRowsKernel.ROWS;
              }
              Reference.reachabilityFence(work);
              stash.give(work);
            });
  }

  private long at(Strided stack, long batch, long row) {
    long position = batch * stack.layout().stride(0) + row * stack.layout().stride(1);
    return Memory.at(stack) + position * element.size();
  }

  /// Some rows of one matrix; block by block of the vector.
  private void rows(
      Work work,
      Strided matrix,
      Strided vector,
      Strided product,
      long batch,
      long first,
      int count) {
    long n = matrix.shape().get(2);
    int blocks = Math.toIntExact(ReductionOrder.blocks(n));
    int slot = count + DotRowsKernel.ROWS + Species.BITS / 8;
    Object results = element.newArray(blocks * slot);
    for (int block = 0; block < blocks; block++) {
      long start = (long) block * ReductionOrder.BLOCK;
      int some = (int) Math.min(ReductionOrder.BLOCK, n - start);
      readFactors(work, at(vector, batch, 0) + start * element.size(), vector, some);
      for (int row = 0; row < count; row += DotRowsKernel.ROWS) {
        // the last rows are computed twice rather than fewer at a time
        long group = Math.min(first + row, matrix.shape().get(1) - DotRowsKernel.ROWS);
        some(work, matrix, at(matrix, batch, group) + start * element.size(), some);
        kernel.halves(
            work.sums, results, block * slot + (int) (group - first) + DotRowsKernel.ROWS);
      }
    }
    for (int step = 1; step < blocks; step *= 2) {
      for (int i = 0; i + step < blocks; i += 2 * step) {
        kernel.combine(results, i * slot, (i + step) * slot, slot - Species.BITS / 8);
      }
    }
    long to = Memory.at(product) + (batch * matrix.shape().get(1) + first) * element.size();
    ValueLayout layout = element.layout();
    MemorySegment.copy(results, DotRowsKernel.ROWS, Memory.segment(product), layout, to, count);
  }

  private void readFactors(Work work, long at, Strided vector, int count) {
    ValueLayout layout = element.layout();
    MemorySegment.copy(Memory.segment(vector), layout, at, work.x, 0, count);
    int whole = (count + ReductionOrder.LANES - 1) / ReductionOrder.LANES * ReductionOrder.LANES;
    element.fill(work.x, count, whole, 0);
  }

  /// Some rows of one block.
  private void some(Work work, Strided matrix, long at, int count) {
    MemorySegment memory = Memory.segment(matrix);
    long step = matrix.layout().stride(1) * element.size();
    int whole = count & -ReductionOrder.LANES;
    element.fill(work.sums, 0, DotRowsKernel.ROWS * ReductionOrder.LANES, 0);
    fold(work, memory, at, step, whole, 0);
    if (whole < count) {
      readRest(work.rest, memory, at + (long) whole * element.size(), step, count - whole);
      long restStep = (long) ReductionOrder.LANES * element.size();
      MemorySegment rest = Memory.segment(work.rest);
      fold(work, rest, Memory.at(work.rest), restStep, ReductionOrder.LANES, whole);
    }
  }

  /// Where registers do not hold all lanes, rows are read several times, from the second-level
  /// cache.
  private void fold(Work work, MemorySegment memory, long at, long step, int count, int x) {
    for (int lane = 0; lane < ReductionOrder.LANES; lane += lanesAtOnce) {
      long from = at + (long) lane * element.size();
      kernel.rows(memory, from, step, count, work.x, x + lane, work.sums, lane);
    }
  }

  private void readRest(Strided rest, MemorySegment memory, long at, long step, int count) {
    MemorySegment target = Memory.segment(rest);
    long to = Memory.at(rest);
    element.fill(target, to, DotRowsKernel.ROWS * ReductionOrder.LANES, negativeZero());
    long bytes = (long) count * element.size();
    for (int row = 0; row < DotRowsKernel.ROWS; row++) {
      long line = to + (long) row * ReductionOrder.LANES * element.size();
      MemorySegment.copy(memory, at + row * step, target, line, bytes);
    }
  }

  private long negativeZero() {
    return switch (element) {
      case FLOAT -> Integer.MIN_VALUE;
      case DOUBLE -> Long.MIN_VALUE;
      case INT, LONG -> 0;
    };
  }
}
