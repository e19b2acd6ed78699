package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;

/// Transposes square blocks, as large as a vector has lanes, in registers; [TransposeEmitter]
/// writes the implementations.
public abstract class TransposeKernel {
  /// For generated classes.
  protected TransposeKernel() {}

  /// Transposes blocks whose results lie side by side: with L lanes of `unit` bytes, element (r, c)
  /// for r < L and c < count · L comes from `from + r * unit + c * fromStep` and goes to `to + c *
  /// unit + r * toStep`.
  public abstract void blocks(
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int count);

  /// The same for r < `rows` alone: whole vectors are read, but only so many rows are written.
  public abstract void lowBlocks(
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int count,
      int rows);
}
