package org.lanewise.autodiff;

import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;

/// The derivative of one value along the direction of a transformation: an array of the value's
/// type, or a zero that nobody has written down.
///
/// Zeros stay symbolic for as long as possible: what does not depend on the input costs nothing.
sealed interface Tangent {

  /// The zero of whatever type the value has.
  @SuppressWarnings("ClassInitializationDeadlock") // a record does not initialise its interface
  Tangent ZERO = new Zero();

  /// A tangent that is zero everywhere.
  record Zero() implements Tangent {}

  /// A tangent that exists.
  ///
  /// @param array the tangent, of the type of the value
  record Of(Array array) implements Tangent {}

  /// Writes zeros down where a rule needs an operand: arrays in forward mode, nodes without
  /// operands while a function is linearized.
  @FunctionalInterface
  interface Zeros {
    /// Zeros of a type.
    Array of(ArrayType type);
  }

  /// Returns the tangent that is this array.
  static Tangent of(Array array) {
    return new Of(array);
  }

  /// Whether this is the symbolic zero.
  default boolean isZero() {
    return this instanceof Zero;
  }

  /// Applies a linear function.
  default Tangent map(UnaryOperator<Array> linear) {
    return switch (this) {
      case Zero zero -> zero;
      case Of(Array array) -> of(linear.apply(array));
    };
  }

  /// The sum of two tangents, this one first.
  default Tangent plus(Tangent other) {
    if (this instanceof Of(Array first) && other instanceof Of(Array second)) {
      return of(Lax.addAny(first, second));
    }
    return isZero() ? other : this;
  }

  /// The array of this tangent, zeros of the given type if need be.
  default Array orZeros(ArrayType type, Zeros zeros) {
    return switch (this) {
      case Zero _ -> zeros.of(type);
      case Of(Array array) -> array;
    };
  }
}
