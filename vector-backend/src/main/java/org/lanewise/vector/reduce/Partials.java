package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;

/// The results of blocks, until all of them are there and the tree over the blocks is folded.
///
/// A group of results (one for rows, neighbours for columns) has a slot for each block: one sum, or
/// whole vectors.
final class Partials {
  private final Fold fold;
  private final int blocks;
  private final int slot;
  private final Strided memory;

  Partials(Fold fold, long groups, long blocks, int width) {
    int vector = FoldWork.lanes(fold.element());
    this.fold = fold;
    this.blocks = Math.toIntExact(blocks);
    this.slot = width == 1 ? 1 : (width + vector - 1) / vector * vector;
    this.memory = Strided.allocate(fold.element().dtype(), Shape.of(groups, blocks, slot));
  }

  /// Keeps the result of a block.
  void put(long group, long block, FoldWork work) {
    work.copyOut(0, slot, Memory.segment(memory), at(group, block));
  }

  /// Keeps the results of some blocks of a row, which are the first sums.
  void putRow(long group, long block, int count, FoldWork work) {
    work.copyOut(0, count, Memory.segment(memory), at(group, block));
  }

  /// Folds the blocks of a group and writes the result.
  void finish(long group, int width, MemorySegment target, long at) {
    FoldWork work = FoldWork.borrow(fold, blocks * slot);
    work.copyIn(Memory.segment(memory), at(group, 0), blocks * slot);
    if (slot == 1) {
      work.foldTree(blocks);
    } else {
      work.foldBlocks(blocks, slot, width);
    }
    work.write(0, width, target, at);
    work.giveBack();
  }

  private long at(long group, long block) {
    return Memory.at(memory) + (group * blocks + block) * slot * fold.element().size();
  }

  /// Gives the memory back; nothing may be read afterwards.
  void release() {
    memory.buffer().release();
  }
}
