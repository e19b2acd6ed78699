package org.lanewise.backend.reference;

import static org.lanewise.backend.reference.ComputeKind.unexpected;

import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.Elementary32;
import org.lanewise.backend.definition.Elementary64;
import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.Integer64;
import org.lanewise.backend.definition.LongBinary;
import org.lanewise.type.DType;

/// The operators by which elements are folded, scanned and scattered: each has an identity.
enum Operator {
  ADD,
  MUL,
  MAX,
  MIN,
  AND,
  OR,
  XOR;

  /// The operator on f32.
  FloatBinary floats() {
    return switch (this) {
      case ADD -> (x, y) -> x + y;
      case MUL -> (x, y) -> x * y;
      case MAX -> Elementary32::max;
      case MIN -> Elementary32::min;
      case AND, OR, XOR -> throw unexpected("floating operands", this);
    };
  }

  /// The operator on f64.
  DoubleBinary doubles() {
    return switch (this) {
      case ADD -> (x, y) -> x + y;
      case MUL -> (x, y) -> x * y;
      case MAX -> Elementary64::max;
      case MIN -> Elementary64::min;
      case AND, OR, XOR -> throw unexpected("floating operands", this);
    };
  }

  /// The operator on integers or bool of a type.
  LongBinary longs(DType dtype) {
    boolean isUnsigned = dtype == DType.UINT64;
    return switch (this) {
      case ADD -> (x, y) -> x + y;
      case MUL -> (x, y) -> x * y;
      case MAX -> isUnsigned ? Integer64::maxUnsigned : Integer64::max;
      case MIN -> isUnsigned ? Integer64::minUnsigned : Integer64::min;
      case AND -> (x, y) -> x & y;
      case OR -> (x, y) -> x | y;
      case XOR -> (x, y) -> x ^ y;
    };
  }

  /// e with e ∘ x = x, for floating types; +0 for sums.
  double floatingIdentity() {
    return switch (this) {
      case ADD -> 0;
      case MUL -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case AND, OR, XOR -> throw unexpected("floating operands", this);
    };
  }

  /// e with e ∘ x = x, for integers and bool.
  long identity(DType dtype) {
    return switch (this) {
      case ADD, OR, XOR -> 0;
      case MUL -> 1;
      case MAX -> smallest(dtype);
      case MIN -> largest(dtype);
      case AND -> dtype == DType.BOOL ? 1 : -1;
    };
  }

  private static long smallest(DType dtype) {
    return dtype.isSigned() ? -1L << (dtype.bitSize() - 1) : 0;
  }

  /// The largest integer of a type, or true; all ones for u64.
  static long largest(DType dtype) {
    if (dtype == DType.BOOL) {
      return 1;
    }
    int bits = dtype.bitSize() - (dtype.isSigned() ? 1 : 0);
    return bits == 64 ? -1 : (1L << bits) - 1;
  }
}
