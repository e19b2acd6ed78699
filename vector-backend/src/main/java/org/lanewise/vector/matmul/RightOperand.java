package org.lanewise.vector.matmul;

/// The right operand of a [TiledProduct]: something that is read as a matrix of k rows and n
/// columns when it is packed.
public interface RightOperand {

  /// Packs a block, in panels as wide as a tile that lie `depth` such rows apart; what is beyond
  /// the last column is never used.
  ///
  /// @param panels the array of the panels
  /// @param p the first row
  /// @param j the first column
  /// @param depth how many rows
  /// @param columns how many columns
  /// @param panelsAt where in the array the panels begin
  void pack(Workspace work, Object panels, long p, long j, int depth, int columns, int panelsAt);
}
