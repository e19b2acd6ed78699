package org.lanewise.vector.matmul;

/// A matrix in memory as the place of a product: its rows are contiguous.
///
/// @param kind the kernel
/// @param c the matrix
record MatrixProduct(TileKernels.Kind kind, Matrix c) implements Product {

  @Override
  public void write(Workspace work, long i, long j, int rows, int columns, boolean adding) {
    TileShape shape = kind.shape();
    TileKernel kernel = kind.kernel();
    long at = c.at(i, j);
    if (rows < shape.rows() || columns < shape.columns()) {
      long lanes = TileShape.lanes(0, columns);
      if (adding) {
        kernel.addPart(work.tile(), 0, rows, lanes, c.segment(), at, c.rowStep());
      } else {
        kernel.storePart(work.tile(), 0, rows, lanes, c.segment(), at, c.rowStep());
      }
    } else if (adding) {
      kernel.add(work.tile(), c.segment(), at, c.rowStep());
    } else {
      kernel.store(work.tile(), c.segment(), at, c.rowStep());
    }
  }
}
