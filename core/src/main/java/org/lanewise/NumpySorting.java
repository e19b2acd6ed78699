package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Operands.Pair;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that sorts, searches and counts in order. Sorting is ascending and stable;
/// NaN comes last.
///
/// ```java
/// sort(array(3f, 1f, 2f)); // → Array([1., 2., 3.], dtype=float32)
/// argsort(array(3f, 1f, 2f)); // → Array([1, 2, 0], dtype=int32)
/// ```
abstract sealed class NumpySorting extends NumpyTaking permits NumpySets {
  NumpySorting() {}

  /// The elements along the last axis in ascending order.
  public static Array sort(Array x) {
    return sort(x, -1);
  }

  /// The elements along an axis in ascending order, stably; NaN last.
  ///
  /// @throws ShapeException if x has no such axis
  public static Array sort(Array x, int axis) {
    return Lax.sort(x, Axes.normalize("sort", axis, x.rank()));
  }

  /// The i32 indices that sort along the last axis.
  public static Array argsort(Array x) {
    return argsort(x, -1, false);
  }

  /// The i32 indices that sort along an axis.
  public static Array argsort(Array x, int axis) {
    return argsort(x, axis, false);
  }

  /// The i32 indices that sort along an axis; equal elements keep their order also if `descending`.
  public static Array argsort(Array x, int axis, boolean descending) {
    int a = Axes.normalize("argsort", axis, x.rank());
    Array iota = Lax.iota(DType.INT32, x.shape(), a);
    if (!descending) {
      return Lax.sort(List.of(x, iota), a, 1).get(1);
    }
    // Stable and descending: sort the reversed sequence, and reverse the result.
    Axes along = Axes.of(a);
    Array sorted = Lax.sort(List.of(Lax.rev(x, along), Lax.rev(iota, along)), a, 1).get(1);
    return Lax.rev(sorted, along);
  }

  /// The indices that sort by several keys along the last axis, the last key first in importance.
  public static Array lexsort(Array... keys) {
    if (keys.length == 0) {
      throw new ShapeException("`lexsort`: at least one key is needed, got none.");
    }
    List<Array> operands = new ArrayList<>();
    for (int i = keys.length - 1; i >= 0; i--) {
      operands.add(keys[i]);
    }
    int axis = Axes.normalize("lexsort", -1, keys[0].rank());
    operands.add(Lax.iota(DType.INT32, keys[0].shape(), axis));
    return Lax.sort(operands, axis, keys.length).get(keys.length);
  }

  /// Values and their indices along an axis.
  ///
  /// @param values the elements
  /// @param indices where they stood, i32
  public record ValuesIndices(Array values, Array indices) {}

  /// The `k` largest elements along the last axis in descending order, and their i32 indices; of
  /// equal ones the first comes first, NaN counts as the largest and −0 as smaller than +0.
  ///
  /// @throws ShapeException if there are fewer than `k`
  public static ValuesIndices topK(Array x, int k) {
    return topK(x, k, -1);
  }

  /// The `k` largest elements along an axis, as [#topK(Array, int)] has them.
  public static ValuesIndices topK(Array x, int k, int axis) {
    List<Array> top = Lax.topK(x, k, axis);
    return new ValuesIndices(top.get(0), top.get(1));
  }

  /// The elements along the last axis so that the one at `kth` stands where sorting would put it,
  /// smaller ones before it and larger ones behind: here simply all of them sorted.
  public static Array partition(Array x, int kth) {
    Axes.normalize("partition", kth, Math.toIntExact(x.shape().get(-1)));
    return sort(x);
  }

  /// Where each value would be inserted into an ascending vector so that it stays ascending, before
  /// equal elements; i32.
  public static Array searchsorted(Array sorted, Array values) {
    return searchsorted(sorted, values, false);
  }

  /// Where each value would be inserted into an ascending vector so that it stays ascending; i32.
  ///
  /// Bisection in ⌈log₂(n + 1)⌉ steps for all values at once. NaN counts as larger than all, and +0
  /// as equal to −0.
  ///
  /// @param right whether to insert behind equal elements rather than before them
  /// @throws ShapeException if `sorted` is no vector
  public static Array searchsorted(Array sorted, Array values, boolean right) {
    if (sorted.rank() != 1) {
      throw new ShapeException(
          "`searchsorted`: the first operand must be a vector in ascending order, got "
              + sorted.type()
              + ".");
    }
    List<Array> p = Operands.promoteTypes(List.of(sorted, values));
    Array v = p.get(1);
    long n = sorted.size();
    Array low = Lax.full(v.shape(), DType.INT32, 0);
    Array high = Lax.broadcastInDim(Lax.scalar(DType.INT32, n), v.shape(), Axes.none());
    for (long left = n; left > 0; left /= 2) {
      Array middle = Lax.div(Lax.add(low, high), Lax.scalar(DType.INT32, 2L));
      Array element = Numpy.take(p.get(0), middle, 0, TakeMode.CLIP);
      Array before = right ? Lax.not(lessNan(v, element)) : lessNan(element, v);
      // A closed interval (low = high) stays as it is.
      Array open = Lax.lt(low, high);
      Array up = Lax.and(before, open);
      Array down = Lax.and(Lax.not(before), open);
      low = Lax.select(up, Lax.add(middle, Lax.scalar(DType.INT32, 1L)), low);
      high = Lax.select(down, middle, high);
    }
    return low;
  }

