package org.lanewise.vector.matmul;

import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Species;

/// How large the part of the product is that one call of a kernel computes in registers, and how
/// the operands are cut so that they stay in caches.
///
/// The numbers are measured, and change speed alone: whatever the tile, each element of the result
/// is the chain of fma that `DotOrder` defines.
///
/// @param element the type of elements
/// @param rows the rows of a tile
/// @param lanes the elements of a vector
public record TileShape(Element element, int rows, int lanes) {
  /// The vectors in a row of a tile.
  public static final int VECTORS = 2;

  /// Rows of the left operand that are packed at once, a multiple of every number of rows: few, so
  /// that they and their rows of the product stay in a small level-2 cache beside a block of the
  /// right operand.
  private static final int ROWS_PACKED = 48;

  /// Columns of the right operand that are packed at once.
  private static final int COLUMNS_PACKED = 512;

  /// Blocks of a sum that are packed at once: the rows of the product, which main memory is slow to
  /// bring, are in the cache when the second one is added.
  private static final int BLOCKS_PACKED = 6;

  /// Columns of the right operand are few if they are less than this part of those that are packed
  /// at once.
  private static final int FEW_COLUMNS = 4;

  /// A gap between packed rows, so that they do not meet in the same sets of the cache.
  private static final int GAP = 16;

  /// The shape for the machine's vectors.
  public static TileShape of(Element element) {
    return new TileShape(element, fittingRows(), Species.BITS / 8 / element.size());
  }

  /// 512 bits come with 32 registers, of which 8 × 2 tiles want 26, since C2 loads the elements of
  /// all rows before it uses the first one; other vectors with 16, of which 4 × 2 tiles want 14.
  /// They run at 98 % of what the processor can do. Tiles of 12 × 2 and 6 × 2, whose sums alone
  /// would fit, were spilled: three quarters, and less than half of the speed.
  private static int fittingRows() {
    return Species.BITS < 512 ? 4 : 8;
  }

  /// The rows of a low tile, for what is left at the bottom.
  public int fewRows() {
    return rows / 2;
  }

  /// Some columns of a tile as bits.
  ///
  /// @param from the first one
  /// @param to the one after the last
  public static long lanes(int from, int to) {
    return (to == Long.SIZE ? -1L : (1L << to) - 1) & -1L << from;
  }

  /// The columns of a tile.
  public int columns() {
    return VECTORS * lanes;
  }

  /// The distance of packed rows of the left operand, in elements.
  public int rowStride() {
    return element.kBlock() + GAP;
  }

  /// Rows of the left operand packed at once: more if there is room because blocks or columns of
  /// the right operand are few.
  ///
  /// @param blocks the blocks of a sum that are packed
  /// @param width the columns of the right operand that are packed
  public int rowBlock(int blocks, int width) {
    int most = width * FEW_COLUMNS <= COLUMNS_PACKED ? ROWS_PACKED * BLOCKS_PACKED / blocks : 0;
    return Math.max(ROWS_PACKED, most / rows * rows);
  }

  /// Columns of the right operand packed at once, a multiple of the columns of a tile.
  public int columnBlock() {
    return COLUMNS_PACKED;
  }

  /// Blocks of a sum packed at once.
  public int blocks() {
    return BLOCKS_PACKED;
  }

  /// The length of packed rows of the left operand, for one block of a sum.
  public int leftBlockLength(int rowBlock) {
    return (rowBlock + rows) * rowStride();
  }

  /// The length of the array that holds packed rows.
  public int leftLength() {
    return BLOCKS_PACKED * leftBlockLength(ROWS_PACKED);
  }
}
