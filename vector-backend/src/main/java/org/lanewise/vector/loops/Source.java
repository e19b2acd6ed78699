package org.lanewise.vector.loops;

import java.util.List;
import org.lanewise.vector.codegen.Storage;

/// Where a pack comes from that is not computed by vector operations.
sealed interface Source {

  /// One value in all lanes.
  ///
  /// @param node the value, in the graph of elements
  record Splat(int node) implements Source {}

  /// Elements in memory, one after the other, or a few such runs.
  ///
  /// @param storage the type of the elements
  /// @param runs by lanes
  record Runs(Storage storage, List<Run> runs) implements Source {}

  /// Elements that are brought together in scratch memory in each step.
  ///
  /// @param storage the type there
  /// @param nodes the elements, in the graph of elements
  /// @param position the first one's place in scratch memory, in bytes
  record Gathered(Storage storage, List<Integer> nodes, int position) implements Source {}

  /// Elements that are the same in each step and lie apart: brought together before the first step,
  /// by whoever runs the loop.
  ///
  /// @param storage the type in scratch memory
  /// @param nodes the elements, which are constants and arguments
  /// @param position the first one's place in scratch memory, in bytes
  record Prepared(Storage storage, List<Integer> nodes, int position) implements Source {}

  /// A run of elements in memory.
  ///
  /// @param array the array, or [Places#BLOCK] or [Places#SCRATCH]
  /// @param position the place of the element of lane 0, if the run went so far, in bytes
  /// @param from its first lane
  /// @param to its end
  record Run(int array, long position, int from, int to) {}
}
