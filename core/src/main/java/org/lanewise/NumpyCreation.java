package org.lanewise;

import org.lanewise.memory.JavaArrays;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;

/// The part of [Numpy] that makes arrays out of Java values and of constants.
///
/// Java arrays are copied: later changes of them do not show. `float` makes f32, `double` f64,
/// `int` i32, `long` i64, `short` i16, `byte` i8 and `boolean` bool; one value makes a 0-d array, a
/// Java array a vector of its length. Without a type, `zeros`, `ones` and `empty` make f32.
abstract sealed class NumpyCreation permits NumpyArithmetic {
  NumpyCreation() {}

  /// A 0-d float32 array.
  public static Array array(float value) {
    return Lax.scalar(DType.FLOAT32, value);
  }

  /// A vector of float32: a copy of the values.
  public static Array array(float... values) {
    return copy(values);
  }

  /// A 0-d float64 array.
  public static Array array(double value) {
    return Lax.scalar(DType.FLOAT64, value);
  }

  /// A vector of float64: a copy of the values.
  public static Array array(double... values) {
    return copy(values);
  }

  /// A 0-d int32 array.
  public static Array array(int value) {
    return Lax.scalar(DType.INT32, (long) value);
  }

  /// A vector of int32: a copy of the values.
  public static Array array(int... values) {
    return copy(values);
  }

  /// A 0-d int64 array.
  public static Array array(long value) {
    return Lax.scalar(DType.INT64, value);
  }

  /// A vector of int64: a copy of the values.
  public static Array array(long... values) {
    return copy(values);
  }

  /// A 0-d int16 array.
  public static Array array(short value) {
    return Lax.scalar(DType.INT16, (long) value);
  }

  /// A vector of int16: a copy of the values.
  public static Array array(short... values) {
    return copy(values);
  }

  /// A 0-d int8 array.
  public static Array array(byte value) {
    return Lax.scalar(DType.INT8, (long) value);
  }

  /// A vector of int8: a copy of the values.
  public static Array array(byte... values) {
    return copy(values);
  }

  /// A 0-d bool array.
  public static Array array(boolean value) {
    return Lax.scalar(DType.BOOL, value ? 1L : 0L);
  }

  /// A vector of bool: a copy of the values.
  public static Array array(boolean... values) {
    return copy(values);
  }

  /// An array of a nesting of Java arrays, such as `float[][]` or `int[][][]`, of any depth.
  ///
  /// ```java
  /// array(new float[][] {{1, 2}, {3, 4}}).shape();  // (2, 2)
  /// ```
  ///
  /// @throws org.lanewise.type.ShapeException if the nesting is ragged
  /// @throws DTypeException if the innermost elements are no primitive numbers or booleans
  public static Array array(Object[] nested) {
    return copy(nested);
  }

  private static Array copy(Object javaArray) {
    var elements = JavaArrays.copyOf(javaArray);
    return new ConcreteArray(new ArrayType(elements.dtype(), elements.shape()), elements);
  }

  /// The elements as NumPy prints them, without commas and type: `[1. 2. 3.]`. A tracer, whose
  /// elements do not exist, prints its type.
  ///
  /// `toString` is the other form, `Array([1., 2., 3.], dtype=float32)`.
  public static String arrayStr(Array x) {
    return x instanceof ConcreteArray concrete ? ArrayPrinter.str(concrete) : x.toString();
  }

  /// The array itself: arrays are immutable.
  public static Array asarray(Array x) {
    return x;
  }

  /// The array converted to an element type; see [ArrayConversions#astype].
  public static Array asarray(Array x, DType dtype) {
    return x.astype(dtype);
  }

  /// A weakly typed i32 scalar, as a Java integer is beside an array.
  ///
  /// @throws DTypeException if the value does not fit in i32
  public static Array weak(long value) {
    return Operands.weak("weak", value);
  }

  /// A weakly typed f32 scalar, as a Java `double` or `float` is beside an array.
  public static Array weak(double value) {
    return Operands.weak("weak", value);
  }

  /// Zeros of f32.
  public static Array zeros(long... sizes) {
    return zeros(Shape.of(sizes), DType.FLOAT32);
  }

  /// Zeros of f32.
  public static Array zeros(Shape shape) {
    return zeros(shape, DType.FLOAT32);
  }

  /// Zeros of an element type.
  public static Array zeros(Shape shape, DType dtype) {
    return filled("zeros", shape, 0, dtype);
  }

  /// Ones of f32.
  public static Array ones(long... sizes) {
    return ones(Shape.of(sizes), DType.FLOAT32);
  }

  /// Ones of f32.
  public static Array ones(Shape shape) {
    return ones(shape, DType.FLOAT32);
  }

  /// Ones of an element type.
  public static Array ones(Shape shape, DType dtype) {
    return filled("ones", shape, 1, dtype);
  }

  /// An array without a promise about its elements, which are zeros: an array is immutable, so
  /// nobody could fill it. Of use for shapes of size 0.
  public static Array empty(DType dtype, Shape shape) {
    return zeros(shape, dtype);
  }

  /// An f32 array without a promise about its elements; see [#empty(DType, Shape)].
  public static Array empty(long... sizes) {
    return zeros(sizes);
  }

  /// An array filled with a Java number; its weak type is kept, as in JAX.
  public static Array full(Shape shape, Number value) {
    return repeated(Operands.weak("full", value), shape);
  }

  /// An array of an element type, filled with a Java number.
  ///
  /// @throws DTypeException if an integer does not fit in the type
  public static Array full(Shape shape, Number value, DType dtype) {
    return filled("full", shape, value, dtype);
  }

  /// An array filled with truth.
  public static Array full(Shape shape, boolean value) {
    return repeated(array(value), shape);
  }

  /// An array whose elements are those of `value`, which broadcasts to the shape.
  public static Array full(Shape shape, Array value) {
    return Numpy.broadcastTo(value, shape);
  }

  private static Array filled(String operation, Shape shape, Number value, DType dtype) {
    if (dtype.isComplex()) {
      throw DTypeException.complexNotSupported(operation, dtype);
    }
    return repeated(Operands.scalar(operation, value, dtype, false), shape);
  }

  private static Array repeated(Array scalar, Shape shape) {
    return Lax.broadcastInDim(scalar, shape, Axes.none());
  }

  /// Zeros of the type and shape of an array.
  public static Array zerosLike(Array x) {
    return fullLike(x, 0);
  }

  /// Ones of the type and shape of an array.
  public static Array onesLike(Array x) {
    return fullLike(x, 1);
  }

  /// An array like another one without a promise about its elements.
  public static Array emptyLike(Array x) {
    return fullLike(x, 0);
  }

  /// An array of the type and shape of another one, filled with a Java number.
  ///
  /// @throws DTypeException if an integer does not fit in the type
  public static Array fullLike(Array x, Number value) {
    Array scalar = Operands.scalar("fullLike", value, x.dtype(), x.weakType());
    return repeated(scalar, x.shape());
  }

  /// An array of the shape of another one and of the given type, filled with a Java number.
  public static Array fullLike(Array x, Number value, DType dtype) {
    return filled("fullLike", x.shape(), value, dtype);
  }
}
