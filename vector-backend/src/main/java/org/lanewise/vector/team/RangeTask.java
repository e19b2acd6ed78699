package org.lanewise.vector.team;

/// Work on a part of a range, independent of every other part.
@FunctionalInterface
public interface RangeTask {

  /// Does the work of the elements `from` (inclusive) to `to` (exclusive). Called from several
  /// threads at once, with disjoint parts.
  void run(long from, long to);
}
