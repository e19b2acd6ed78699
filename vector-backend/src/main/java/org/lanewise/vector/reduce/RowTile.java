package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.lanewise.backend.Executable;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Span;

/// Folds a few rows at a time, which lie one after the other, for loops that make them as they go.
///
/// The order is that of [RowFold]: of `ReductionOrder`, for each row. One thread uses a tile; while
/// the kernel is cold the reference backend folds.
public final class RowTile implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 512;

  private final Fold fold;
  private final Primitive primitive;
  private final int n;
  private final int blocks;
  private final FoldWork work;

  /// Prepares the fold of rows of `n` elements, of one block or a few.
  ///
  /// @param primitive the fold of axis 1 of a matrix
  public RowTile(Fold fold, Primitive primitive, long n) {
    this.fold = fold;
    this.primitive = primitive;
    this.n = Math.toIntExact(n);
    this.blocks = Math.toIntExact(ReductionOrder.blocks(n));
    this.work = FoldWork.borrow(fold, Math.max(ROWS_AT_ONCE, blocks) + ReductionOrder.LANES);
  }

  /// Folds rows.
  ///
  /// @param source the memory of the rows, and `buffer` the buffer that it is
  /// @param address where the first row begins
  /// @param count how many rows
  /// @param target the memory of the results
  /// @param to where the first result shall be
  public void fold(Span source, Buffer buffer, long address, int count, Span target, long to) {
    int size = fold.element().size();
    source.prove(address, (long) count * n * size);
    target.prove(to, (long) count * size);
    if (!fold.isHot()) {
      Strided cold = cold(buffer, address, count);
      Span results = Span.of(cold.buffer());
      copy(results, cold.address(), target, to, count);
    } else if (blocks == 1) {
      rows(source, address, count, target, to);
    } else {
      for (int row = 0; row < count; row++) {
        row(source, address + (long) row * n * size);
        work.write(0, 1, target.segment(), target.at(to + (long) row * size));
      }
    }
  }

  private void copy(Span from, long address, Span target, long to, int count) {
    long bytes = (long) count * fold.element().size();
    MemorySegment.copy(from.segment(), from.at(address), target.segment(), target.at(to), bytes);
  }

  private Strided cold(Buffer buffer, long address, int count) {
    ArrayType type = new ArrayType(fold.type(), Shape.of(count, n));
    long first = (address - buffer.address()) / fold.element().size();
    Layout layout = Layout.of(type.shape(), new long[] {n, 1}, first);
    Executable reference = new ReferenceBackend().compile(Jaxpr.of(primitive, List.of(type)));
    return reference.execute(new Strided(type.dtype(), buffer, layout))[0];
  }

  private void rows(Span source, long address, int count, Span target, long to) {
    int size = fold.element().size();
    for (int first = 0; first < count; first += ROWS_AT_ONCE) {
      int some = Math.min(ROWS_AT_ONCE, count - first);
      long at = source.at(address + (long) first * n * size);
      work.rows(source.segment(), at, (long) n * size, some, n, 0);
      work.write(0, some, target.segment(), target.at(to + (long) first * size));
    }
  }

  private void row(Span source, long address) {
    int whole = n / ReductionOrder.BLOCK;
    long step = (long) ReductionOrder.BLOCK * fold.element().size();
    work.rows(source.segment(), source.at(address), step, whole, ReductionOrder.BLOCK, 0);
    if (whole < blocks) {
      int rest = n - whole * ReductionOrder.BLOCK;
      work.rows(source.segment(), source.at(address + whole * step), 0, 1, rest, whole);
    }
    work.foldTree(blocks);
  }

  @Override
  public void close() {
    work.giveBack();
  }

  /// Folds one block of a long row into partial sums.
  void block(
      Partials partials, long row, long block, Span source, Buffer buffer, long address, int n) {
    source.prove(address, (long) n * fold.element().size());
    if (fold.isHot()) {
      work.rows(source.segment(), source.at(address), 0, 1, n, 0);
    } else {
      Strided result = new RowTile(fold, primitive, n).coldRow(buffer, address);
      long bits = Transfer.bits(result);
      work.set(fold.key().encode(bits, fold.element().size() == 8));
    }
    partials.put(row, block, work);
  }

  private Strided coldRow(Buffer buffer, long address) {
    try (this) {
      return cold(buffer, address, 1);
    }
  }
}
