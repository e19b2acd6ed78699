package org.lanewise.vector.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.lanewise.backend.DotOrder;
import org.lanewise.type.DType;

/// What products are computed in, and how it is spelled in Java and in the Vector API.
public enum Element {
  /// IEEE binary32, with fma.
  FLOAT(DType.FLOAT32, float.class, CD_float, TypeKind.FLOAT, "FloatVector", Memory.FLOAT),
  /// IEEE binary64, with fma.
  DOUBLE(DType.FLOAT64, double.class, CD_double, TypeKind.DOUBLE, "DoubleVector", Memory.DOUBLE),
  /// 32-bit integers, which wrap; signed and unsigned ones alike.
  INT(DType.INT32, int.class, CD_int, TypeKind.INT, "IntVector", Memory.INT),
  /// 64-bit integers, which wrap.
  LONG(DType.INT64, long.class, CD_long, TypeKind.LONG, "LongVector", Memory.LONG);

  private final DType dtype;
  private final Class<?> javaType;
  private final ClassDesc scalar;
  private final TypeKind kind;
  private final ClassDesc vector;
  private final ValueLayout layout;

  Element(
      DType dtype,
      Class<?> javaType,
      ClassDesc scalar,
      TypeKind kind,
      String vector,
      ValueLayout layout) {
    this.dtype = dtype;
    this.javaType = javaType;
    this.scalar = scalar;
    this.kind = kind;
    this.vector = ClassDesc.of("jdk.incubator.vector." + vector);
    this.layout = layout;
  }

  /// The element type of the product.
  public DType dtype() {
    return dtype;
  }

  /// Bytes of one element.
  public int size() {
    return dtype.byteSize();
  }

  /// The length of the chains of [DotOrder], or of any convenient block for integers.
  public int kBlock() {
    return DotOrder.kBlock(this == LONG ? DType.FLOAT64 : dtype);
  }

  /// Whether multiplication and addition are one operation.
  public boolean usesFma() {
    return dtype.isFloating();
  }

  /// The Java type.
  public ClassDesc scalar() {
    return scalar;
  }

  /// The kind of instruction that handles the Java type.
  public TypeKind kind() {
    return kind;
  }

  /// The class of vectors.
  public ClassDesc vector() {
    return vector;
  }

  /// The name of the class of [#layout()].
  String layoutName() {
    return switch (this) {
      case FLOAT -> "OfFloat";
      case DOUBLE -> "OfDouble";
      case INT -> "OfInt";
      case LONG -> "OfLong";
    };
  }

  /// How an element lies in memory.
  public ValueLayout layout() {
    return layout;
  }

  /// A Java array of elements.
  public Object newArray(int length) {
    return Array.newInstance(javaType, length);
  }

  /// Fills a part of an array of elements with one value.
  ///
  /// @param bits the bits of the value, in the low end
  public void fill(Object array, int from, int to, long bits) {
    switch (this) {
      case FLOAT -> Arrays.fill((float[]) array, from, to, Float.intBitsToFloat((int) bits));
      case DOUBLE -> Arrays.fill((double[]) array, from, to, Double.longBitsToDouble(bits));
      case INT -> Arrays.fill((int[]) array, from, to, (int) bits);
      case LONG -> Arrays.fill((long[]) array, from, to, bits);
    }
  }

  /// Fills memory with one value.
  ///
  /// @param bits the bits of the value, in the low end
  public void fill(MemorySegment segment, long at, int count, long bits) {
    MemorySegment view = Memory.view(segment);
    for (int i = 0; i < count; i++) {
      if (size() == 8) {
        view.set(Memory.LONG, at + 8L * i, bits);
      } else {
        view.set(Memory.INT, at + 4L * i, (int) bits);
      }
    }
  }
}
