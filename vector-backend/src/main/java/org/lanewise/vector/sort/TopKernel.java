package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;

/// Looks through a row for what can be among its largest elements, several vectors at a time;
/// [TopEmitter] writes the implementations.
///
/// Elements are compared as signed integers in their order (*keys*): the bits of a floating number
/// turned where it is negative, the largest integer for NaN; unsigned integers with the upper bit
/// turned.
public abstract class TopKernel {
  /// Elements that are looked at together.
  static final int BLOCK = 64;

  /// For generated classes.
  protected TopKernel() {}

  /// Seeks the next block with a key above a limit.
  ///
  /// @param at where the row begins, in bytes
  /// @param start the element at which the first block begins
  /// @param end where the last block ends at the latest
  /// @param limit the limit, of 32 bits or of 64 as elements have
  /// @param found gets where the block begins and which of its elements are above, the first in the
  ///   lowest bit; where there is none, where no whole block is left, and 0
  public abstract void seek(
      MemorySegment row, long at, int start, int end, long limit, long[] found);

  /// The largest keys of groups of elements: element i belongs to group i modulo their number.
  ///
  /// @param at where the first element lies, in bytes
  /// @param count the elements, a multiple of the groups
  /// @param peaks gets a key for each group: an `int[]` or a `long[]`
  public abstract void peaks(MemorySegment row, long at, int count, Object peaks);
}
