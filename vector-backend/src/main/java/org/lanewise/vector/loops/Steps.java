package org.lanewise.vector.loops;

/// A way to run the steps of a loop. All ways give the same bits.
@FunctionalInterface
interface Steps {

  /// Computes the steps `from` (inclusive) to `to` (exclusive).
  ///
  /// @return the number of the next step; less than `to` if the condition ended the loop
  long run(LoopMemory memory, long from, long to);
}
