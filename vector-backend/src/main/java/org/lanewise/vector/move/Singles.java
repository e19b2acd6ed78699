package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;

/// Moves and adds elements one by one, in order; [SinglesEmitter] writes the implementations, one
/// for each type of elements.
public abstract class Singles {
  /// For generated classes.
  protected Singles() {}

  /// Adds elements that lie one after the other to elements at the distances that a [Locator]
  /// found: `target[distances[i]] = target[distances[i]] + source[i]`. Those that are outside are
  /// left out.
  ///
  /// @param from where the first of the source lies, in bytes
  /// @param to where an element without distance lies, in bytes
  public abstract void add(
      MemorySegment source, long from, long[] distances, int count, MemorySegment target, long to);

  /// Adds elements that lie one after the other to elements at equal distances.
  ///
  /// @param from where the first of the source lies, in bytes
  /// @param to where the first of the target lies, in bytes
  /// @param step the distance of two elements of the target, in bytes
  public abstract void addRow(
      MemorySegment source, long from, MemorySegment target, long to, long step, long count);

  /// Adds elements to a Java array: `table[indices[i]] = table[indices[i]] + source[i]`. Indices
  /// that are outside are left out.
  ///
  /// @param indices i32, from `at` on
  /// @param from where the first of the source lies, in bytes
  /// @param table an array of elements
  public abstract void addToTable(
      MemorySegment indices, long at, MemorySegment source, long from, int count, Object table);

  /// Copies elements at the distances that a [Locator] found to where they lie one after the other:
  /// `target[i] = source[distances[i]]`. Those that are outside are left out.
  ///
  /// @param from where an element without distance lies, in bytes
  /// @param to where the first of the target lies, in bytes
  public abstract void take(
      MemorySegment source, long from, long[] distances, int count, MemorySegment target, long to);
}
