package org.lanewise.vector.move;

import org.lanewise.memory.Strided;

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
}
