package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;

/// Moves and adds runs of memory by whole vectors, to or from the distances that a [Locator] found;
/// [RunEmitter] writes the implementations. Windows that are outside are left out.
public abstract class RunKernel {
  /// For generated classes.
  protected RunKernel() {}

  /// Adds runs that lie one after the other to windows, in order: `target = target + source`.
  ///
  /// @param from where the first run begins
  /// @param step the distance of runs in the source, in bytes
  /// @param to where a window without distance begins
  /// @param length the elements of a run, a multiple of the lanes of a vector
  public abstract void add(
      MemorySegment source,
      long from,
      long step,
      long[] distances,
      int count,
      MemorySegment target,
      long to,
      int length);

  /// Copies windows to where they lie one after the other.
  ///
  /// @param from where a window without distance begins
  /// @param step the distance of runs in the target, in bytes
  /// @param to where the first run begins
  /// @param bytes the size of a run, a vector at least
  public abstract void take(
      MemorySegment source,
      long from,
      long step,
      long[] distances,
      int count,
      MemorySegment target,
      long to,
      int bytes);

  /// Copies runs that lie one after the other to windows, in order.
  ///
  /// @param from where the first run begins
  /// @param step the distance of runs in the source, in bytes
  /// @param to where a window without distance begins
  /// @param bytes the size of a run, a vector at least
  public abstract void put(
      MemorySegment source,
      long from,
      long step,
      long[] distances,
      int count,
      MemorySegment target,
      long to,
      int bytes);
}
