package org.lanewise;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Transfer;
import org.lanewise.pytree.Described;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// An immutable n-d array, or a tracer that stands for one while a transformation runs.
///
/// Its methods are the common part of [Numpy] in the order of reading: `x.sin().sum(0)`. They are
/// declared by theme in [ArrayArithmetic], [ArrayMath], [ArrayReductions], [ArrayShaping] and
/// [ArrayConversions].
///
/// `equals` is identity, since elementwise comparison is [ArrayArithmetic#eq(Array)] and a question
/// about all elements is [Numpy#arrayEqual] or [Numpy#allclose].
///
/// ```java
/// Array m = array(new float[][] {{1, 2}, {3, 4}});
/// m.matmul(m).plus(1).sum(0);
/// ```
public sealed interface Array
    extends ArrayArithmetic,
        ArrayMath,
        ArrayReductions,
        ArrayShaping,
        ArrayConversions,
        ArrayIndexing,
        Described
    permits ConcreteArray, Tracer {

  /// Element type, shape and weakness.
  ArrayType type();

  /// The sizes of the axes.
  default Shape shape() {
    return type().shape();
  }

  /// The element type.
  default DType dtype() {
    return type().dtype();
  }

  /// The number of axes.
  default int rank() {
    return type().rank();
  }

  /// The number of elements.
  default long size() {
    return type().size();
  }

  /// Whether the element type gives way to a strong one.
  default boolean weakType() {
    return type().weak();
  }

  /// Element type and shape, for [org.lanewise.pytree.Tree#describe(Object)]: `f32[150,8]`.
  @Override
  default String describe() {
    return type().toString();
  }

  /// Copies the elements of a type from memory, in row-major order and the machine's byte order.
  ///
  /// @param type element type and shape; the result is weak if it is
  /// @param segment as many bytes as the type needs, or more
  /// @throws IllegalArgumentException if the segment is too short
  static Array of(ArrayType type, MemorySegment segment) {
    long bytes = Math.multiplyExact(type.size(), (long) type.dtype().byteSize());
    if (segment.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "`Array.of`: "
              + type
              + " needs "
              + bytes
              + " bytes, but the segment has "
              + segment.byteSize()
              + ". Pass a larger segment or a smaller shape.");
    }
    return new ConcreteArray(type, Transfer.copyOf(type.dtype(), type.shape(), segment));
  }
}
