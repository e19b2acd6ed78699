package org.lanewise.vector.reduce;

import java.util.Arrays;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
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
    int lanes = FoldWork.lanesFor(fold, n);
    Odometer row = new Odometer(rows);
    Odometer factorRow = new Odometer(factorRows);
    row.seek(from);
    factorRow.seek(from);
    for (long first = from; first < to; first += atOnce) {
      int count = (int) Math.min(atOnce, to - first);
      for (int i = 0; i < count; i++) {
        work.clear(i, lanes);
        work.lanes(
            source.segment(),
            source.at(row.position()),
            (int) n,
            i,
            factors.segment(),
            factors.at(factorRow.position()));
        work.foldLanes(i, lanes, 1);
        row.advance();
        factorRow.advance();
      }
      work.write(0, count, result.segment(), result.at(first));
    }
    work.giveBack();
  }

  private void blocks(Partials partials, long blocks, long from, long to) {
    FoldWork work = FoldWork.borrow(fold, ReductionOrder.LANES);
    Odometer row = new Odometer(rows);
    Odometer factorRow = new Odometer(factorRows);
    for (long unit = from; unit < to; unit++) {
      long block = unit % blocks;
      if (block == 0 || unit == from) {
        row.seek(unit / blocks);
        factorRow.seek(unit / blocks);
      }
      long start = block * ReductionOrder.BLOCK;
      int count = (int) Math.min(ReductionOrder.BLOCK, n - start);
      work.clear(0, ReductionOrder.LANES);
      work.lanes(
          source.segment(),
          source.at(row.position() + start),
          count,
          0,
          factors.segment(),
          factors.at(factorRow.position() + start));
      work.foldLanes(0, ReductionOrder.LANES, 1);
      partials.put(unit / blocks, block, work);
    }
    work.giveBack();
  }
}
