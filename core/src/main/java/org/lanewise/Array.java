package org.lanewise;

import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// An immutable n-d array, or a tracer that stands for one while a transformation runs.
public sealed interface Array permits ConcreteArray, Tracer {

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
}
