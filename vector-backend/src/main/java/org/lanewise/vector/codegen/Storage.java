package org.lanewise.vector.codegen;

import java.lang.constant.ClassDesc;
import org.lanewise.type.DType;

/// How elements of a type lie in memory, and which lanes they become when they are loaded.
public enum Storage {
  /// i8.
  BYTE(1, Lane.I32, "BYTE", Vectors.BYTE, "B2I", "I2B"),
  /// u8 and bool.
  UNSIGNED_BYTE(1, Lane.I32, "BYTE", Vectors.BYTE, "ZERO_EXTEND_B2I", "I2B"),
  /// i16.
  SHORT(2, Lane.I32, "SHORT", Vectors.SHORT, "S2I", "I2S"),
  /// u16, and the bits of f16 and bf16.
  UNSIGNED_SHORT(2, Lane.I32, "SHORT", Vectors.SHORT, "ZERO_EXTEND_S2I", "I2S"),
  /// i32 and u32.
  INT(4, Lane.I32, "INT", Vectors.INT, "", ""),
  /// i64 and u64.
  LONG(8, Lane.I64, "LONG", Vectors.LONG, "", ""),
  /// f32.
  FLOAT(4, Lane.F32, "FLOAT", Vectors.FLOAT, "", ""),
  /// f64.
  DOUBLE(8, Lane.F64, "DOUBLE", Vectors.DOUBLE, "", "");

  private final int size;
  private final Lane lane;
  private final String layout;
  private final ClassDesc vector;
  private final String widening;
  private final String narrowing;

  Storage(int size, Lane lane, String layout, ClassDesc vector, String widening, String narrowing) {
    this.size = size;
    this.lane = lane;
    this.layout = layout;
    this.vector = vector;
    this.widening = widening;
    this.narrowing = narrowing;
  }

  /// The storage of an element type.
  public static Storage of(DType dtype) {
    return switch (dtype) {
      case BOOL, UINT8 -> UNSIGNED_BYTE;
      case INT8 -> BYTE;
      case INT16 -> SHORT;
      case UINT16, FLOAT16, BFLOAT16 -> UNSIGNED_SHORT;
      case INT32, UINT32 -> INT;
      case INT64, UINT64 -> LONG;
      case FLOAT32 -> FLOAT;
      case FLOAT64 -> DOUBLE;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  /// Bytes of an element.
  public int size() {
    return size;
  }

  /// The lanes of loaded elements.
  public Lane lane() {
    return lane;
  }

  /// The suffix of the `ValueLayout` constant.
  public String layout() {
    return layout;
  }

  /// The Vector API class of elements as they lie in memory.
  public ClassDesc vector() {
    return vector;
  }

  /// Whether lanes are wider than elements.
  public boolean isNarrow() {
    return size < 4;
  }

  /// The Vector API's conversion from elements to lanes, for narrow elements.
  public String widening() {
    return widening;
  }

  /// The Vector API's conversion from lanes to elements, for narrow elements.
  public String narrowing() {
    return narrowing;
  }
}
