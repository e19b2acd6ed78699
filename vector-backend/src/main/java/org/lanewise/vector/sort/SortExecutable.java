package org.lanewise.vector.sort;

import java.lang.ref.Reference;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.team.Team;

/// `sort` by one key: rows are sorted one by one, in a form in which the sorted axis is the last.
///
/// Threads take rows, or parts of each row if rows are long and few.
final class SortExecutable implements Executable {
  /// The elements of a row that are worth a second thread, which has to wait for the first one
  /// twice in each pass.
  private static final int LONG_ROW = 1 << 15;

  /// The elements of a job that is worth a second thread.
  private static final int GRAIN = 1 << 11;

  /// Parts of a row per thread.
  private static final int PARTS_PER_THREAD = 2;

  private final int dimension;

  SortExecutable(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public Strided[] execute(Strided... operands) {
    Strided[] sources = new Strided[operands.length];
    Strided[] rows = new Strided[operands.length];
    for (int i = 0; i < rows.length; i++) {
      sources[i] = RowMajor.of(operands[i].with(alongRows(operands[i].layout())));
      rows[i] = Strided.allocate(operands[i].dtype(), sources[i].shape());
    }
    if (rows[0].shape().size() > 0) {
      sort(sources, rows);
    }
    Reference.reachabilityFence(sources);
    Reference.reachabilityFence(rows);
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

  private static void sort(Strided[] sources, Strided[] rows) {
    int n = (int) rows[0].shape().get(-1);
    long count = rows[0].shape().size() / n;
    int threads = Team.shared().size();
    if (n >= LONG_ROW && count < threads && threads > 1) {
      sort(sources, rows, threads * PARTS_PER_THREAD, 0, count);
    } else {
      Team.shared().forRange(count, 1 + GRAIN / n, (from, to) -> sort(sources, rows, 1, from, to));
    }
  }

  private static void sort(Strided[] sources, Strided[] rows, int chunks, long from, long to) {
    try (RowSort sort = new RowSort(sources, rows, chunks)) {
      for (long row = from; row < to; row++) {
        sort.sort(row);
      }
    }
  }
}
