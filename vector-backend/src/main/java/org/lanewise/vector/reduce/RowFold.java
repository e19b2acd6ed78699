package org.lanewise.vector.reduce;

import java.util.Arrays;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.move.Odometer;
import org.lanewise.vector.team.Team;

/// A fold of rows: the elements of one result lie one after the other.
///
/// Threads take rows, or blocks of rows.
public final class RowFold {
  /// Rows whose results are written at once.
  private static final int ROWS_AT_ONCE = 512;

  /// The elements below which a second thread does not pay.
  private static final long GRAIN = 1 << 15;

  private final Fold fold;
  private final Run source;
  private final Run factors;
  private final Layout rows;
  private final Layout factorRows;
  private final long n;
  private final Run result;

  private RowFold(Fold fold, Strided source, Strided factors, Strided result) {
    this.fold = fold;
    this.source = Run.of(source);
    this.factors = Run.of(factors);
    this.rows = withoutLast(source.layout());
    this.factorRows = withoutLast(factors.layout());
    this.n = source.shape().get(-1);
    this.result = Run.of(result);
  }

  /// Where rows begin.
  static Layout withoutLast(Layout layout) {
    int rank = layout.shape().rank() - 1;
    long[] strides = Arrays.copyOf(layout.strides(), rank);
    return Layout.of(layout.shape().subshape(0, rank), strides, layout.offset());
  }

  /// Folds the last axis, which is not empty and along which neighbours are neighbours in memory.
  ///
  /// @param source [rows…, n]
  /// @param factors the second runs of a product, of the same shape; otherwise not read
  /// @param result row-major, one element for each row
  public static void run(Fold fold, Strided source, Strided factors, Strided result) {
    new RowFold(fold, source, factors, result).run();
  }

  private void run() {
    long count = rows.shape().size();
    long blocks = ReductionOrder.blocks(n);
    if (blocks == 1) {
      Team.shared().forRange(count, Math.max(1, GRAIN / n), this::rows);
    } else {
      Partials partials = new Partials(fold, count, blocks, 1);
      Team.shared()
          .forRange(
              count * blocks,
              GRAIN / ReductionOrder.BLOCK,
              (from, to) -> blocks(partials, blocks, from, to));
      for (long row = 0; row < count; row++) {
        partials.finish(row, 1, result.segment(), result.at(row));
      }
      partials.release();
    }
    source.keep();
    factors.keep();
    result.keep();
  }

  /// Rows of one block. The lanes of each row begin where its result shall stand, so results line
  /// up.
  private void rows(long from, long to) {
    int atOnce = (int) Math.min(ROWS_AT_ONCE, to - from);
    FoldWork work = FoldWork.borrow(fold, atOnce + ReductionOrder.LANES);
    boolean even = fold.op() != Fold.Op.DOT && rows.canReshape(Shape.of(rows.shape().size()));
    Odometer row = new Odometer(rows);
    Odometer factorRow = new Odometer(factorRows);
    row.seek(from);
    factorRow.seek(from);
    for (long first = from; first < to; first += atOnce) {
      int count = (int) Math.min(atOnce, to - first);
      if (even) {
        row.seek(first);
        evenRows(work, row.position(), count);
      } else {
        for (int i = 0; i < count; i++) {
          row(work, row.position(), factorRow.position(), i);
          row.advance();
          factorRow.advance();
        }
      }
      work.write(0, count, result.segment(), result.at(first));
    }
    work.giveBack();
  }

  /// Rows that lie a constant step apart.
  private void evenRows(FoldWork work, long position, int count) {
    long step = rows.reshape(Shape.of(rows.shape().size())).stride(0);
    work.rows(
        source.segment(),
        source.at(position),
        step * source.operand().dtype().byteSize(),
        count,
        (int) n,
        0);
  }

  private void row(FoldWork work, long position, long factorPosition, int sumsAt) {
    if (fold.op() != Fold.Op.DOT) {
      work.rows(source.segment(), source.at(position), 0, 1, (int) n, sumsAt);
      return;
    }
    int lanes = FoldWork.lanesFor(fold, n);
    work.clear(sumsAt, lanes);
    work.lanes(
        source.segment(),
        source.at(position),
        (int) n,
        sumsAt,
        factors.segment(),
        factors.at(factorPosition));
    work.foldLanes(sumsAt, lanes, 1);
  }

  private void blocks(Partials partials, long blocks, long from, long to) {
    FoldWork work = FoldWork.borrow(fold, ROWS_AT_ONCE + ReductionOrder.LANES);
    Odometer row = new Odometer(rows);
    Odometer factorRow = new Odometer(factorRows);
    long whole = n / ReductionOrder.BLOCK;
    for (long unit = from; unit < to; ) {
      long block = unit % blocks;
      row.seek(unit / blocks);
      factorRow.seek(unit / blocks);
      int some = (int) Math.min(ROWS_AT_ONCE, Math.min(to - unit, whole - block));
      if (some > 0 && fold.op() != Fold.Op.DOT) {
        wholeBlocks(work, row.position() + block * ReductionOrder.BLOCK, some);
        partials.putRow(unit / blocks, block, some, work);
        unit += some;
      } else {
        block(work, row.position(), factorRow.position(), block);
        partials.put(unit / blocks, block, work);
        unit++;
      }
    }
    work.giveBack();
  }

  private void wholeBlocks(FoldWork work, long position, int count) {
    long step = (long) ReductionOrder.BLOCK * source.operand().dtype().byteSize();
    work.rows(source.segment(), source.at(position), step, count, ReductionOrder.BLOCK, 0);
  }

  private void block(FoldWork work, long position, long factorPosition, long block) {
    long start = block * ReductionOrder.BLOCK;
    int count = (int) Math.min(ReductionOrder.BLOCK, n - start);
    work.clear(0, ReductionOrder.LANES);
    work.lanes(
        source.segment(),
        source.at(position + start),
        count,
        0,
        factors.segment(),
        factors.at(factorPosition + start));
    work.foldLanes(0, ReductionOrder.LANES, 1);
  }
}
