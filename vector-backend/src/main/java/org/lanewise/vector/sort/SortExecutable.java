package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.move.StepKernels;
import org.lanewise.vector.team.Team;

/// `sort` by one key: rows are sorted one by one, in a copy of which the sorted axis is the last.
final class SortExecutable implements Executable {
  private final int dimension;

  SortExecutable(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public Strided[] execute(Strided... operands) {
    Strided[] rows = new Strided[operands.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = RowMajor.copy(operands[i].with(alongRows(operands[i].layout())));
    }
    if (rows[0].shape().size() > 0) {
      sort(rows);
    }
    boolean inPlace = dimension == operands[0].shape().rank() - 1;
    return inPlace ? rows : bringBack(rows, operands);
  }

  private Strided[] bringBack(Strided[] rows, Strided... operands) {
    Strided[] results = new Strided[rows.length];
    for (int i = 0; i < rows.length; i++) {
      results[i] = Strided.allocate(rows[i].dtype(), operands[i].shape());
      Mover.move(rows[i], results[i].with(alongRows(results[i].layout())));
      rows[i].buffer().release();
    }
    return results;
  }

  private Layout alongRows(Layout layout) {
    Axes last = Axes.of(dimension);
    return layout.transpose(last.complement(layout.shape().rank()).concat(last));
  }

  private static void sort(Strided... rows) {
    int n = (int) rows[0].shape().get(-1);
    long count = rows[0].shape().size() / n;
    Team.shared()
        .forRange(
            count,
            1 + 4096 / n,
            (from, to) -> {
              for (long row = from; row < to; row++) {
                if (rows.length == 1) {
                  sortAlone(rows[0], row * n, n);
                } else {
                  sortTogether(row * n, n, rows);
                }
              }
            });
    for (Strided operand : rows) {
      Reference.reachabilityFence(operand.buffer());
    }
  }

  private static long at(Strided rows, long first) {
    return Memory.at(rows) + first * rows.dtype().byteSize();
  }

  /// Keys that are equal are equal elements, but for zeros, whose signs are put back in their
  /// order.
  private static void sortAlone(Strided rows, long first, int n) {
    MemorySegment segment = Memory.segment(rows);
    DType dtype = rows.dtype();
    long at = at(rows, first);
    Zeros zeros = Zeros.of(dtype, segment, at, n);
    long[] keys = SortKeys.read(dtype, segment, at, n);
    SortKeys.write(dtype, RadixSort.sort(keys, Long.SIZE - dtype.bitSize()), segment, at);
    zeros.putBack(dtype, segment, at);
  }

  /// Sorts positions by the keys of the first operand and permutes all.
  private static void sortTogether(long first, int n, Strided... rows) {
    DType dtype = rows[0].dtype();
    long[] keys = SortKeys.read(dtype, Memory.segment(rows[0]), at(rows[0], first), n);
    int[] order = dtype.byteSize() == 4 ? orderOfHalves(keys) : RadixSort.order(keys);
    for (Strided operand : rows) {
      permute(operand, first, order);
    }
  }

  /// A key of 32 bits and its position make one number.
  private static int[] orderOfHalves(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] |= i;
    }
    long[] sorted = RadixSort.sort(keys, Integer.SIZE);
    int[] order = new int[sorted.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) sorted[i];
    }
    return order;
  }

  private static void permute(Strided rows, long first, int[] order) {
    int size = rows.dtype().byteSize();
    MemorySegment segment = Memory.segment(rows);
    long at = at(rows, first);
    Strided old = Strided.allocate(rows.dtype(), Shape.of(order.length));
    MemorySegment before = Memory.segment(old);
    MemorySegment.copy(segment, at, before, Memory.at(old), (long) order.length * size);
    StepKernels.take(size, before, Memory.at(old), order, segment, at);
    old.buffer().release();
  }
}
