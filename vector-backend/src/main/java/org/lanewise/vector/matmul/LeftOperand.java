package org.lanewise.vector.matmul;

/// The left operand of a [TiledProduct]: something that is read as a matrix of m rows and k columns
/// when it is packed.
public interface LeftOperand {

  /// Whether packed panels hold column after column, each as long as a tile has rows; otherwise
  /// they hold row after row, [TileShape#rowStride] apart.
  boolean isColumnMajor();

  /// Packs a block into [Workspace#left].
  ///
  /// @param i the first row, a multiple of a tile's rows after the first row of a part
  /// @param p the first column, the beginning of a block of `DotOrder`
  /// @param rows how many rows
  /// @param depth how many columns
  /// @param panelsAt where in the array the panels begin
  void pack(Workspace work, long i, long p, int rows, int depth, int panelsAt);

  /// Packs blocks.
  ///
  /// @param i the first row
  /// @param rows how many rows
  /// @param first the first column, the beginning of a block of `DotOrder`
  /// @param last the end of the last column
  /// @param step how far apart in the array the panels of blocks begin
  default void packBlocks(Workspace work, long i, int rows, long first, long last, int step) {
    int block = work.shape().element().kBlock();
    int panelsAt = 0;
    for (long p = first; p < last; p += block) {
      pack(work, i, p, rows, (int) Math.min(block, last - p), panelsAt);
      panelsAt += step;
    }
  }
}
