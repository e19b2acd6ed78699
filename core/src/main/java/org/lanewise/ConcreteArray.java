package org.lanewise;

import org.jspecify.annotations.Nullable;
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

  // Not final, so that a donation can let go of it; written once more at most. Other threads see
  // the
  // first value all the same: the barrier behind a constructor that writes a final field orders all
  // of its writes.
  private @Nullable Strided data;
  private @Nullable String donatedAt;

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
  ///
  /// @throws DonatedArrayException if they were given up
  public Strided data() {
    Strided present = data;
    if (present == null) {
      throw DonatedArrayException.of(this, donatedAt);
    }
    return present;
  }

  /// Lets go of the elements: from now on every use of this array is an error.
  ///
  /// The memory goes back to the pool as soon as no view and no running kernel refers to it, so
  /// nothing that is still in use is overwritten.
  ///
  /// @param where the user's line, for the error
  public void donate(String where) {
    donatedAt = where;
    data = null;
  }

  /// Whether the elements were given up.
  public boolean isDonated() {
    return data == null;
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
    return isDonated() ? "Array(donated, type=" + type + ")" : ArrayPrinter.repr(this);
  }
}
