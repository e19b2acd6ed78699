package org.lanewise.type;

/// The type of an array's elements.
///
/// Names follow NumPy and JAX: [#longName()] is what an array prints (`float32`), [#shortName()] is
/// what a program prints (`f32`). Complex types are named from the start; operations on them raise
/// one clear [DTypeException] until they are supported.
///
/// ```java
/// DType.FLOAT32.byteSize();   // 4
/// DType.of("bf16");           // BFLOAT16
/// ```
public enum DType {
  /// A truth value, stored as one byte: 0 or 1.
  BOOL("bool", "bool", 1, Kind.BOOL),
  /// An 8-bit signed integer, two's complement.
  INT8("i8", "int8", 1, Kind.SIGNED),
  /// A 16-bit signed integer, two's complement.
  INT16("i16", "int16", 2, Kind.SIGNED),
  /// A 32-bit signed integer, two's complement.
  INT32("i32", "int32", 4, Kind.SIGNED),
  /// A 64-bit signed integer, two's complement.
  INT64("i64", "int64", 8, Kind.SIGNED),
  /// An 8-bit unsigned integer.
  UINT8("u8", "uint8", 1, Kind.UNSIGNED),
  /// A 16-bit unsigned integer.
  UINT16("u16", "uint16", 2, Kind.UNSIGNED),
  /// A 32-bit unsigned integer.
  UINT32("u32", "uint32", 4, Kind.UNSIGNED),
  /// A 64-bit unsigned integer.
  UINT64("u64", "uint64", 8, Kind.UNSIGNED),
  /// IEEE 754 binary16; arithmetic computes in f32 and rounds after each operation.
  FLOAT16("f16", "float16", 2, Kind.FLOATING),
  /// The upper half of a binary32; arithmetic computes in f32 and rounds after each operation.
  BFLOAT16("bf16", "bfloat16", 2, Kind.FLOATING),
  /// IEEE 754 binary32.
  FLOAT32("f32", "float32", 4, Kind.FLOATING),
  /// IEEE 754 binary64.
  FLOAT64("f64", "float64", 8, Kind.FLOATING),
  /// A pair of binary32; not yet supported by any operation.
  COMPLEX64("c64", "complex64", 8, Kind.COMPLEX),
  /// A pair of binary64; not yet supported by any operation.
  COMPLEX128("c128", "complex128", 16, Kind.COMPLEX);

  private enum Kind {
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOATING,
    COMPLEX
  }

  private final String shortName;
  private final String longName;
  private final int byteSize;
  private final Kind kind;

  DType(String shortName, String longName, int byteSize, Kind kind) {
    this.shortName = shortName;
    this.longName = longName;
    this.byteSize = byteSize;
    this.kind = kind;
  }

  /// Returns the type of a short or long name (`"f32"`, `"float32"`).
  ///
  /// @throws DTypeException if there is no such type
  public static DType of(String name) {
    for (DType type : values()) {
      if (type.shortName.equals(name) || type.longName.equals(name)) {
        return type;
      }
    }
    throw new DTypeException(
        "`DType.of`: there is no dtype named \"" + name + "\". Use a name such as f32 or float32.");
  }

  /// The name in printed programs: `f32`.
  public String shortName() {
    return shortName;
  }

  /// The name in printed arrays: `float32`.
  public String longName() {
    return longName;
  }

  /// The size of one element in bytes.
  public int byteSize() {
    return byteSize;
  }

  /// The size of one element in bits, 8 for `bool`.
  public int bitSize() {
    return 8 * byteSize;
  }

  /// Whether this is a real floating-point type.
  public boolean isFloating() {
    return kind == Kind.FLOATING;
  }

  /// Whether this is a signed or unsigned integer type; `bool` is none.
  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  /// Whether this is an unsigned integer type.
  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  /// Whether this is a signed integer type.
  public boolean isSigned() {
    return kind == Kind.SIGNED;
  }

  /// Whether this is one of the complex types, which are named but not yet supported.
  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /// Whether values of this type have derivatives: the floating types.
  public boolean isDifferentiable() {
    return kind == Kind.FLOATING;
  }

  /// The type in which a reduction, a matmul or an elementary function of this type computes: f32
  /// for f16 and bf16, itself otherwise.
  public DType computeType() {
    return this == FLOAT16 || this == BFLOAT16 ? FLOAT32 : this;
  }

  /// The short name.
  @Override
  public String toString() {
    return shortName;
  }
}
