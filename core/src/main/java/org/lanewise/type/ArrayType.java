package org.lanewise.type;

/// What a program knows of an array before it runs: element type, shape, and whether the type is
/// weak (JAX's abstract value, "aval").
///
/// A weak type comes from a Java literal or from a value computed of literals alone; it never
/// raises the width of a strong operand of the same or a higher kind (see [Promotion]).
///
/// ```java
/// ArrayType.of(DType.FLOAT32, 3, 4);   // f32[3,4]
/// ```
///
/// @param dtype the element type
/// @param shape the sizes of the axes
/// @param weak whether the element type gives way to a strong one
public record ArrayType(DType dtype, Shape shape, boolean weak) {
  /// A strongly typed array type.
  public ArrayType(DType dtype, Shape shape) {
    this(dtype, shape, false);
  }

  /// Returns the strong type with these sizes.
  public static ArrayType of(DType dtype, long... sizes) {
    return new ArrayType(dtype, Shape.of(sizes), false);
  }

  /// The number of axes.
  public int rank() {
    return shape.rank();
  }

  /// The number of elements.
  public long size() {
    return shape.size();
  }

  /// Returns this type with another shape.
  public ArrayType withShape(Shape other) {
    return new ArrayType(dtype, other, weak);
  }

  /// Returns this type with another element type, strong.
  public ArrayType withDType(DType other) {
    return new ArrayType(other, shape, false);
  }

  /// Returns this type with the given weakness.
  public ArrayType withWeak(boolean isWeak) {
    return isWeak == weak ? this : new ArrayType(dtype, shape, isWeak);
  }

  /// The type that tangents and cotangents of such values have: itself for floating types.
  ///
  /// @throws DTypeException if values of this type have no derivative
  public ArrayType tangentType() {
    if (!dtype.isDifferentiable()) {
      throw new DTypeException(
          "`tangentType`: values of type "
              + this
              + " have no tangent space. Convert to a floating type.");
    }
    return this;
  }

  /// The short form of programs, without weakness: `f32[3,4]`, `i32[]`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(dtype.shortName()).append('[');
    for (int i = 0; i < shape.rank(); i++) {
      text.append(i == 0 ? "" : ",").append(shape.get(i));
    }
    return text.append(']').toString();
  }
}
