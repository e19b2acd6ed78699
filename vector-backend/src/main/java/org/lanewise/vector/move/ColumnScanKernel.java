package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;

/// The inner loops of one [Scan] along an axis that is not the last, vectors of neighbouring
/// columns at a time; [ColumnScanEmitter] writes the implementations.
public abstract class ColumnScanKernel {
  /// For generated classes.
  protected ColumnScanKernel() {}

  /// The first block of some vectors of columns: `target[r] = target[r - 1] ∘ source[r]`.
  ///
  /// @param fromStep the distance of rows in the source, in bytes
  /// @param toStep the distance of rows in the target, in bytes
  public abstract void firstWide(
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int rows);

  /// A later block: what stands in the target one row before is folded in front of each prefix.
  public abstract void laterWide(
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int rows);

  /// As [#firstWide], for one vector.
  public abstract void firstNarrow(
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int rows);

  /// As [#laterWide], for one vector.
  public abstract void laterNarrow(
      MemorySegment source,
      long from,
      long fromStep,
      MemorySegment target,
      long to,
      long toStep,
      int rows);
}
