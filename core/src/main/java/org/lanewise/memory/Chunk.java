package org.lanewise.memory;

import java.lang.foreign.MemorySegment;

/// A block from which one thread cuts small buffers one after the other.
///
/// A lease per 64-byte array would cost more than the arithmetic on it. Small buffers refer to
/// their chunk instead, and the chunk's one lease ends when none of them is reachable. A chunk is
/// small ([#SIZE]), so that a single surviving scalar pins no more than that.
final class Chunk {
  /// The bytes of a chunk.
  static final int SIZE = 2048;

  /// The largest buffer that is cut from a chunk.
  static final int LARGEST = 256;

  private final MemorySegment segment;
  private int used;

  Chunk(Block block) {
    this.segment = block.segment();
  }

  MemorySegment segment() {
    return segment;
  }

  /// Takes the next `size` bytes, a multiple of 64; returns their offset, or −1 if they do not fit.
  int take(int size) {
    int offset = used;
    if (offset + size > SIZE) {
      return -1;
    }
    used = offset + size;
    return offset;
  }
}
