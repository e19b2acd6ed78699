package org.lanewise;

import java.util.List;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that takes elements by index arrays.
///
/// ```java
/// take(array(10, 20, 30), array(2, 0), 0); // → Array([30, 10], dtype=int32)
/// ```
abstract sealed class NumpyTaking extends NumpyProducts permits NumpySorting {
  NumpyTaking() {}

  /// What `take` does with an index outside the axis.
  public enum TakeMode {
    /// Negative indices count from the end; what is still outside gives NaN (the smallest integer
    /// for signed, the largest for unsigned types, true for bool).
    FILL,
    /// The nearest element; negative indices give the first.
    CLIP,
    /// Indices count around the end in both directions.
    WRAP
  }

  /// The elements of the flattened array at the given indices; see [TakeMode#FILL].
  public static Array take(Array x, Array indices) {
    return take(Numpy.ravel(x), indices, 0);
  }

  /// The slices along an axis at the given indices; see [TakeMode#FILL].
  public static Array take(Array x, Array indices, int axis) {
    return take(x, indices, axis, TakeMode.FILL);
  }

  /// The slices along an axis at the given indices: axis `axis` is replaced by the axes of
  /// `indices`.
  ///
  /// @throws DTypeException if the indices are no integers
  public static Array take(Array x, Array indices, int axis, TakeMode mode) {
    requireIntegers("take", indices);
    int a = Axes.normalize("take", axis, x.rank());
    long n = x.shape().get(a);
    if (n == 0 && indices.size() > 0) {
      throw new ShapeException(
          "`take`: there is nothing to take along axis " + axis + " of " + x.type() + ".");
    }
    Array places =
        switch (mode) {
          case FILL -> fromEnd(indices, n);
          case CLIP -> clipped(wide(indices, n), n);
          case WRAP -> wrapped(wide(indices, n), n);
        };
    return gather(x, places, a, mode == TakeMode.CLIP || mode == TakeMode.WRAP);
  }

  private static Array clipped(Array indices, long n) {
    DType dtype = indices.dtype();
    return Lax.clamp(Lax.scalar(dtype, 0L), indices, Lax.scalar(dtype, Math.max(0, n - 1)));
  }

  private static Array wrapped(Array indices, long n) {
    return DivMod.remainder(indices, Lax.scalar(indices.dtype(), n));
  }

  /// Adds the size to negative indices.
  static Array fromEnd(Array indices, long n) {
    if (indices.dtype().isUnsigned()) {
      return indices;
    }
    Array i = wide(indices, n);
    Array negative = Lax.lt(i, Lax.scalar(i.dtype(), 0L));
    return Lax.select(negative, Lax.add(i, Lax.scalar(i.dtype(), n)), i);
  }

  /// Indices in a type that can hold the axis size.
  private static Array wide(Array indices, long n) {
    DType dtype = indices.dtype();
    boolean narrow = dtype.byteSize() < 4;
    if (n > Integer.MAX_VALUE) {
      return Lax.convertElementType(indices, DType.INT64);
    }
    return Lax.convertElementType(indices, narrow ? DType.INT32 : dtype);
  }

  private static Array gather(Array x, Array indices, int axis, boolean inBounds) {
    int window = x.rank() - 1;
    int[] offsets = new int[window];
    for (int i = 0; i < window; i++) {
      offsets[i] = i < axis ? i : i + indices.rank();
    }
    Dimensions dimensions = new Dimensions(Axes.of(offsets), Axes.of(axis), Axes.of(axis));
    Indexing.Mode mode = inBounds ? Indexing.Mode.PROMISE_IN_BOUNDS : Indexing.Mode.FILL_OR_DROP;
    Array vectors = Lax.expandDims(indices, Axes.of(indices.rank()));
    return Lax.gather(x, vectors, dimensions, x.shape().with(axis, 1), mode);
  }

  static void requireIntegers(String operation, Array indices) {
    if (!indices.dtype().isInteger()) {
      throw new DTypeException(
          "`"
              + operation
              + "`: indices must be integers, got "
              + indices.type()
              + ". Convert them with astype(DType.INT32).");
    }
  }

  /// The elements at the given indices along one axis: with i at that axis, element (…, i, …) of
  /// the result is the element of x at (…, indices(…, i, …), …). The other axes broadcast. See
  /// [TakeMode#FILL].
  ///
  /// @throws ShapeException if the ranks differ, or other axes do not broadcast
  public static Array takeAlongAxis(Array x, Array indices, int axis) {
    requireIntegers("takeAlongAxis", indices);
    int rank = x.rank();
    int a = Axes.normalize("takeAlongAxis", axis, rank);
    if (indices.rank() != rank) {
      throw new ShapeException(
          "`takeAlongAxis`: array and indices must have one rank, got "
              + x.type()
              + " and "
              + indices.type()
              + ". Add axes with `expandDims`.");
    }
    Shape head =
        Operands.broadcast(
            "takeAlongAxis",
            x.type().withShape(x.shape().with(a, 1)),
            indices.type().withShape(indices.shape().with(a, 1)));
    Array values = Numpy.broadcastTo(x, head.with(a, x.shape().get(a)));
    Array places = Numpy.broadcastTo(indices, head.with(a, indices.shape().get(a)));
    Axes others = Axes.of(a).complement(rank);
    Dimensions dimensions = new Dimensions(Axes.none(), Axes.of(a), Axes.of(a), others, others);
    Array vectors = Lax.expandDims(fromEnd(places, x.shape().get(a)), Axes.of(rank));
    return Lax.gather(values, vectors, dimensions, Shape.ones(rank), Indexing.Mode.FILL_OR_DROP);
  }

  /// Picks from a list of arrays by an index, elementwise; indices are clamped into range, and all
  /// operands broadcast.
  public static Array choose(Array which, List<Array> choices) {
    requireIntegers("choose", which);
    List<Array> cases = Operands.promoteTypes(choices);
    Shape shape = which.shape();
    for (Array c : cases) {
      shape = Operands.broadcast("choose", which.type().withShape(shape), c.type());
    }
    Shape common = shape;
    Array index = Lax.convertElementType(which, DType.INT32);
    return Lax.selectN(
        Numpy.broadcastTo(index, common),
        cases.stream().map(c -> Numpy.broadcastTo(c, common)).toList());
  }

  /// Of the choices whose condition holds, the first; a Java number where none does.
  public static Array select(List<Array> conditions, List<Array> choices, Number otherwise) {
    if (conditions.size() != choices.size() || conditions.isEmpty()) {
      throw new ShapeException(
          "`select`: as many conditions as choices are needed, at least one, got "
              + conditions.size()
              + " and "
              + choices.size()
              + ".");
    }
    List<Array> cases = Operands.promoteTypes(choices);
    Array result = Operands.literal("select", otherwise, cases.get(0));
    for (int i = cases.size() - 1; i >= 0; i--) {
      result = Numpy.where(conditions.get(i), cases.get(i), result);
    }
    return result;
  }
}
