package org.lanewise.vector.fusion;

import org.jspecify.annotations.Nullable;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.vector.fusion.NestDraft.Blocks;
import org.lanewise.vector.reduce.LateColumns;

/// How the rows of a nest are cut into tiles, which go through all its loops one after the other.
///
/// @param rows the rows of the nest
/// @param size the rows of a tile; those of a long fold are its blocks
/// @param blocks the rows of a long fold, or null
/// @param stacked how rows are cut that are folded themselves, or null
record Tiles(long rows, long size, @Nullable Blocks blocks, @Nullable Stack stacked) {

  /// Rows that are folded into one: each belongs to one of the lanes of a block, and a thread takes
  /// some lanes of a block, a *unit*, and their rows in order.
  ///
  /// @param lanes the lanes of a block
  /// @param groups into how many units a block is cut
  record Stack(int lanes, int groups) {
    /// The lanes of a unit.
    int share() {
      return lanes / groups;
    }
  }

  /// Tiles of rows that are folded: as many units as are worth a thread each.
  ///
  /// @param most the rows of a tile at most
  /// @param parts the units that are wanted
  static Tiles stacked(long rows, long most, long parts) {
    int lanes = LateColumns.lanes(rows);
    long blocks = ReductionOrder.blocks(rows);
    int groups = 1;
    while (groups * blocks < parts && groups < lanes) {
      groups *= 2;
    }
    long size = Math.max(1, Math.min(Long.highestOneBit(most), lanes / groups));
    return new Tiles(rows, size, null, new Stack(lanes, groups));
  }

  /// How rows are cut that are folded themselves.
  Stack stack() {
    Stack known = stacked;
    if (known == null) {
      throw new AssertionError("a nest without a fold of columns");
    }
    return known;
  }

  /// How many tiles, or units, there are.
  long count() {
    if (stacked != null) {
      return ReductionOrder.blocks(rows) * stacked.groups();
    }
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
