package org.lanewise;

import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.ShapeException;

/// An array whose elements exist: a type and a piece of off-heap memory.
///
/// Immutable, so it may be shared by threads and viewed without copying. Its memory goes back to
/// the pool when nothing refers to it.
@SuppressWarnings("exports") // who cannot see `memory` has no use for the elements as memory
public final class ConcreteArray implements Array {
  private final ArrayType type;
  private final Strided data;

  /// Makes an array of elements that nobody writes any more.
  ///
  /// @param type the type; shape and element type are those of the elements
  /// @param data the elements
  public ConcreteArray(ArrayType type, Strided data) {
    if (type.dtype() != data.dtype() || !type.shape().equals(data.shape())) {
      throw new ShapeException(
          "`ConcreteArray`: type " + type + " does not fit elements " + data.layout() + ".");
    }
    this.type = type;
    this.data = data;
  }

  /// Makes a strongly typed array of elements that nobody writes any more.
  public ConcreteArray(Strided data) {
    this(new ArrayType(data.dtype(), data.shape()), data);
  }

  @Override
  public ArrayType type() {
    return type;
  }

  /// The elements, for backends.
  public Strided data() {
    return data;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /// The array as JAX prints it: `Array([1., 2., 3.], dtype=float32)`.
  @Override
  public String toString() {
    return ArrayPrinter.repr(this);
  }
}
