package org.lanewise.backend.reference;

import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Conversion by value between all types, by way of the value itself.
final class ConvertReference {
  private ConvertReference() {}

  static Strided convert(Strided x, ArrayType out) {
    Cursor at = new Cursor(x);
    Sink sink = new Sink(out);
    DType from = x.dtype();
    DType to = out.dtype();
    for (long i = 0; i < out.size(); i++) {
      sink.bits(convert(from, to, at.bits()));
    }
    return sink.result();
  }

  /// The bits of an element in another type.
  static long convert(DType from, DType to, long bits) {
    if (from.isFloating()) {
      return ScalarBits.of(to, ScalarBits.toDouble(from, bits));
    }
    long value = ScalarBits.toLong(from, bits);
    if (from == DType.UINT64 && to.isFloating() && value < 0) {
      return ofLargeUnsigned(to, value);
    }
    return to == DType.FLOAT64
        ? Double.doubleToRawLongBits((double) value)
        : ScalarBits.of(to, value);
  }

  /// A u64 of 2⁶³ or more: halved with its lowest bit kept for rounding, converted, doubled.
  private static long ofLargeUnsigned(DType to, long value) {
    long half = value >>> 1 | value & 1;
    return to == DType.FLOAT64
        ? Double.doubleToRawLongBits(half * 2.0)
        : ScalarBits.of(to, (double) ((float) half * 2f));
  }
}
