package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;

/// Scalar constants of derivative rules. They take type and weakness from the array that they meet,
/// so that the derivative of a weakly typed value is weakly typed.
final class Scalars {
  private Scalars() {}

  /// The number as a scalar of the array's element type and weakness.
  static Array like(Array array, double value) {
    return like(array.type(), value);
  }

  /// The number as a scalar of the type's element type and weakness.
  static Array like(ArrayType type, double value) {
    return Lax.convertElementType(Lax.scalar(type.dtype(), value), type.dtype(), type.weak());
  }
}