  /// x < y in the order of sorting, in which NaN is the largest.
  private static Array lessNan(Array x, Array y) {
    Array less = Lax.lt(x, y);
    if (!x.dtype().isFloating()) {
      return less;
    }
    return Lax.or(less, Lax.and(Numpy.isnan(y), Lax.not(Numpy.isnan(x))));
  }

  /// In which of the intervals between ascending (or descending) edges each element lies; i32.
  ///
  /// Interval i is bᵢ₋₁ ≤ x < bᵢ, or bᵢ₋₁ < x ≤ bᵢ if `right`.
  public static Array digitize(Array x, Array bins, boolean right) {
    if (bins.size() == 0) {
      return Lax.full(x.shape(), DType.INT32, 0);
    }
    long n = bins.size();
    Array first = Lax.sliceInDim(bins, 0, 1, 1, 0);
    Array last = Lax.sliceInDim(bins, n - 1, n, 1, 0);
    Array ascending = Lax.squeeze(Lax.ge(last, first), Axes.of(0));
    Array up = searchsorted(bins, x, !right);
    Array reversed = searchsorted(Lax.rev(bins, Axes.of(0)), x, right);
    Array down = Lax.sub(Lax.scalar(DType.INT32, n), reversed);
    return Numpy.where(ascending, up, down);
  }

  /// The differences of neighbours along the last axis.
  public static Array diff(Array x) {
    return diff(x, 1, -1);
  }

  /// The differences of neighbours along an axis, taken `n` times; of bools, whether they differ.
  public static Array diff(Array x, int n, int axis) {
    int a = Axes.normalize("diff", axis, x.rank());
    if (n < 0) {
      throw new ShapeException("`diff`: the order must not be negative, got " + n + ".");
    }
    Array result = x;
    for (int i = 0; i < n && result.shape().get(a) > 0; i++) {
      long size = result.shape().get(a);
      Array after = Lax.sliceInDim(result, 1, Math.max(1, size), 1, a);
      Array before = Lax.sliceInDim(result, 0, size - 1, 1, a);
      result = x.dtype() == DType.BOOL ? Lax.ne(after, before) : Lax.sub(after, before);
    }
    return result;
  }

  /// Interpolates linearly between the points (xsᵢ, ysᵢ), xs ascending; beyond the ends, the first
  /// and last y.
  ///
  /// @throws ShapeException if `xs` and `ys` are no vectors of one size, at least 1
  public static Array interp(Array x, Array xs, Array ys) {
    if (xs.rank() != 1 || !xs.shape().equals(ys.shape()) || xs.size() == 0) {
      throw new ShapeException(
          "`interp`: the points must be two vectors of one size that is not 0, got "
              + xs.type()
              + " and "
              + ys.type()
              + ".");
    }
    List<Array> p =
        Operands.promoteTypes(
            List.of(Operands.inexact(x), Operands.inexact(xs), Operands.inexact(ys)));
    return Interpolation.linear(p.get(0), p.get(1), p.get(2));
  }

  /// Interpolates as [#interp(Array, Array, Array)], with given values beyond the ends.
  public static Array interp(Array x, Array xs, Array ys, double left, double right) {
    Array inside = interp(x, xs, ys);
    Array first = Lax.squeeze(Lax.sliceInDim(xs, 0, 1, 1, 0), Axes.of(0));
    Array last = Lax.squeeze(Lax.sliceInDim(xs, xs.size() - 1, xs.size(), 1, 0), Axes.of(0));
    Array withLeft = Numpy.where(Numpy.less(x, first), left, inside);
    return Numpy.where(Numpy.greater(x, last), right, withLeft);
  }

  /// How often each of 0 … length−1 occurs; i32. Negative numbers count as 0, larger ones are
  /// dropped.
  public static Array bincount(Array x, long length) {
    return bincount(x, Numpy.ones(x.shape(), DType.INT32), length);
  }

  /// The sums of the weights at each of 0 … length−1, in index order. Negative numbers count as 0,
  /// larger ones are dropped.
  public static Array bincount(Array x, Array weights, long length) {
    requireIntegers("bincount", x);
    if (x.rank() != 1 || !weights.shape().equals(x.shape())) {
      throw new ShapeException(
          "`bincount`: numbers and weights must be vectors of one size, got "
              + x.type()
              + " and "
              + weights.type()
              + ". Flatten them with `ravel`.");
    }
    Array places = x.dtype().isUnsigned() ? x : Lax.max(x, Lax.scalar(x.dtype(), 0L));
    Array zeros = Lax.full(Shape.of(length), weights.dtype(), 0);
    return ScatterAdd.along0(zeros, places, weights);
  }

  /// How often each of 0 … max(x) occurs; i32. The result's size depends on values.
  ///
  /// @throws ConcretizationException if `x` is a tracer: give the length then
  public static Array bincount(Array x) {
    requireIntegers("bincount", x);
    long length =
        Elements.eagerly("bincount", x, () -> x.size() == 0 ? 0 : Numpy.max(x).longItem() + 1);
    return bincount(x, Math.max(0, length));
  }

  /// Whether each element is among those of `test`.
  public static Array isin(Array x, Array test) {
    Pair p = promotedTypes(x, Numpy.ravel(test));
    Array column = Lax.expandDims(p.x(), Axes.of(x.rank()));
    Array equal = Numpy.equal(column, p.y());
    return Numpy.any(equal, -1);
  }

  private static Pair promotedTypes(Array x, Array y) {
    List<Array> converted = Operands.promoteTypes(List.of(x, y));
    return new Pair(converted.get(0), converted.get(1));
  }
}
