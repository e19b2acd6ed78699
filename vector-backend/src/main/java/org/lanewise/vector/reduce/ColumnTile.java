package org.lanewise.vector.reduce;

import org.lanewise.vector.kernel.Span;

/// One thread's sums of a fold of rows: some lanes, as wide as a row each.
public final class ColumnTile implements AutoCloseable {
  private final Fold fold;
  private final int columns;
  private final int lanes;
  private final int slot;
  private final FoldWork work;

  ColumnTile(Fold fold, int columns, int lanes) {
    int vector = FoldWork.lanes(fold.element());
    this.fold = fold;
    this.columns = columns;
    this.lanes = lanes;
    this.slot = (columns + vector - 1) / vector * vector;
    this.work = FoldWork.borrow(fold, lanes * slot);
  }

  /// Begins a unit.
  public void clear() {
    work.clear(0, lanes * slot);
  }

  /// Folds rows that lie one after the other, each into the next lane.
  ///
  /// @param source the memory of the rows
  /// @param address where the first row begins
  /// @param rows how many
  /// @param lane the lane of the first row, counted from the first one of the unit
  public void add(Span source, long address, int rows, int lane) {
    int size = fold.element().size();
    long row = (long) columns * size;
    source.prove(address, rows * row);
    if (!fold.isHot()) {
      for (int i = 0; i < rows; i++) {
        work.coldElements(source, address + i * row, columns, (lane + i) * slot);
      }
    } else if (slot == columns) {
      elements(source, source.at(address), rows * columns, lane);
    } else {
      for (int i = 0; i < rows; i++) {
        // the sums after a row's are never read, so the vector at its end may reach into the next
        boolean padded = address + i * row + (long) slot * size <= source.end();
        int count = padded ? slot : columns;
        elements(source, source.at(address + i * row), count, lane + i);
      }
    }
  }

  private void elements(Span source, long at, int count, int lane) {
    work.elements(source.segment(), at, count, lane * slot, source.segment(), at);
  }

  FoldWork work() {
    return work;
  }

  @Override
  public void close() {
    work.giveBack();
  }
}
