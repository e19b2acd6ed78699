package org.lanewise.memory;

import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

/// Converts between Java numbers and the bits of one element.
///
/// Bits stand in the low end of a `long`: IEEE bits for floating types, two's complement for
/// integers (the higher bits are zero), 0 or 1 for `bool`.
public final class ScalarBits {
  private ScalarBits() {}

  /// The bits of a number converted to a type by value: rounded to nearest, ties to even, for
  /// floating types; truncated and saturated for integers.
  public static long of(DType dtype, double value) {
    return switch (dtype) {
      case BOOL -> value != 0 ? 1 : 0;
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> mask(dtype, saturate(dtype, value));
      case INT64 -> (long) value;
      case UINT64 -> unsignedLong(value);
      case FLOAT16 -> Float.floatToFloat16(roundToOdd(value)) & 0xFFFFL;
      case BFLOAT16 -> bfloat16(roundToOdd(value));
      case FLOAT32 -> Float.floatToRawIntBits((float) value) & 0xFFFFFFFFL;
      case FLOAT64 -> Double.doubleToRawLongBits(value);
      case COMPLEX64, COMPLEX128 -> throw DTypeException.complexNotSupported("array", dtype);
    };
  }

  /// The bits of an integer converted to a type by value; integers wrap.
  public static long of(DType dtype, long value) {
    if (dtype == DType.BOOL) {
      return value != 0 ? 1 : 0;
    }
    if (dtype == DType.FLOAT32) {
      return Float.floatToRawIntBits((float) value) & 0xFFFFFFFFL;
    }
    return dtype.isInteger() ? mask(dtype, value) : of(dtype, (double) value);
  }

  /// The value of an element as a `double`, exact but for 64-bit integers beyond 2⁵³.
  public static double toDouble(DType dtype, long bits) {
    return switch (dtype) {
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> toLong(dtype, bits);
      case UINT64 -> bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
      case FLOAT16 -> Float.float16ToFloat((short) bits);
      case BFLOAT16 -> Float.intBitsToFloat((int) bits << 16);
      case FLOAT32 -> Float.intBitsToFloat((int) bits);
      case FLOAT64 -> Double.longBitsToDouble(bits);
      case COMPLEX64, COMPLEX128 -> throw DTypeException.complexNotSupported("item", dtype);
    };
  }

  /// The value of an element as a `long`: exact for integers and `bool` (u64 wraps), truncated for
  /// floating types.
  public static long toLong(DType dtype, long bits) {
    return switch (dtype) {
      case INT8 -> (byte) bits;
      case INT16 -> (short) bits;
      case INT32 -> (int) bits;
      case BOOL, INT64, UINT64, UINT8, UINT16, UINT32 -> bits;
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 ->
          (long) toDouble(dtype, bits);
    };
  }

  /// The bf16 bits of a float: the upper half, rounded to nearest, ties to even; NaN stays NaN.
  public static long bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded =
        Float.isNaN(value) ? bits >>> 16 | 0x40 : (bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16;
    return rounded & 0xFFFF;
  }

  /// The float that a double rounds to when an inexact result gets an odd last bit, so that a
  /// second rounding to fewer bits is the rounding of the double. (Boldo and Melquiond, "Emulation
  /// of FMA and correctly rounded sums", IEEE Trans. Computers 57, 2008.)
  private static float roundToOdd(double value) {
    float nearest = (float) value;
    if (nearest == value || Double.isNaN(value) || Float.isInfinite(nearest)) {
      return nearest;
    }
    int bits = Float.floatToRawIntBits(nearest);
    if ((bits & 1) != 0) {
      return nearest;
    }
    boolean beyond = Math.abs(nearest) > Math.abs(value);
    return Float.intBitsToFloat(beyond ? bits - 1 : bits + 1);
  }

  private static long mask(DType dtype, long value) {
    int width = dtype.bitSize();
    return width == 64 ? value : value & ((1L << width) - 1);
  }

  private static long saturate(DType dtype, double value) {
    int width = dtype.bitSize();
    long low = dtype.isUnsigned() ? 0 : -(1L << (width - 1));
    long high = (1L << (dtype.isUnsigned() ? width : width - 1)) - 1;
    return Math.clamp((long) value, low, high);
  }

  private static long unsignedLong(double value) {
    if (!(value > 0)) {
      return 0;
    }
    if (value < 0x1p63) {
      return (long) value;
    }
    return value >= 0x1p64 ? -1L : (long) (value - 0x1p63) + Long.MIN_VALUE;
  }
}
