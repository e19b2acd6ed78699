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
  void pack(Workspace work, long i, long p, int rows, int depth);
}
