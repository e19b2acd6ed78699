package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.backend.ScanOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Kinds;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Warmth;
import org.lanewise.vector.team.Team;

/// A running fold along an axis that is not the last: rows are folded into rows, by vectors.
/// Threads take columns.
final class ColumnScan {
  private static final Kinds<Scan, ColumnScan> KINDS = new Kinds<>(ColumnScan::new);

  /// The elements below which a second thread does not pay.
  private static final long GRAIN = 1 << 15;

  private static final long HOT_NANOS = 4000;
  private static final int TRIED = 4;

  private final int size;
  private final int lanes;
  private final int wide;
  private final ColumnScanKernel kernel;
  private final Warmth warmth;

  private ColumnScan(Scan scan) {
    ColumnScanKernel emitted = ColumnScanEmitter.emit(scan);
    this.size = scan.element().size();
    this.lanes = Species.BITS / 8 / size;
    this.wide = lanes * ColumnScanEmitter.vectors();
    this.kernel = emitted;
    Strided rows = Strided.allocate(scan.element().dtype(), Shape.of(TRIED, wide));
    this.warmth = new Warmth(() -> trial(emitted, rows), HOT_NANOS);
  }

  private static void trial(ColumnScanKernel kernel, Strided rows) {
    MemorySegment memory = Memory.segment(rows);
    long step = rows.layout().stride(0) * rows.dtype().byteSize();
    long at = Memory.at(rows);
    kernel.firstWide(memory, at, step, memory, at, step, TRIED);
    kernel.laterWide(memory, at + step, step, memory, at + step, step, TRIED - 1);
    kernel.firstNarrow(memory, at, step, memory, at, step, TRIED);
    kernel.laterNarrow(memory, at + step, step, memory, at + step, step, TRIED - 1);
    Reference.reachabilityFence(rows.buffer());
  }

  /// The kernel of a scan.
  static ColumnScan of(Scan scan) {
    return KINDS.of(scan);
  }

  /// Whether columns fill a vector, and the kernel is compiled; if not, it will be warmed.
  boolean fits(long columns) {
    return columns >= lanes && warmth.isHot();
  }

  /// Folds the middle axis.
  ///
  /// @param source row-major [stacks, extent, columns]
  /// @param target of the same layout
  /// @param reverse whether to begin with the last row
  void run(Strided source, Strided target, boolean reverse) {
    long extent = source.shape().get(1);
    long columns = source.shape().get(2);
    long chunks = (columns + wide - 1) / wide;
    Team.shared()
        .forRange(
            source.shape().get(0) * chunks,
            Math.max(1, GRAIN / extent / wide),
            (from, to) -> {
              for (long unit = from; unit < to; unit++) {
                long first = unit / chunks * extent * columns;
                chunk(source, target, first, unit % chunks * wide, reverse);
              }
            });
    Reference.reachabilityFence(source.buffer());
    Reference.reachabilityFence(target.buffer());
  }

  /// As many columns as are wide, or vectors; the last one ends where the columns end, and some of
  /// its columns are computed twice.
  private void chunk(Strided source, Strided target, long first, long column, boolean reverse) {
    long columns = source.shape().get(2);
    if (column + wide <= columns) {
      columns(source, target, first + column, reverse, true);
      return;
    }
    for (long c = column; c < columns; c += lanes) {
      columns(source, target, first + Math.min(c, columns - lanes), reverse, false);
    }
  }

  private void columns(
      Strided source, Strided target, long first, boolean reverse, boolean isWide) {
    long extent = source.shape().get(1);
    long row = source.shape().get(2) * size;
    long step = reverse ? -row : row;
    long start = first * size + (reverse ? (extent - 1) * row : 0);
    for (long done = 0; done < extent; done += ScanOrder.BLOCK) {
      int rows = (int) Math.min(ScanOrder.BLOCK, extent - done);
      long from = Memory.at(source) + start + done * step;
      long to = Memory.at(target) + start + done * step;
      block(Memory.segment(source), from, Memory.segment(target), to, step, rows, isWide, done > 0);
    }
  }

  private void block(
      MemorySegment source,
      long from,
      MemorySegment target,
      long to,
      long step,
      int rows,
      boolean isWide,
      boolean later) {
    if (isWide && later) {
      kernel.laterWide(source, from, step, target, to, step, rows);
    } else if (isWide) {
      kernel.firstWide(source, from, step, target, to, step, rows);
    } else if (later) {
      kernel.laterNarrow(source, from, step, target, to, step, rows);
    } else {
      kernel.firstNarrow(source, from, step, target, to, step, rows);
    }
  }
}
