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
  public void pack(Workspace work, long i, long p, int rows, int depth) {
    if (isColumnMajor()) {
      packColumns(work, i, p, rows, depth);
      return;
    }
    TileShape shape = kind.shape();
    ValueLayout layout = shape.element().layout();
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(
          a.segment(), layout, a.at(i + row, p), work.left(), row * shape.rowStride(), depth);
    }
  }

  private void packColumns(Workspace work, long i, long p, int rows, int depth) {
    TileShape shape = kind.shape();
    int height = shape.rows();
    int read = (height + shape.lanes() - 1) / shape.lanes() * shape.lanes();
    ValueLayout layout = shape.element().layout();
    for (int row = 0; row < rows; row += height) {
      int panel = row * shape.rowStride();
      long at = a.at(i + row, p);
      if (i + row + read <= m) {
        kind.kernel().packLeft(a.segment(), at, a.columnStep(), depth, work.left(), panel);
        continue;
      }
      int used = Math.min(height, rows - row);
      for (int column = 0; column < depth; column++) {
        MemorySegment.copy(
            a.segment(),
            layout,
            at + column * a.columnStep(),
            work.left(),
            panel + column * height,
            used);
      }
    }
  }
}
