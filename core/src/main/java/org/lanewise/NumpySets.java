package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.memory.TruePlaces;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] whose result shapes depend on values: sets, and places of what is not zero.
/// These functions cannot work on tracers; they throw [ConcretizationException] then.
///
/// ```java
/// unique(array(3, 1, 3)); // → Array([1, 3], dtype=int32)
/// nonzero(array(0, 7, 0, 9)).get(0); // → Array([1, 3], dtype=int32)
/// ```
abstract sealed class NumpySets extends NumpySorting permits NumpyGrids {
  NumpySets() {}

  /// The distinct elements, ascending; all NaN count as one.
  ///
  /// @throws ConcretizationException if `x` is a tracer
  public static Array unique(Array x) {
    return Elements.eagerly("unique", x, () -> values(Numpy.ravel(x)));
  }

  /// Without the places of elements a sort of the elements alone will do.
  private static Array values(Array flat) {
    if (flat.size() == 0) {
      return flat;
    }
    Array sorted = Lax.sort(flat, 0);
    return Numpy.take(sorted, flatnonzero(starts(sorted)), 0);
  }

  /// The distinct elements, and how they relate to all elements of the flattened array.
  ///
  /// @param values the distinct elements, ascending
  /// @param indices where each occurs first, i32
  /// @param inverse the place in `values` of each element, in the shape of the array, i32
  /// @param counts how often each occurs, i32
  public record Unique(Array values, Array indices, Array inverse, Array counts) {}

  /// The distinct elements with first indices, inverse and counts; all NaN count as one.
  ///
  /// @throws ConcretizationException if `x` is a tracer
  public static Unique uniqueAll(Array x) {
    return Elements.eagerly("unique", x, () -> distinct(x));
  }

  private static Unique distinct(Array x) {
    Array flat = Numpy.ravel(x);
    long n = flat.size();
    if (n == 0) {
      Array none = Lax.full(Shape.of(0), DType.INT32, 0);
      return new Unique(flat, none, Lax.full(x.shape(), DType.INT32, 0), none);
    }
    Array iota = Lax.iota(DType.INT32, n);
    List<Array> sorted = Lax.sort(List.of(flat, iota), 0, 1);
    Array starts = starts(sorted.get(0));
    Array places = Lax.convertElementType(flatnonzero(starts), DType.INT32);
    Array group = Lax.sub(Lax.cumsum(count(starts), 0, false), Lax.scalar(DType.INT32, 1L));
    // Sorting the places brings the groups back into the order of the elements.
    Array inverse = Lax.sort(List.of(sorted.get(1), group), 0, 1).get(1);
    Array ends =
        Numpy.append(
            Lax.sliceInDim(places, 1, places.size(), 1, 0),
            Numpy.array(new int[] {Math.toIntExact(n)}));
    return new Unique(
        Numpy.take(sorted.get(0), places, 0),
        Numpy.take(sorted.get(1), places, 0),
        Lax.reshape(inverse, x.shape()),
        Lax.sub(ends, places));
  }

  /// Where a sorted vector begins a new value.
  private static Array starts(Array sorted) {
    long n = sorted.size();
    Array before = Lax.sliceInDim(sorted, 0, n - 1, 1, 0);
    Array after = Lax.sliceInDim(sorted, 1, n, 1, 0);
    Array differs = Lax.ne(before, after);
    if (sorted.dtype().isFloating()) {
      Array bothNan = Lax.and(Numpy.isnan(before), Numpy.isnan(after));
      differs = Lax.and(differs, Lax.not(bothNan));
    }
    return Lax.concatenate(List.of(Numpy.array(new boolean[] {true}), differs), 0);
  }

  private static Array count(Array truth) {
    return Lax.convertElementType(truth, DType.INT32);
  }

  /// The indices of the elements of the flattened array that are not zero, i32.
  ///
  /// @throws ConcretizationException if `x` is a tracer
  public static Array flatnonzero(Array x) {
    return Elements.eagerly("flatnonzero", x, () -> places(x));
  }

  private static Array places(Array x) {
    Array truth = x.dtype() == DType.BOOL ? x : Lax.ne(x, Lax.full(x.shape(), x.dtype(), 0));
    if (x.size() > Integer.MAX_VALUE) {
      throw new ShapeException(
          "`flatnonzero`: indices are i32, too narrow for " + x.type() + ". Look at parts of it.");
    }
    return new ConcreteArray(TruePlaces.of(Elements.of("flatnonzero", truth)));
  }

