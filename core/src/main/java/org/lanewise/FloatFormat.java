package org.lanewise;

import org.lanewise.type.DType;

/// The layout of the bits of a floating type.
///
/// @param bits the integer type of the same width, signed
/// @param mantissaBits the number of explicit mantissa bits
/// @param bias the exponent bias
/// @param max the largest finite number
record FloatFormat(DType bits, int mantissaBits, int bias, double max) {
  private static final FloatFormat HALF = new FloatFormat(DType.INT16, 10, 15, 65504);
  private static final FloatFormat BRAIN = new FloatFormat(DType.INT16, 7, 127, 0x1.FEp127);
  private static final FloatFormat SINGLE = new FloatFormat(DType.INT32, 23, 127, Float.MAX_VALUE);
  private static final FloatFormat DOUBLE =
      new FloatFormat(DType.INT64, 52, 1023, Double.MAX_VALUE);

  static FloatFormat of(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> HALF;
      case BFLOAT16 -> BRAIN;
      case FLOAT32 -> SINGLE;
      case FLOAT64 -> DOUBLE;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("not a floating type: " + dtype);
    };
  }

  /// The smallest positive normal number.
  double minNormal() {
    return Math.scalb(1.0, 1 - bias);
  }

  /// The exponent field, shifted down.
  long exponentMask() {
    return 2L * bias + 1;
  }

  /// The exponent field in place.
  long exponentField() {
    return exponentMask() << mantissaBits;
  }
}
