package org.lanewise;

import org.lanewise.memory.JavaArrays;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// The ways from arrays to other element types and to Java.
///
/// What leaves the world of arrays needs the elements, so it cannot work on a tracer.
public sealed interface ArrayConversions permits Array {

  /// Converts by value to another element type, strongly typed: floating to integer truncates
  /// towards zero, saturates and takes NaN to 0; integers wrap; narrowing floating rounds to
  /// nearest, ties to even; bool is whether a number is not zero.
  default Array astype(DType dtype) {
    return Lax.convertElementType((Array) this, dtype);
  }

  /// The one element as a `double`.
  ///
  /// @throws ShapeException if the size is not 1
  /// @throws ConcretizationException if this is a tracer
  default double item() {
    Strided element = Elements.single("item", (Array) this);
    return ScalarBits.toDouble(element.dtype(), Elements.bits(element));
  }

  /// The one element as a `long`; floating values are truncated, u64 by its bits.
  ///
  /// @throws ShapeException if the size is not 1
  /// @throws ConcretizationException if this is a tracer
  default long longItem() {
    Strided element = Elements.single("longItem", (Array) this);
    return ScalarBits.toLong(element.dtype(), Elements.bits(element));
  }

  /// Whether the one element is not zero.
  ///
  /// @throws ShapeException if the size is not 1
  /// @throws ConcretizationException if this is a tracer
  default boolean booleanItem() {
    Strided element = Elements.single("booleanItem", (Array) this);
    return ScalarBits.toDouble(element.dtype(), Elements.bits(element)) != 0;
  }

  /// A row-major copy, converted by value.
  ///
  /// @throws ConcretizationException if this is a tracer
  /// @throws ShapeException if there are more elements than a Java array can hold
  default float[] toFloatArray() {
    return JavaArrays.toFloats(Elements.of("toFloatArray", (Array) this));
  }

  /// A row-major copy, converted by value.
  ///
  /// @throws ConcretizationException if this is a tracer
  /// @throws ShapeException if there are more elements than a Java array can hold
  default double[] toDoubleArray() {
    return JavaArrays.toDoubles(Elements.of("toDoubleArray", (Array) this));
  }

  /// A row-major copy of integers or truth values; u32 by its bits.
  ///
  /// @throws ConcretizationException if this is a tracer
  /// @throws DTypeException if the type is floating, or an element does not fit
  default int[] toIntArray() {
    Strided elements = Elements.exact("toIntArray", (Array) this);
    try {
      return JavaArrays.toInts(elements);
    } catch (ArithmeticException e) {
      throw new DTypeException(
          "`toIntArray`: an element of "
              + ((Array) this).type()
              + " does not fit in an int. Use `toLongArray`.");
    }
  }

  /// A row-major copy of integers or truth values; u64 by its bits.
  ///
  /// @throws ConcretizationException if this is a tracer
  /// @throws DTypeException if the type is floating
  default long[] toLongArray() {
    return JavaArrays.toLongs(Elements.exact("toLongArray", (Array) this));
  }

  /// A row-major copy of whether elements are not zero.
  ///
  /// @throws ConcretizationException if this is a tracer
  /// @throws ShapeException if there are more elements than a Java array can hold
  default boolean[] toBooleanArray() {
    return JavaArrays.toBooleans(Elements.of("toBooleanArray", (Array) this));
  }
}
