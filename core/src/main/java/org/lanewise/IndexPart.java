package org.lanewise;

/// What an index means for one axis of an array of known shape, or for a new axis.
sealed interface IndexPart {

  /// A new axis of size 1.
  record NewAxis() implements IndexPart {}

  /// A run of entries along an axis: `start`, `start + step`, …, `count` of them.
  ///
  /// @param axis the operand's axis
  /// @param start the first position, within the axis if there is one
  /// @param count the number of positions
  /// @param step the distance, possibly negative
  /// @param whole whether this is the axis as it is
  record Range(int axis, long start, long count, long step, boolean whole) implements IndexPart {}

  /// One position that is known, clamped into the axis as all reads out of bounds are.
  ///
  /// @param axis the operand's axis
  /// @param position the position as given, negative ones made positive once
  record Single(int axis, long position) implements IndexPart {}

  /// Positions from an integer array, negative ones not yet wrapped.
  ///
  /// @param axis the operand's axis
  /// @param positions the array
  record Picked(int axis, Array positions) implements IndexPart {}
}
