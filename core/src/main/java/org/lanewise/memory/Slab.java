package org.lanewise.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that was reserved from the operating system at once and cut into blocks of one size
/// class.
///
/// A slab whose blocks are all free can be given back, so that what one size needs no more can
/// serve another. The count of free blocks is guarded by the shard that holds them.
final class Slab {
  private final Arena arena;
  private final MemorySegment segment;
  private final int sizeClass;
  private final long blockSize;
  private int free;

  /// Cuts memory into blocks, none of which is free yet.
  ///
  /// @param arena what frees the memory
  /// @param segment the memory, a whole number of blocks
  Slab(Arena arena, MemorySegment segment, int sizeClass) {
    this.arena = arena;
    this.segment = segment;
    this.sizeClass = sizeClass;
    this.blockSize = SizeClass.byteSize(sizeClass);
  }

  /// The number of blocks.
  int blocks() {
    return (int) (segment.byteSize() / blockSize);
  }

  /// The block at a position.
  Block block(int index) {
    return new Block(segment.asSlice(index * blockSize, blockSize), sizeClass, this);
  }

  /// The size in bytes.
  long byteSize() {
    return segment.byteSize();
  }

  /// Counts a block that has become free.
  void returned() {
    free++;
  }

  /// Counts a block that is free no more.
  void taken() {
    free--;
  }

  /// Whether no block is lent.
  boolean isIdle() {
    return free == blocks();
  }

  /// Gives the memory back to the operating system.
  void close() {
    arena.close();
  }
}
