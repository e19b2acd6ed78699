package org.lanewise.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A piece of memory that the pool owns and lends: a slice of a slab, or an arena of its own when it
/// is large.
///
/// @param segment the memory
/// @param sizeClass its size class
/// @param arena what frees it, for large blocks; slices of slabs are never freed
record Block(MemorySegment segment, int sizeClass, @Nullable Arena arena) {

  /// The size in bytes.
  long byteSize() {
    return segment.byteSize();
  }

  /// Whether the block can be given back to the operating system.
  boolean isLarge() {
    return arena != null;
  }

  /// Gives the block back to the operating system.
  void free() {
    if (arena != null) {
      arena.close();
    }
  }
}
