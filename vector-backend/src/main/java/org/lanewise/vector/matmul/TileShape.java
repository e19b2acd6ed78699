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

  /// Rows of the left operand that are packed at once, a multiple of every number of rows: the
  /// block of (480 × 256 × 4 bytes) takes half of a small level-2 cache.
  private static final int ROWS_PACKED = 480;

  /// Bytes of a row of the right operand that are packed at once.
  private static final int ROW_BYTES_PACKED = 2048;

  /// A gap between packed rows, so that they do not meet in the same sets of the cache.
  private static final int GAP = 16;

  /// The shape for the machine's vectors.
  public static TileShape of(Element element) {
    return new TileShape(element, rows(element), Species.BITS / 8 / element.size());
  }

  /// 512 bits come with 32 registers: 12 × 2 tiles and 3 more. 12 × 2 of 64-bit elements makes C2
  /// spill. 6 × 2 tiles and 3 more fit into 16 registers.
  private static int rows(Element element) {
    if (Species.BITS < 512) {
      return 6;
    }
    return element.size() == 4 ? 12 : 8;
  }

  /// The rows of a low tile, for what is left at the bottom: enough accumulators to hide the
  /// latency of an fma.
  public int fewRows() {
    return rows == 8 ? 4 : rows / 3;
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

  /// Rows of the left operand packed at once.
  public int rowBlock() {
    return ROWS_PACKED;
  }

  /// Columns of the right operand packed at once, a multiple of the columns of a tile.
  public int columnBlock() {
    return ROW_BYTES_PACKED / element.size();
  }

  /// The length of the array that holds packed rows.
  public int leftPanelLength() {
    return (ROWS_PACKED + rows) * rowStride();
  }

  /// The length of the array that holds packed columns.
  public int rightPanelLength() {
    return element.kBlock() * columnBlock();
  }
}
