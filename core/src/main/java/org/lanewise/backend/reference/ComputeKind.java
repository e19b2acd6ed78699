package org.lanewise.backend.reference;

import org.lanewise.type.DType;

/// The Java type in which the elements of a type are computed.
enum ComputeKind {
  /// Integers and bool: sign- or zero-extended to 64 bits, and cut back when they are stored.
  LONG,
  /// f32, and f16 and bf16, which are rounded when they are stored.
  FLOAT,
  /// f64.
  DOUBLE;

  static ComputeKind of(DType dtype) {
    return switch (dtype) {
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> LONG;
      case FLOAT16, BFLOAT16, FLOAT32 -> FLOAT;
      case FLOAT64 -> DOUBLE;
      case COMPLEX64, COMPLEX128 -> throw unexpected("complex elements", dtype);
    };
  }

  /// What the type rules exclude.
  static AssertionError unexpected(String what, Object where) {
    return new AssertionError(what + " of " + where + " must not get past the type rules");
  }
}
