package org.lanewise.backend.reference;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Reads the elements of an operand one after the other in row-major order.
final class Cursor {
  private final MemorySegment segment;
  private final DType dtype;
  private final Positions positions;

  Cursor(Strided data) {
    this(data, data.layout());
  }

  private Cursor(Strided data, Layout layout) {
    this.segment = data.buffer().segment();
    this.dtype = data.dtype();
    this.positions = new Positions(layout);
  }

  /// Reads an operand of an elementwise primitive as if it had the result's shape: sizes of 1 and
  /// scalars are repeated.
  static Cursor repeated(Strided data, Shape result) {
    Layout own = data.layout();
    if (own.shape().equals(result)) {
      return new Cursor(data);
    }
    long[] strides = new long[result.rank()];
    for (int i = 0; i < own.shape().rank(); i++) {
      strides[i] = own.shape().get(i) == 1 ? 0 : own.stride(i);
    }
    return new Cursor(data, Layout.of(result, strides, own.offset()));
  }

  /// The bits, see [ScalarBits].
  long bits() {
    return Transfer.getBits(segment, dtype, positions.next());
  }

  /// The value of an integer or bool, extended to 64 bits by its sign.
  long integer() {
    return ScalarBits.toLong(dtype, bits());
  }

  /// The value of an f16, bf16 or f32.
  float single() {
    return Scalars.single(dtype, bits());
  }

  /// The value of an f64.
  double real() {
    return Double.longBitsToDouble(bits());
  }
}
