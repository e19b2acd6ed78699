package org.lanewise;

import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;

/// Formats the elements of one array alike: a function from bits to text.
@FunctionalInterface
interface PrintedElement {

  /// The text of an element.
  ///
  /// @param bits the element's bits, see [ScalarBits]
  String format(long bits);

  /// The format for an array that shows these elements.
  static PrintedElement of(DType dtype, long[] shown, int rank) {
    return switch (dtype) {
      case BOOL -> bits -> bits != 0 ? (rank == 0 ? "True" : " True") : "False";
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> integers(dtype, shown);
      case BFLOAT16 -> bits -> Decimal.ofBfloat16(bits);
      case FLOAT16, FLOAT32, FLOAT64 -> PrintedFloats.of(dtype, shown);
      case COMPLEX64, COMPLEX128 -> throw DTypeException.complexNotSupported("toString", dtype);
    };
  }

  /// The text of a single element as Python prints a number: `1.0`, `1e-05`, `True`.
  static String scalar(DType dtype, long bits) {
    return switch (dtype) {
      case BOOL -> bits != 0 ? "True" : "False";
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> integer(dtype, bits);
      case BFLOAT16 -> Decimal.ofBfloat16(bits);
      case FLOAT16, FLOAT32, FLOAT64 -> Decimal.python(dtype, bits);
      case COMPLEX64, COMPLEX128 -> throw DTypeException.complexNotSupported("toString", dtype);
    };
  }

  private static String integer(DType dtype, long bits) {
    long value = ScalarBits.toLong(dtype, bits);
    return dtype == DType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value);
  }

  private static PrintedElement integers(DType dtype, long[] shown) {
    int width = 0;
    for (long bits : shown) {
      width = Math.max(width, integer(dtype, bits).length());
    }
    int padded = width;
    return bits -> PrintedFloats.left(integer(dtype, bits), padded);
  }
}
