package org.lanewise.vector.reduce;

import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Span;

/// A fold of the rows of a matrix, `result[j] = row₀[j] ∘ row₁[j] ∘ …`, whose rows are made a few
/// at a time, by several threads.
///
/// The lanes of `ReductionOrder` belong to rows, so each thread takes some lanes of some blocks: a
/// *unit*. It folds the rows of its lanes in their order ([ColumnTile]), and when all units are
/// done [#finish] folds the lanes by halves, and the tree over the blocks.
public final class LateColumns {
  private final Fold fold;
  private final long n;
  private final int columns;
  private final int lanes;
  private final int groups;
  private final int slot;
  private final Partials blocks;
  private final Strided parts;

  /// Prepares a fold.
  ///
  /// @param n how many rows there are
  /// @param columns the elements of a row, at least 2
  /// @param groups into how many parts the lanes of a block are cut, a power of two
  public LateColumns(Fold fold, long n, int columns, int groups) {
    int vector = FoldWork.lanes(fold.element());
    this.fold = fold;
    this.n = n;
    this.columns = columns;
    this.groups = groups;
    this.lanes = lanes(n);
    this.slot = (columns + vector - 1) / vector * vector;
    this.blocks = new Partials(fold, 1, ReductionOrder.blocks(n), columns);
    long kept = groups == 1 ? 0 : ReductionOrder.blocks(n) * lanes;
    this.parts = Strided.allocate(fold.element().dtype(), Shape.of(kept, slot));
  }

  /// The lanes that `n` rows reach, rounded up to a power of two.
  public static int lanes(long n) {
    return n >= ReductionOrder.LANES ? ReductionOrder.LANES : ceiling((int) n);
  }

  private static int ceiling(int n) {
    return n <= 1 ? 1 : Integer.highestOneBit(n - 1) * 2;
  }

  /// What one thread needs to fold units.
  public ColumnTile tile() {
    return new ColumnTile(fold, columns, lanes / groups);
  }

  /// Keeps the lanes of a unit, which are in a tile.
  ///
  /// @param unit the number of the block, times the number of groups, plus that of the group
  public void put(ColumnTile tile, long unit) {
    FoldWork work = tile.work();
    if (groups == 1) {
      work.foldLanes(0, lanes, slot);
      blocks.put(0, unit, work);
    } else {
      int some = lanes / groups * slot;
      work.copyOut(0, some, Memory.segment(parts), at(unit * some));
    }
  }

  private long at(long element) {
    return Memory.at(parts) + element * fold.element().size();
  }

  /// Writes the results.
  public void finish(Strided result) {
    if (groups > 1) {
      FoldWork work = FoldWork.borrow(fold, lanes * slot);
      for (long block = 0; block < ReductionOrder.blocks(n); block++) {
        work.copyIn(Memory.segment(parts), at(block * lanes * slot), lanes * slot);
        work.foldLanes(0, lanes, slot);
        blocks.put(0, block, work);
      }
      work.giveBack();
    }
    Span target = Span.of(result.buffer());
    blocks.finish(0, columns, target.segment(), target.at(result.address()));
    blocks.release();
    parts.buffer().release();
  }
}
