package org.lanewise.vector.convolution;

import java.lang.foreign.MemorySegment;

/// The loops that bring patches of an array into the panels of a product, for one type of elements;
/// [PatchEmitter] writes the implementations.
///
/// All positions in segments, steps and offsets are in bytes, those in panels in elements.
public abstract class PatchKernel {
  /// For generated classes.
  protected PatchKernel() {}

  /// Copies runs into rows of a left panel: `panel[panelAt + row * rowStride + i] = source[at + row
  /// * rowStep + i]`.
  ///
  /// @param rows how many runs
  /// @param count the elements of each
  public abstract void copyRuns(
      MemorySegment source, long at, long rowStep, int rows, int count, Object panel, int panelAt);

  /// Copies whole rows of a right panel: `panel[panelAt + k * columns + lane] = source[at +
  /// offsets[k] + lane]` for k from `from` to `to`.
  public abstract void takeRows(
      MemorySegment source, long at, long[] offsets, int from, int to, Object panel, int panelAt);

  /// The same for those lanes whose bits are set; the others are neither read nor written.
  public abstract void takeRowParts(
      MemorySegment source,
      long at,
      long[] offsets,
      int from,
      int to,
      Object panel,
      int panelAt,
      long lanes);

  /// Copies parts of columns of a left panel: `panel[panelAt + k * rows + lane] = source[at +
  /// offsets[k] + lane]` for k from `from` to `to` and the lanes whose bits are set.
  public abstract void takeColumnParts(
      MemorySegment source,
      long at,
      long[] offsets,
      int from,
      int to,
      Object panel,
      int panelAt,
      long lanes);

  /// Copies elements that lie a step apart into a right or a left panel: `panel[panelAt + k * width
  /// + lane] = source[at + offsets[k] + lane * step]` for k from `from` to `to` and `count` lanes.
  ///
  /// @param width the elements of a row of a right panel or a column of a left one
  public abstract void takeSteps(
      MemorySegment source,
      long at,
      long[] offsets,
      int from,
      int to,
      Object panel,
      int panelAt,
      int width,
      int count,
      long step);
}
