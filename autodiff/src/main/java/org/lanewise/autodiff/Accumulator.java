package org.lanewise.autodiff;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;

/// Where the cotangents of one linear value meet.
///
/// The first part is stored as it is, since arrays are immutable and may be shared: a cotangent
/// that two accumulators store, or that the user passed, is never overwritten. Each further part
/// gives a new array, `stored + part`, in the order in which the parts come. That order is the
/// transposition's: readers of the value in the reverse order of their making, the operands of one
/// reader from left to right.
final class Accumulator {
  private final ArrayType type;
  private @Nullable Array stored;

  Accumulator(ArrayType type) {
    this.type = type;
  }

  /// An accumulator that holds a sum already.
  static Accumulator of(ArrayType type, Array sum) {
    Accumulator accumulator = new Accumulator(type);
    accumulator.resume(sum);
    return accumulator;
  }

  /// The type of the value, and of the sum of its cotangents.
  ArrayType type() {
    return type;
  }

  /// Whether nothing has come: a symbolic zero.
  boolean isZero() {
    return stored == null;
  }

  /// Adds a part of the value's shape.
  void add(Array part) {
    requireType(part);
    stored = stored == null ? part : Lax.addAny(stored, part);
  }

  private void requireType(Array part) {
    if (!part.shape().equals(type.shape()) || part.dtype() != type.dtype()) {
      throw new AssertionError(
          "a transposition rule gave "
              + part.type()
              + " for a value of type "
              + type
              + ". Please report this.");
    }
  }

  /// Adds to a part of the value only: a function that returns the sum so far, or zeros, with
  /// something added.
  void addInto(UnaryOperator<Array> adding) {
    stored = adding.apply(sum());
  }

  /// Replaces the sum by one that continues it: the sum so far, with parts added by somebody else.
  ///
  /// Whoever transposes a program hands the sum into it and takes it back, so that the parts are
  /// added in the order in which they would be added without the program.
  void resume(Array sum) {
    requireType(sum);
    stored = sum;
  }

  /// The sum of all parts so far; zeros if there are none.
  Array sum() {
    return stored == null ? Lax.zeros(type) : stored;
  }

  /// The sum so far as a cotangent, a symbolic zero if nothing has come.
  Tangent value() {
    return stored == null ? Tangent.ZERO : Tangent.of(stored);
  }

  /// Returns the sum and forgets it, since nothing more will come.
  Array take() {
    Array sum = sum();
    stored = null;
    return sum;
  }
}
