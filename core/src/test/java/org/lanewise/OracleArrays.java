package org.lanewise;

import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.oracle.OracleArray;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Makes arrays of what the oracle's files hold.
public final class OracleArrays {
  private OracleArrays() {}

  /// The array with the same type and bits.
  public static Array of(OracleArray source) {
    DType dtype = DType.of(source.dtype());
    Shape shape = Shape.of(source.shape().stream().mapToLong(Number::longValue).toArray());
    Strided data = Strided.allocate(dtype, shape);
    long[] bits = source.bits();
    for (int i = 0; i < bits.length; i++) {
      Transfer.putBits(data.buffer().segment(), dtype, i, bits[i]);
    }
    return new ConcreteArray(new ArrayType(dtype, shape, source.weak()), data);
  }
}
