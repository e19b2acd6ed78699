package org.lanewise.memory;

import java.lang.foreign.MemorySegment;

/// A block of off-heap memory, 64-byte aligned and padded to a multiple of 64 bytes.
///
/// Nobody has to close a buffer: when it is unreachable, [BufferPool] takes its memory back.
/// Whoever works on raw addresses must keep the buffer reachable until the last access is done
/// (`Reference.reachabilityFence`), or another buffer may be given the same memory in mid-work. A
/// buffer is written by the operation that allocated it and is immutable from then on.
public final class Buffer {
  private final MemorySegment base;
  private final long address;
  private final long byteSize;
  private final Object owner;

  /// A buffer that is a block of its own.
  Buffer(Block block, Shard shard) {
    this.base = block.segment();
    this.address = base.address();
    this.byteSize = base.byteSize();
    this.owner = shard.lease(this, block);
  }

  /// A buffer cut from a chunk, which it keeps reachable.
  Buffer(Chunk chunk, int offset, int byteSize) {
    this.base = chunk.segment();
    this.address = base.address() + offset;
    this.byteSize = byteSize;
    this.owner = chunk;
  }

  /// The memory, padding included; accesses through it are bounds-checked.
  public MemorySegment segment() {
    long offset = address - base.address();
    return byteSize == base.byteSize() ? base : base.asSlice(offset, byteSize);
  }

  /// The address of the first byte, a multiple of 64.
  public long address() {
    return address;
  }

  /// The usable size in bytes, padding included.
  public long byteSize() {
    return byteSize;
  }

  /// Gives the memory back at once (a small buffer's, with its chunk). Only for temporaries that
  /// nothing else can refer to: after this the buffer must not be used.
  public void release() {
    if (owner instanceof Lease lease) {
      lease.end();
    }
  }
}
