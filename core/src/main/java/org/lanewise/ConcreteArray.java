package org.lanewise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.BufferScope;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.ShapeException;

/// An array whose elements exist: a type and a piece of off-heap memory.
///
/// Immutable, so it may be shared by threads and viewed without copying. Its memory goes back to
/// the pool when nothing refers to it; earlier, if it was donated to a `jit` function or made in a
/// [Lanewise#scope] that has ended.
@SuppressWarnings("exports") // who cannot see `memory` has no use for the elements as memory
public final class ConcreteArray implements Array, BufferScope.Holder {
  private static final VarHandle DATA = dataField();

  private final ArrayType type;

  // Not final, so that an array can let go of it; written once more at most. Other threads see the
  // first value all the same: the barrier behind a constructor that writes a final field orders all
  // of its writes.
  private @Nullable Strided data;
  private @Nullable Object goneTo; // the user's line of a donation, or the scope that has ended

  private static VarHandle dataField() {
    try {
      return MethodHandles.lookup().findVarHandle(ConcreteArray.class, "data", Strided.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the field is in this class", e);
    }
  }

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
    data.buffer().hold(this);
  }

  /// Makes a strongly typed array of elements that nobody writes any more.
  public ConcreteArray(Strided data) {
    this(new ArrayType(data.dtype(), data.shape()), data);
  }

  @Override
  public ArrayType type() {
    return type;
  }

  /// The elements, for backends, which are done with them when the call returns.
  ///
  /// @throws DonatedArrayException if they were given up
  /// @throws ReleasedArrayException if the scope that the array was made in has ended
  public Strided data() {
    Strided present = data;
    if (present == null) {
      throw gone();
    }
    return present.buffer().isForeign() ? shared(present.buffer()) : present;
  }

  /// The elements, for a program that keeps them as a constant of its own: from now on only the
  /// collector gives them back.
  ///
  /// @throws DonatedArrayException if they were given up
  /// @throws ReleasedArrayException if the scope that the array was made in has ended
  public Strided kept() {
    return shared(data().buffer());
  }

  /// Who gives memory up looks for sharers after letting go, and a sharer looks for the memory
  /// after saying so: one of them sees the other.
  private Strided shared(Buffer buffer) {
    buffer.share();
    Strided present = (Strided) DATA.getVolatile(this);
    if (present == null) {
      throw gone();
    }
    return present;
  }

  private IllegalArgumentException gone() {
    return goneTo instanceof BufferScope scope
        ? ReleasedArrayException.of(this, scope.startedAt())
        : DonatedArrayException.of(this, (String) goneTo);
  }

  /// Lets go of the elements: from now on every use of this array is an error.
  ///
  /// The memory goes back to the pool at once if nothing else can refer to it: no view, no program,
  /// no other thread. Otherwise it does when the collector finds that nothing does, so nothing that
  /// is still in use is overwritten.
  ///
  /// @param where the user's line, for the error
  public void donate(String where) {
    Strided present = data;
    if (present != null && giveUp(where)) {
      present.buffer().release();
    }
  }

  /// Lets go of the elements, as [#donate(String)] does, but for a caller who has them at hand and
  /// wants their memory.
  ///
  /// @param where the user's line, for the error
  /// @return whether the memory is the caller's, because nothing else can refer to it
  public boolean giveUp(String where) {
    Strided present = data;
    if (present == null) {
      return false;
    }
    goneTo = where;
    DATA.setVolatile(this, null);
    return present.buffer().takeOver();
  }

  @Override
  public @Nullable Buffer held() {
    Strided present = data;
    return present == null ? null : present.buffer();
  }

  @Override
  public void letGo(BufferScope ended) {
    goneTo = ended;
    DATA.setVolatile(this, null);
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
    if (data != null) {
      return ArrayPrinter.repr(this);
    }
    String how = goneTo instanceof BufferScope ? "released" : "donated";
    return "Array(" + how + ", type=" + type + ")";
  }
}
