package org.lanewise.memory;

import java.lang.foreign.MemorySegment;

/// A block of off-heap memory, 64-byte aligned and padded to a multiple of 64 bytes.
///
/// Nobody closes a buffer: when it is unreachable, [BufferPool] takes its memory back. Whoever works
/// on raw addresses must keep the buffer reachable until the last access is done
/// (`Reference.reachabilityFence`). A buffer is written by the operation that allocated it and is
/// immutable from then on.
public final class Buffer {
  private final MemorySegment segment;
  private final long address;

  Buffer(MemorySegment segment) {
    this.segment = segment;
    this.address = segment.address();
  }

  /// The memory, padding included; accesses through it are bounds-checked.
  public MemorySegment segment() {
    return segment;
  }

  /// The address of the first byte, a multiple of 64.
  public long address() {
    return address;
  }

  /// The usable size in bytes, padding included.
  public long byteSize() {
    return segment.byteSize();
  }
}
