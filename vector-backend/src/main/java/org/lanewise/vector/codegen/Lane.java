package org.lanewise.vector.codegen;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/// What one lane of a value in a formula holds.
///
/// Narrower storage (bool, i8, i16, u8, u16, f16, bf16) is widened when it is loaded and cut back
/// when it is stored, so that formulas know these types alone. Unsigned integers use the same
/// lanes.
public enum Lane {
  /// An IEEE binary32 number.
  F32(32, CD_float, TypeKind.FLOAT, Vectors.FLOAT),
  /// An IEEE binary64 number.
  F64(64, CD_double, TypeKind.DOUBLE, Vectors.DOUBLE),
  /// 32 bits, or fewer in their sign- or zero-extension.
  I32(32, CD_int, TypeKind.INT, Vectors.INT),
  /// 64 bits.
  I64(64, CD_long, TypeKind.LONG, Vectors.LONG),
  /// A truth value: an `int` of 0 or 1 in scalar code, a `VectorMask` in vector code.
  MASK(0, CD_int, TypeKind.INT, Vectors.MASK);

  private final int bits;
  private final ClassDesc scalar;
  private final TypeKind kind;
  private final ClassDesc vector;

  Lane(int bits, ClassDesc scalar, TypeKind kind, ClassDesc vector) {
    this.bits = bits;
    this.scalar = scalar;
    this.kind = kind;
    this.vector = vector;
  }

  /// The width; 0 for truth values, which adapt to what they select.
  public int bits() {
    return bits;
  }

  /// The Java type of one lane.
  public ClassDesc scalar() {
    return scalar;
  }

  /// The local variable kind of one lane.
  public TypeKind kind() {
    return kind;
  }

  /// The Vector API class of many lanes.
  public ClassDesc vector() {
    return vector;
  }

  /// Whether the lanes are floating numbers.
  public boolean isFloating() {
    return this == F32 || this == F64;
  }
}
