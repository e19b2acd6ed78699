package org.lanewise;

import java.util.List;
import java.util.OptionalLong;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

/// One entry between the brackets of NumPy's `x[…]`.
///
/// ```java
/// x.get(Index.at(0), Index.slice(1, 3), Index.all());
/// x.get(Index.ellipsis(), Index.newAxis());
/// x.get(Index.of(2, 0, 2), Index.mask(true, false, true));
/// x.get("0, 1:3, ...");   // the same in NumPy's syntax, see parse
/// ```
public sealed interface Index {

  /// One position along an axis, which the result lacks; negative ones count from the end.
  ///
  /// @param position the position
  record At(long position) implements Index {}

  /// Every `step`-th entry from `start` (inclusive) to `stop` (exclusive), by Python's rules.
  ///
  /// @param start where to begin; empty: the first entry in the direction of the step
  /// @param stop where to end; empty: after the last entry in that direction
  /// @param step the step, not 0
  record Slice(OptionalLong start, OptionalLong stop, long step) implements Index {
    /// Checks the step.
    public Slice {
      if (step == 0) {
        throw new IllegalArgumentException(
            "`Index.slice`: the step must not be 0. Use a positive or a negative step.");
      }
    }
  }

  /// Positions along an axis from an integer array; the result has the array's axes instead.
  ///
  /// @param positions integers of any shape; negative ones count from the end
  record Positions(Array positions) implements Index {}

  /// The entries at which a bool array is true; it stands for as many axes as it has.
  ///
  /// @param mask bool, of the shape of these axes; its elements must be known
  record Mask(Array mask) implements Index {}

  /// What stands for no entry of the array itself.
  enum Marker implements Index {
    /// All axes that the other entries leave over.
    ELLIPSIS,
    /// A new axis of size 1.
    NEW_AXIS
  }

  /// One position along an axis; negative ones count from the end.
  static Index at(long position) {
    return new At(position);
  }

  /// The entries `start` to `stop` − 1.
  static Index slice(long start, long stop) {
    return slice(start, stop, 1);
  }

  /// Every `step`-th entry from `start` to before `stop`.
  static Index slice(long start, long stop, long step) {
    return new Slice(OptionalLong.of(start), OptionalLong.of(stop), step);
  }

  /// The entries from `start` to the end.
  static Index from(long start) {
    return new Slice(OptionalLong.of(start), OptionalLong.empty(), 1);
  }

  /// The entries before `stop`.
  static Index to(long stop) {
    return new Slice(OptionalLong.empty(), OptionalLong.of(stop), 1);
  }

  /// All entries of an axis.
  static Index all() {
    return IndexParser.ALL;
  }

  /// All axes that the other entries leave over.
  static Index ellipsis() {
    return Marker.ELLIPSIS;
  }

  /// A new axis of size 1.
  static Index newAxis() {
    return Marker.NEW_AXIS;
  }

  /// Positions along an axis.
  static Index of(int... positions) {
    return of(new ConcreteArray(Transfer.copyOf(positions)));
  }

  /// Positions along an axis from an integer array.
  ///
  /// @throws DTypeException if the array is not of an integer type
  static Index of(Array positions) {
    if (positions.dtype() == DType.BOOL) {
      return mask(positions);
    }
    if (!positions.dtype().isInteger()) {
      throw new DTypeException(
          "`Index.of`: positions must be integers, got "
              + positions.type()
              + ". Convert them with `astype`.");
    }
    return new Positions(positions);
  }

  /// The entries of an axis at which the flag is true.
  static Index mask(boolean... flags) {
    return mask(new ConcreteArray(Transfer.copyOf(flags)));
  }

  /// The entries at which a bool array is true.
  ///
  /// @throws DTypeException if the array is not bool
  static Index mask(Array mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new DTypeException(
          "`Index.mask`: a mask must be bool, got "
              + mask.type()
              + ". Compare, or use `Index.of`.");
    }
    return new Mask(mask);
  }

  /// Reads NumPy's syntax: integers, slices, `...`, `None` or `newaxis`, and literal lists of
  /// integers or of `True` and `False`, separated by commas.
  ///
  /// ```java
  /// Index.parse("..., ::2, [0, 2]");
  /// ```
  ///
  /// @throws IllegalArgumentException if the text is not such an index
  static List<Index> parse(String text) {
    return IndexParser.parse(text);
  }
}
