package org.lanewise.vector.reduce;

import org.lanewise.backend.ReductionOrder;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Span;

/// A fold of long rows whose blocks are made one at a time, in any order and by any thread.
///
/// When all blocks of all rows have been folded, [#finish] folds the tree over them.
public final class LongRows {
  private final Fold fold;
  private final Primitive primitive;
  private final long rows;
  private final long n;
  private final Partials partials;

  /// Prepares the fold of some rows of `n` elements each.
  ///
  /// @param primitive the fold of axis 1 of a matrix
  public LongRows(Fold fold, Primitive primitive, long rows, long n) {
    this.fold = fold;
    this.primitive = primitive;
    this.rows = rows;
    this.n = n;
    this.partials = new Partials(fold, rows, ReductionOrder.blocks(n), 1);
  }

  /// What one thread needs to fold blocks.
  public RowTile tile() {
    return new RowTile(fold, primitive, ReductionOrder.BLOCK);
  }

  /// Folds a block.
  ///
  /// @param tile the thread's
  /// @param source the memory of the block, and `buffer` the buffer that it is
  /// @param address where the block begins
  public void put(RowTile tile, long row, long block, Span source, Buffer buffer, long address) {
    int count = (int) Math.min(ReductionOrder.BLOCK, n - block * ReductionOrder.BLOCK);
    tile.block(partials, row, block, source, buffer, address, count);
  }

  /// Writes the results, one for each row.
  public void finish(Strided result) {
    Span target = Span.of(result.buffer());
    for (long row = 0; row < rows; row++) {
      long address = result.address() + row * fold.element().size();
      partials.finish(row, 1, target.segment(), target.at(address));
    }
    partials.release();
  }
}
