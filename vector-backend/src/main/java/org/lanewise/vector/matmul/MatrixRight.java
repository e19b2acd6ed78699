package org.lanewise.vector.matmul;

/// A matrix in memory as the right operand: its rows are contiguous.
///
/// @param kind the kernel
/// @param b the matrix
record MatrixRight(TileKernels.Kind kind, Matrix b) implements RightOperand {

  @Override
  public void pack(
      Workspace work, Object panels, long p, long j, int depth, int columns, int panelsAt) {
    int width = kind.shape().columns();
    int whole = columns / width;
    int rest = columns % width;
    kind.kernel()
        .packRight(
            b.segment(), b.at(p, j), b.rowStep(), depth, panels, panelsAt, whole, depth * width);
    if (rest > 0) {
      int done = whole * width;
      kind.kernel()
          .packRightPart(
              b.segment(),
              b.at(p, j + done),
              b.rowStep(),
              depth,
              panels,
              panelsAt + done * depth,
              TileShape.lanes(0, rest));
    }
  }
}
