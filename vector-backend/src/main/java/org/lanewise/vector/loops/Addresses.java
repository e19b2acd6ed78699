package org.lanewise.vector.loops;

/// Emits where arrays lie in the current step.
interface Addresses {

  /// Pushes the segment of an array, of the block of carries or of scratch memory.
  void pushSegment(int array);

  /// Pushes a position in such a segment: in this step's row, where an array has rows.
  ///
  /// @param offset from the beginning, in bytes
  void pushPosition(int array, long offset);
}
