package org.lanewise.vector.matmul;

/// Where a [TiledProduct] goes, tile by tile.
public interface Product {

  /// Writes the tile of a workspace, or adds it to what was written before.
  ///
  /// @param i the row of the product at which the tile begins
  /// @param j the column
  /// @param rows the rows of the tile that count
  /// @param columns the columns of the tile that count
  /// @param adding whether to add
  void write(Workspace work, long i, long j, int rows, int columns, boolean adding);
}
