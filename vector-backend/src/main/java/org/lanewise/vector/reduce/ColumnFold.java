package org.lanewise.vector.reduce;

import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.vector.move.Odometer;
import org.lanewise.vector.team.Team;

/// A fold of columns: neighbouring results have neighbouring elements, and the elements of one
/// result lie a constant step apart.
///
/// Columns are taken in chunks such that 64 lanes of each fit into the first-level cache. Threads
/// take chunks, or blocks of chunks.
public final class ColumnFold {
  /// Bytes of the sums of a product that are held at once: in the nearest cache.
  private static final int SUM_BYTES = 32 << 10;

  /// Bytes of other sums: those of one lane are in the nearest cache while they are made, all of
  /// them in the next one.
  private static final int STACKED_BYTES = 512 << 10;

  /// Columns of a chunk at least, so that runs in memory are long.
  private static final int FEWEST = 256;

  /// The elements below which a second thread does not pay.
  private static final long GRAIN = 1 << 15;

  private final Fold fold;
  private final Run source;
  private final Run factors;
  private final Run result;
  private final Layout stacks;
  private final Layout factorStacks;
  private final long n;
  private final long step;
  private final long factorStep;
  private final long columns;
  private final int width;
  private final int slot;
  private final int lanes;

  private ColumnFold(Fold fold, Strided source, Strided factors, Strided result) {
    this.fold = fold;
    this.source = Run.of(source);
    this.factors = Run.of(factors);
    this.result = Run.of(result);
    int rank = source.shape().rank();
    this.stacks = RowFold.withoutLast(RowFold.withoutLast(source.layout()));
    this.factorStacks = RowFold.withoutLast(RowFold.withoutLast(factors.layout()));
    this.n = source.shape().get(-2);
    this.step = source.layout().stride(rank - 2);
    this.factorStep = factors.layout().stride(rank - 2);
    this.columns = source.shape().get(-1);
    this.lanes = FoldWork.lanesFor(fold, n);
    int vector = FoldWork.lanes(fold.element());
    boolean product = fold.op() == Fold.Op.DOT;
    int bytes = product ? SUM_BYTES : STACKED_BYTES;
    int most = bytes / fold.element().size() / lanes / vector * vector;
    this.width = (int) Math.min(columns, product ? most : Math.min(most, share(vector)));
    this.slot = isDense() ? width : (width + vector - 1) / vector * vector;
  }

  /// The columns of a chunk, if there shall be one for each thread.
  private long share(int vector) {
    long others = stacks.shape().size() * ReductionOrder.blocks(n);
    long chunks = Math.max(1, Team.shared().size() / others);
    long share = Math.max(FEWEST, (columns + chunks - 1) / chunks);
    return (share + vector - 1) / vector * vector;
  }

  /// Whether 64 rows are one run.
  private boolean isDense() {
    return fold.op() != Fold.Op.DOT && width == columns && step == columns;
  }

  /// Folds the last but one axis, which is not empty; along the last one neighbours are neighbours
  /// in memory.
  ///
  /// @param source [stacks…, n, columns]
  /// @param factors the factors of a product, of the same shape and equal along columns; otherwise
  ///   not read
  /// @param result row-major [stacks…, columns]
  public static void run(Fold fold, Strided source, Strided factors, Strided result) {
    new ColumnFold(fold, source, factors, result).run();
  }

  private void run() {
    long chunks = (columns + width - 1) / width;
    long groups = stacks.shape().size() * chunks;
    long blocks = ReductionOrder.blocks(n);
    long grain = Math.max(1, GRAIN / Math.min(n, ReductionOrder.BLOCK) / width);
    if (blocks == 1) {
      Team.shared().forRange(groups, grain, (from, to) -> groups(chunks, from, to));
    } else {
      Partials partials = new Partials(fold, groups, blocks, width);
      Team.shared()
          .forRange(
              groups * blocks, grain, (from, to) -> blocks(partials, chunks, blocks, from, to));
      for (long group = 0; group < groups; group++) {
        partials.finish(group, width(group % chunks), result.segment(), target(group, chunks));
      }
      partials.release();
    }
    source.keep();
    factors.keep();
    result.keep();
  }

  private int width(long chunk) {
    return (int) Math.min(width, columns - chunk * width);
  }

  private long target(long group, long chunks) {
    return result.at(group / chunks * columns + group % chunks * width);
  }

  private void groups(long chunks, long from, long to) {
    FoldWork work = FoldWork.borrow(fold, lanes * slot);
    Odometer stack = new Odometer(stacks);
    Odometer factorStack = new Odometer(factorStacks);
    for (long group = from; group < to; group++) {
      stack.seek(group / chunks);
      factorStack.seek(group / chunks);
      int used = width(group % chunks);
      block(work, stack.position() + group % chunks * width, factorStack.position(), 0, used);
      work.write(0, used, result.segment(), target(group, chunks));
    }
    work.giveBack();
  }

  private void blocks(Partials partials, long chunks, long blocks, long from, long to) {
    FoldWork work = FoldWork.borrow(fold, lanes * slot);
    Odometer stack = new Odometer(stacks);
    Odometer factorStack = new Odometer(factorStacks);
    for (long unit = from; unit < to; unit++) {
      long group = unit / blocks;
      stack.seek(group / chunks);
      factorStack.seek(group / chunks);
      long first = stack.position() + group % chunks * width;
      block(work, first, factorStack.position(), unit % blocks, width(group % chunks));
      partials.put(group, unit % blocks, work);
    }
    work.giveBack();
  }

  /// Folds one block of the columns that begin at a position.
  private void block(FoldWork work, long first, long firstFactor, long block, int used) {
    long start = block * ReductionOrder.BLOCK;
    int count = (int) Math.min(ReductionOrder.BLOCK, n - start);
    work.clear(0, lanes * slot);
    if (isDense()) {
      dense(work, first + start * step, count);
    } else if (fold.op() != Fold.Op.DOT) {
      stacked(work, first + start * step, count, used);
    } else {
      scaled(work, first + start * step, firstFactor + start * factorStep, count, used);
    }
    work.foldLanes(0, lanes, slot);
    if (!isDense() && fold.op() != Fold.Op.DOT) {
      work.closeGap(used);
    }
  }

  /// As many rows as there are lanes are one run.
  private void dense(FoldWork work, long first, int count) {
    int run = lanes * width;
    int runs = lanes == ReductionOrder.LANES ? count / lanes : 0;
    long bytes = (long) run * fold.element().size();
    long at = source.at(first);
    work.stack(source.segment(), at, bytes, runs, run, 0);
    int rest = (count - runs * lanes) * width;
    if (rest > 0) {
      work.elements(source.segment(), at + runs * bytes, rest, 0, source.segment(), at);
    }
  }

  /// The rows of one lane after the other.
  private void stacked(FoldWork work, long first, int count, int used) {
    long bytes = step * lanes * fold.element().size();
    for (int lane = 0; lane < Math.min(lanes, count); lane++) {
      int rows = (count - lane + lanes - 1) / lanes;
      long at = source.at(first + lane * step);
      work.stack(source.segment(), at, bytes, rows, used, lane * slot);
    }
  }

  private void scaled(FoldWork work, long first, long firstFactor, int count, int used) {
    for (int row = 0; row < count; row++) {
      long at = source.at(first + row * step);
      long factor = factors.at(firstFactor + row * factorStep);
      work.scaled(source.segment(), at, used, row % lanes * slot, factors.segment(), factor);
    }
  }
}
