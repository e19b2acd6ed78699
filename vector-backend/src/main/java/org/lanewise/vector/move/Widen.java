package org.lanewise.vector.move;

import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;

/// Conversions between the narrow types of memory and the types that kernels compute in.
public final class Widen {
  private Widen() {}

  /// The elements as `type`, exactly: the operand itself where it has that type.
  public static Strided widen(Strided operand, DType type) {
    return isSame(operand.dtype(), type) ? operand : convert(operand, type);
  }

  /// The elements rounded or wrapped to `type`.
  public static Strided narrow(Strided operand, DType type) {
    return isSame(operand.dtype(), type)
        ? new Strided(type, operand.buffer(), operand.layout())
        : convert(operand, type);
  }

  /// Types of the same bits (signed and unsigned integers) need no conversion.
  private static boolean isSame(DType a, DType b) {
    return a == b || (a.isInteger() && b.isInteger() && a.byteSize() == b.byteSize());
  }

  private static Strided convert(Strided operand, DType type) {
    Strided result = Strided.allocate(type, operand.shape());
    Positions positions = new Positions(operand.layout());
    long size = operand.shape().size();
    for (long i = 0; i < size; i++) {
      long bits = Transfer.getBits(operand.buffer().segment(), operand.dtype(), positions.next());
      long converted =
          operand.dtype().isFloating()
              ? ScalarBits.of(type, ScalarBits.toDouble(operand.dtype(), bits))
              : ScalarBits.of(type, ScalarBits.toLong(operand.dtype(), bits));
      Transfer.putBits(result.buffer().segment(), type, i, converted);
    }
    return result;
  }
}