  /// The indices of the elements that are not zero: one i32 vector for each axis, in row-major
  /// order.
  ///
  /// @throws ConcretizationException if `x` is a tracer
  public static List<Array> nonzero(Array x) {
    if (x.rank() == 0) {
      throw new ShapeException(
          "`nonzero`: a 0-d array has no axes, got " + x.type() + ". Use `atleast1d` first.");
    }
    return unravelIndex(flatnonzero(x), x.shape());
  }

  /// The places of all elements that are not zero: [#nonzero], NumPy's `where` of one argument.
  ///
  /// @throws ConcretizationException if `condition` is a tracer
  public static List<Array> where(Array condition) {
    return nonzero(condition);
  }

  /// The indices of the elements that are not zero, one per row, i32.
  ///
  /// @throws ConcretizationException if `x` is a tracer
  public static Array argwhere(Array x) {
    Array flat = flatnonzero(x);
    if (x.rank() == 0) {
      return Lax.full(Shape.of(flat.size(), 0), DType.INT32, 0);
    }
    return Numpy.stack(unravelIndex(flat, x.shape()), 1);
  }

  /// The indices along each axis of row-major places in a shape.
  public static List<Array> unravelIndex(Array places, Shape shape) {
    List<Array> indices = new ArrayList<>();
    Array rest = places;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      Array size = Lax.scalar(places.dtype(), Math.max(1, shape.get(axis)));
      indices.addFirst(Lax.rem(rest, size));
      rest = Lax.div(rest, size);
    }
    return List.copyOf(indices);
  }

  /// The row-major places of indices along each axis of a shape.
  public static Array ravelMultiIndex(List<Array> indices, Shape shape) {
    if (indices.size() != shape.rank() || indices.isEmpty()) {
      throw new ShapeException(
          "`ravelMultiIndex`: one index array for each axis of "
              + shape
              + " is needed, got "
              + indices.size()
              + ".");
    }
    Array place = indices.get(0);
    for (int axis = 1; axis < shape.rank(); axis++) {
      place = Numpy.add(Numpy.multiply(place, shape.get(axis)), indices.get(axis));
    }
    return place;
  }

  /// The elements of the flattened array where the condition holds.
  ///
  /// @throws ConcretizationException if the condition is a tracer
  public static Array extract(Array condition, Array x) {
    return compress(Numpy.ravel(condition), Numpy.ravel(x), 0);
  }

  /// The slices along an axis where the condition, a vector, holds.
  ///
  /// @throws ConcretizationException if the condition is a tracer
  public static Array compress(Array condition, Array x, int axis) {
    Elements.of("compress", condition);
    int a = Axes.normalize("compress", axis, x.rank());
    if (condition.rank() != 1 || condition.size() > x.shape().get(a)) {
      throw new ShapeException(
          "`compress`: the condition must be a vector no longer than axis "
              + axis
              + " of "
              + x.type()
              + ", got "
              + condition.type()
              + ".");
    }
    return Numpy.take(x, flatnonzero(condition), a);
  }

  /// The distinct elements that occur in both arrays, ascending.
  ///
  /// @throws ConcretizationException if an operand is a tracer
  public static Array intersect1d(Array x, Array y) {
    Array values = unique(x);
    return extract(Numpy.isin(values, y), values);
  }

  /// The distinct elements of both arrays, ascending.
  ///
  /// @throws ConcretizationException if an operand is a tracer
  public static Array union1d(Array x, Array y) {
    return unique(Numpy.append(x, y));
  }

  /// The distinct elements of x that do not occur in y, ascending.
  ///
  /// @throws ConcretizationException if an operand is a tracer
  public static Array setdiff1d(Array x, Array y) {
    Array values = unique(x);
    return extract(Lax.not(Numpy.isin(values, y)), values);
  }

  /// The distinct elements that occur in one of the arrays only, ascending.
  ///
  /// @throws ConcretizationException if an operand is a tracer
  public static Array setxor1d(Array x, Array y) {
    return unique(Numpy.append(setdiff1d(x, y), setdiff1d(y, x)));
  }
}
