package org.lanewise.backend.reference;

import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Bits and values of single elements in the type in which they compute.
final class Scalars {
  private Scalars() {}

  /// How a type computes: floating types narrower than f64 in `float`, all integers in `long`.
  enum Kind {
    SINGLE,
    REAL,
    INTEGER
  }

  static Kind kind(DType dtype) {
    if (dtype == DType.FLOAT64) {
      return Kind.REAL;
    }
    return dtype.isFloating() ? Kind.SINGLE : Kind.INTEGER;
  }

  static float single(DType dtype, long bits) {
    return switch (dtype) {
      case FLOAT16 -> Float.float16ToFloat((short) bits);
      case BFLOAT16 -> Float.intBitsToFloat((int) bits << 16);
      default -> Float.intBitsToFloat((int) bits);
    };
  }

  /// The bits of a float, rounded to the type.
  static long bits(DType dtype, float value) {
    return switch (dtype) {
      case FLOAT16 -> Float.floatToFloat16(value) & 0xFFFFL;
      case BFLOAT16 -> ScalarBits.bfloat16(value);
      default -> Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
    };
  }

  static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
