package org.lanewise.backend.reference;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Writes the elements of a fresh row-major result one after the other.
final class Sink {
  private final Strided result;
  private final MemorySegment segment;
  private final DType dtype;
  private long next;

  Sink(ArrayType type) {
    this.result = Strided.allocate(type);
    this.segment = result.buffer().segment();
    this.dtype = type.dtype();
  }

  void bits(long bits) {
    Transfer.putBits(segment, dtype, next++, bits);
  }

  /// Writes an integer, cut to the type's width.
  void integer(long value) {
    bits(value);
  }

  void truth(boolean value) {
    bits(value ? 1 : 0);
  }

  /// Writes a float, rounded to the type.
  void single(float value) {
    bits(Scalars.bits(dtype, value));
  }

  void real(double value) {
    bits(Double.doubleToRawLongBits(value));
  }

  Strided result() {
    return result;
  }
}
