package org.lanewise.vector.fusion;

import org.jspecify.annotations.Nullable;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.vector.fusion.NestDraft.Blocks;

/// How the rows of a nest are cut into tiles, which go through all its loops one after the other.
///
/// @param rows the rows of the nest
/// @param size the rows of a tile; those of a long fold are its blocks
/// @param blocks the rows of a long fold, or null
record Tiles(long rows, long size, @Nullable Blocks blocks) {

  /// How many tiles there are.
  long count() {
    return blocks == null ? (rows + size - 1) / size : blocks.rows() * perRow(blocks);
  }

  private static long perRow(Blocks blocks) {
    return ReductionOrder.blocks(blocks.n());
  }

  /// The first row of a tile; of the one after the last, the end.
  long start(long tile) {
    if (blocks == null) {
      return Math.min(rows, tile * size);
    }
    long row = tile / perRow(blocks);
    return row * blocks.n() + tile % perRow(blocks) * ReductionOrder.BLOCK;
  }

  /// The end of a tile.
  long end(long tile) {
    return start(tile + 1);
  }

  /// The row of a long fold to which a tile belongs.
  long longRow(long tile) {
    return blocks == null ? 0 : tile / perRow(blocks);
  }

  /// The block of that row.
  long block(long tile) {
    return blocks == null ? 0 : tile % perRow(blocks);
  }
}
