package org.lanewise.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that was reserved from the operating system at once and cut into blocks of one size
/// class.
///
/// A slab whose blocks are all free can be given back, so that what one size needs no more can
/// serve another. The count of free blocks is guarded by the shard that holds them.
final class Slab {
  private static final long ALIGNMENT = 64;

  private final Runnable closing;
  private final MemorySegment segment;
  private final int sizeClass;
  private final long blockSize;
  private int free;
  private long idleSince;

  private Slab(Runnable closing, MemorySegment segment, int sizeClass) {
    this.closing = closing;
    this.segment = segment;
    this.sizeClass = sizeClass;
    this.blockSize = SizeClass.byteSize(sizeClass);
  }

  /// Reserves memory and cuts it into blocks, none of which is free yet.
  ///
  /// @param bytes a whole number of blocks
  /// @throws OutOfMemoryError if the system has no more
  @SuppressWarnings("MustBeClosed") // the arena is closed when the pool gives the slab up
  static Slab reserve(long bytes, int sizeClass) {
    Pages.Piece piece = Pages.map(bytes);
    if (piece != null) {
      return new Slab(piece.free(), piece.segment(), sizeClass);
    }
    Arena arena = Arena.ofShared();
    return new Slab(arena::close, arena.allocate(bytes, ALIGNMENT), sizeClass);
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
    if (isIdle()) {
      idleSince = System.nanoTime();
    }
  }

  /// Counts a block that is free no more.
  void taken() {
    free--;
  }

  /// Whether no block is lent.
  boolean isIdle() {
    return free == blocks();
  }

  /// Whether no block has been lent for some time.
  boolean isIdleFor(long nanos) {
    return isIdle() && System.nanoTime() - idleSince >= nanos;
  }

  /// Gives the memory back to the operating system.
  void close() {
    closing.run();
  }
}
