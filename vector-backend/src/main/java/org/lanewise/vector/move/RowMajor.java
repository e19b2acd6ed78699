package org.lanewise.vector.move;

import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Brings the elements of any layout into row-major order.
public final class RowMajor {
  private RowMajor() {}

  /// The same elements in row-major order: the operand itself where they are.
  public static Strided of(Strided operand) {
    return operand.layout().isContiguous() ? operand : copy(operand);
  }

  /// A row-major copy.
  public static Strided copy(Strided operand) {
    Strided copy = Strided.allocate(operand.dtype(), operand.shape());
    Mover.move(operand, copy);
    return copy;
  }

  /// A fresh array of which every element has the given bits.
  public static Strided filled(DType dtype, Shape shape, long bits) {
    return copy(repeated(Transfer.scalar(dtype, bits), shape));
  }

  /// One element, seen as an array that repeats it.
  static Strided repeated(Strided scalar, Shape shape) {
    return scalar.with(scalar.layout().broadcast(shape, Axes.none()));
  }
}
