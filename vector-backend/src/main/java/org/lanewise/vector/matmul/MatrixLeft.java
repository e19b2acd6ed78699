package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix in memory as the left operand: its rows or its columns are contiguous.
///
/// @param kind the kernel
/// @param a the matrix
/// @param m its rows
record MatrixLeft(TileKernels.Kind kind, Matrix a, long m) implements LeftOperand {

  @Override
  public boolean isColumnMajor() {
    return a.columnStep() != kind.shape().element().size();
  }

  @Override
  public void pack(Workspace work, long i, long p, int rows, int depth, int panelsAt) {
    if (isColumnMajor()) {
      packColumns(work, i, p, rows, depth, panelsAt);
      return;
    }
    kind.kernel()
        .packRows(a.segment(), a.at(i, p), a.rowStep(), rows, depth, work.left(), panelsAt);
  }

  /// Where there are several blocks, rows are read from one end to the other: long runs are what
  /// processors fetch from memory in advance.
  @Override
  public void packBlocks(Workspace work, long i, int rows, long first, long last, int step) {
    TileShape shape = kind.shape();
    int block = shape.element().kBlock();
    if (isColumnMajor() || last - first <= block) {
      LeftOperand.super.packBlocks(work, i, rows, first, last, step);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int at = row * shape.rowStride();
      for (long p = first; p < last; p += block) {
        packRow(work, i + row, p, (int) Math.min(block, last - p), at);
        at += step;
      }
    }
  }

  private void packRow(Workspace work, long row, long p, int depth, int at) {
    ValueLayout layout = kind.shape().element().layout();
    MemorySegment.copy(a.segment(), layout, a.at(row, p), work.left(), at, depth);
  }

  /// Whole vectors are read where the rows of the matrix are that many.
  private void packColumns(Workspace work, long i, long p, int rows, int depth, int panelsAt) {
    TileShape shape = kind.shape();
    int height = shape.rows();
    int read = (height + shape.lanes() - 1) / shape.lanes() * shape.lanes();
    long more = Math.min(rows, m - i - read + height);
    int whole = (int) Math.max(0, more / height);
    int step = height * shape.rowStride();
    kind.kernel()
        .packLeft(
            a.segment(), a.at(i, p), a.columnStep(), depth, work.left(), panelsAt, whole, step);
    for (int row = whole * height; row < rows; row += height) {
      kind.kernel()
          .packLeftPart(
              a.segment(),
              a.at(i + row, p),
              a.columnStep(),
              depth,
              work.left(),
              panelsAt + row * shape.rowStride(),
              TileShape.lanes(0, Math.min(height, rows - row)));
    }
  }
}
