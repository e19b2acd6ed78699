package org.lanewise.memory;

import java.lang.foreign.MemorySegment;

/// A piece of memory that the pool owns and lends.
///
/// @param segment the memory
/// @param sizeClass its size class
/// @param slab what it was cut from
record Block(MemorySegment segment, int sizeClass, Slab slab) {

  /// The size in bytes.
  long byteSize() {
    return segment.byteSize();
  }
}
