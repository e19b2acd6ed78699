package org.lanewise.vector.window;

import java.lang.foreign.MemorySegment;

/// The inner loops of a [Slide]; [SlideEmitter] writes the implementations.
///
/// A loop computes outputs that lie `step` apart in the source and `toStep` in the target, all
/// positions in bytes. Each is `acc = acc ∘ source[at + offsets[t]]` over the taps t in ascending
/// order, from the identity on; in a product with weights, `acc = fma(source[…], weights[weightsAt
/// + t·lanes …], acc)`.
public abstract class SlideKernel {
  /// For generated classes.
  protected SlideKernel() {}

  /// Computes a vector for each output of some rows.
  ///
  /// @param taps how many offsets count, at least 1
  /// @param count how many outputs a row has
  /// @param weights an array of elements, a vector for each tap
  /// @param identity an array of one element
  /// @param rows how many rows
  /// @param rowStep the distance of rows in the source
  /// @param rowToStep the distance of rows in the target
  public abstract void vectors(
      MemorySegment source,
      long at,
      long[] offsets,
      int taps,
      long step,
      MemorySegment target,
      long to,
      long toStep,
      int count,
      Object weights,
      int weightsAt,
      Object identity,
      int rows,
      long rowStep,
      long rowToStep);

  /// The same for one row, any number of taps, and the lanes whose bits are set; a tap counts in
  /// the lanes of its mask, and gives the identity (in a product +0 times its weight) in others.
  ///
  /// @param masks the lanes of each tap
  /// @param lanes the lanes that are written
  public abstract void parts(
      MemorySegment source,
      long at,
      long[] offsets,
      int taps,
      long step,
      MemorySegment target,
      long to,
      long toStep,
      int count,
      Object weights,
      int weightsAt,
      Object identity,
      long[] masks,
      long lanes);

  /// Computes one element for each output, without weights.
  public abstract void elements(
      MemorySegment source,
      long at,
      long[] offsets,
      int taps,
      long step,
      MemorySegment target,
      long to,
      long toStep,
      int count,
      Object identity);
}
