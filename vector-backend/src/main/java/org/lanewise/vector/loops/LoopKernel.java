package org.lanewise.vector.loops;

import java.lang.foreign.MemorySegment;

/// A whole loop: generated code, one class for each body.
///
/// Arrays are segments and positions in them (see `Memory`); the caller has proved that they are in
/// bounds and keeps the memory reachable.
public abstract class LoopKernel {
  /// For generated classes.
  protected LoopKernel() {}

  /// Computes the steps `from` (inclusive) to `to` (exclusive): reads the carry from memory, and
  /// leaves there what the last step gave.
  ///
  /// @param segments the memory of each array
  /// @param at where its row of step 0 begins, or all of it where steps have no rows, in bytes
  /// @param steps the distance of rows, in bytes; 0 where steps have none
  /// @param now as many places, for the positions of a step
  /// @param from the first step
  /// @param to the end
  /// @return the number of the next step: less than `to` if the condition ended the loop, or if
  ///   another form must compute it
  public abstract long run(
      MemorySegment[] segments, long[] at, long[] steps, long[] now, long from, long to);
}
