package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix in memory as the right operand: its rows are contiguous.
///
/// @param kind the kernel
/// @param b the matrix
record MatrixRight(TileKernels.Kind kind, Matrix b) implements RightOperand {

  @Override
  public void pack(Workspace work, long p, long j, int depth, int columns, int panelsAt) {
    TileShape shape = kind.shape();
    int width = shape.columns();
    ValueLayout layout = shape.element().layout();
    for (int column = 0; column < columns; column += width) {
      int panel = panelsAt + column * depth;
      long at = b.at(p, j + column);
      int used = Math.min(width, columns - column);
      if (used == width) {
        kind.kernel().packRight(b.segment(), at, b.rowStep(), depth, work.right(), panel);
        continue;
      }
      for (int row = 0; row < depth; row++) {
        MemorySegment.copy(
            b.segment(), layout, at + row * b.rowStep(), work.right(), panel + row * width, used);
      }
    }
  }
}
