package org.lanewise.memory;

import java.lang.foreign.Arena;

/// Hands out buffers and takes their memory back when they are unreachable.
public final class BufferPool {
  private static final BufferPool SHARED = new BufferPool();
  private static final long ALIGNMENT = 64;

  private BufferPool() {}

  /// The pool of this process.
  public static BufferPool shared() {
    return SHARED;
  }

  /// Returns an uninitialised buffer of at least `byteSize` bytes, rounded up to 64.
  public Buffer allocate(long byteSize) {
    long padded = Math.max(ALIGNMENT, (byteSize + ALIGNMENT - 1) & -ALIGNMENT);
    return new Buffer(Arena.ofAuto().allocate(padded, ALIGNMENT));
  }
}
