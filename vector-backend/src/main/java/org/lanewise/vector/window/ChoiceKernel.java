package org.lanewise.vector.window;

import java.lang.foreign.MemorySegment;

/// The inner loops of a [Choice]; [ChoiceEmitter] writes the implementations.
///
/// Both go through windows that lie `step` apart in the array of samples and, one after the other,
/// choose a tap of each in every lane: the first one, unless a later one replaces it. What is
/// gathered from and scattered to lies as the samples do. All positions are in bytes.
public abstract class ChoiceKernel {
  /// For generated classes.
  protected ChoiceKernel() {}

  /// Writes for each window what stands in `other` where its choice is.
  ///
  /// @param at where the samples of the first window begin
  /// @param offsets where each tap lies from there
  /// @param taps how many, at least 1
  /// @param count how many windows
  /// @param otherAt where the other array's elements for the first window begin
  /// @param windowStep the distance of elements of windows
  /// @param numbers an array of elements 0, 1, 2, …
  /// @param lanes one bit for each lane that counts
  public abstract void gather(
      MemorySegment samples,
      long at,
      long[] offsets,
      int taps,
      long step,
      int count,
      MemorySegment other,
      long otherAt,
      MemorySegment windows,
      long windowsAt,
      long windowStep,
      Object numbers,
      long lanes);

  /// Adds the element of each window to the sum that stands in `other` where its choice is. The
  /// parameters are those of [#gather].
  public abstract void scatter(
      MemorySegment samples,
      long at,
      long[] offsets,
      int taps,
      long step,
      int count,
      MemorySegment other,
      long otherAt,
      MemorySegment windows,
      long windowsAt,
      long windowStep,
      Object numbers,
      long lanes);
}
