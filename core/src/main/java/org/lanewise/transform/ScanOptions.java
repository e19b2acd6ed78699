package org.lanewise.transform;

import java.util.OptionalLong;

/// How a scan runs; see `ControlFlow.scan`.
///
/// ```java
/// scan(f, init, xs, ScanOptions.DEFAULT.withReverse(true).withUnroll(4));
/// ```
///
/// None of these changes a bit of the result but `reverse`, which runs the steps in another order.
///
/// @param length the number of steps; needed only where no array is scanned
/// @param reverse whether the last row comes first; outputs are in the order of the rows all the
///   same
/// @param unroll how many steps a compiler may write out at a time
/// @param checkpoint whether reverse mode keeps the carry of every √n-th step only and runs the
///   steps between a second time: memory for about 2·√n steps in place of n, for one more
///   evaluation
public record ScanOptions(OptionalLong length, boolean reverse, int unroll, boolean checkpoint) {
  /// As many steps as there are rows, first row first, one at a time, every step's values kept.
  public static final ScanOptions DEFAULT = new ScanOptions(OptionalLong.empty(), false, 1, false);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if the length is negative, or unroll less than 1
  public ScanOptions {
    if (length.isPresent() && length.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "`scan`: the length must not be negative, got "
              + length.getAsLong()
              + ". Give 0 or more.");
    }
    if (unroll < 1) {
      throw new IllegalArgumentException(
          "`scan`: unroll must be at least 1, got " + unroll + ". Give 1 for a plain loop.");
    }
  }

  /// These options with a number of steps.
  ///
  /// @param steps the number of steps, 0 or more
  public ScanOptions withLength(long steps) {
    return new ScanOptions(OptionalLong.of(steps), reverse, unroll, checkpoint);
  }

  /// These options with the other order of steps.
  ///
  /// @param isReverse whether the last row comes first
  public ScanOptions withReverse(boolean isReverse) {
    return new ScanOptions(length, isReverse, unroll, checkpoint);
  }

  /// These options with a number of steps that may be written out at a time.
  ///
  /// @param steps 1 or more
  public ScanOptions withUnroll(int steps) {
    return new ScanOptions(length, reverse, steps, checkpoint);
  }

  /// These options with or without checkpoints.
  ///
  /// @param isCheckpointed whether reverse mode computes again rather than keeps
  public ScanOptions withCheckpoint(boolean isCheckpointed) {
    return new ScanOptions(length, reverse, unroll, isCheckpointed);
  }
}
