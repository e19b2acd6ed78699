package org.lanewise.vector.convolution;

import java.lang.foreign.MemorySegment;

/// The loops that bring patches of an array into the panels of a product, for one type of elements;
/// [PatchEmitter] writes the implementations.
///
/// All positions in segments, steps and offsets are in bytes, those in panels in elements.
public abstract class PatchKernel {
  /// For generated classes.
  protected PatchKernel() {}

  /// Copies runs into rows of a left panel: run r begins at `at + r · rowStep`, and at the element
  /// `panelAt + r · rowStride` of the panel.
  ///
  /// @param rows how many runs
  /// @param count the elements of each
  public abstract void copyRuns(
      MemorySegment source, long at, long rowStep, int rows, int count, Object panel, int panelAt);

  /// Copies whole rows of a right panel: element `panelAt + k · columns + lane` of the panel is
  /// what lies `lane` elements after `at + offsets[k]`, for k from `from` to `to`.
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

  /// Copies parts of columns of a left panel: the same for as many lanes as a tile has rows, and
  /// those of them whose bits are set.
  public abstract void takeColumnParts(
      MemorySegment source,
      long at,
      long[] offsets,
      int from,
      int to,
      Object panel,
      int panelAt,
      long lanes);

  /// Copies elements that lie a step apart into a right or a left panel: element `panelAt + k ·
  /// width + lane` of the panel is what lies at `at + offsets[k] + lane · step`, for k from `from`
  /// to `to` and `count` lanes.
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
