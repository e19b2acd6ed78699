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

  /// Computes a vector for each output.
  ///
  /// @param taps how many offsets count
  /// @param count how many outputs
  /// @param weights an array of elements, a vector for each tap
  /// @param identity an array of one element
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
      Object identity);

  /// The same for the lanes whose bits are set; a tap counts in the lanes of its mask, and gives
  /// the identity (in a product +0 times its weight) in others.
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
