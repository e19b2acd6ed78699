package org.lanewise.vector.move;

import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

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
    Positions positions = new Positions(operand.layout());
    long size = operand.shape().size();
    for (long i = 0; i < size; i++) {
      long bits = Transfer.getBits(operand.buffer().segment(), operand.dtype(), positions.next());
      Transfer.putBits(copy.buffer().segment(), operand.dtype(), i, bits);
    }
    return copy;
  }
}
