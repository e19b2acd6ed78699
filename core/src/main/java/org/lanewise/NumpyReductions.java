package org.lanewise;

import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The part of [Numpy] that folds along axes.
///
/// Each reduction goes along the given axes, or all of them if none are given; negative axes count
/// from the end. The forms with `keepdims` keep the reduced axes with size 1. f16 and bf16 are
/// summed in f32. Results are strongly typed.
///
/// ```java
/// Array m = array(new int[][] {{1, 5, 3}, {4, 2, 6}});
/// sum(m); // → Array(21, dtype=int32)
/// max(m, 1); // → Array([5, 6], dtype=int32)
/// max(m, Axes.of(1), true).shape(); // → (2, 1)
/// cumsum(m, 1); // → Array([[ 1,  6,  9], [ 4,  6, 12]], dtype=int32)
/// ```
abstract sealed class NumpyReductions extends NumpyPadding permits NumpyStatistics {
  NumpyReductions() {}

  private static Axes axes(Array x, int... axes) {
    return axes.length == 0 ? Axes.range(x.rank()) : Axes.of(axes);
  }

  /// The sum, of i32 or u32 at least; 0 of nothing.
  public static Array sum(Array x, int... axes) {
    return sum(x, axes(x, axes), false);
  }

  /// The sum, of i32 or u32 at least; 0 of nothing.
  public static Array sum(Array x, Axes axes, boolean keepdims) {
    return Reductions.sum(x, axes, keepdims, Reductions.summed(x.dtype()));
  }

  /// The product, of i32 or u32 at least; 1 of nothing.
  public static Array prod(Array x, int... axes) {
    return prod(x, axes(x, axes), false);
  }

  /// The product, of i32 or u32 at least; 1 of nothing.
  public static Array prod(Array x, Axes axes, boolean keepdims) {
    return Reductions.prod(x, axes, keepdims);
  }

  /// The largest; NaN if any is.
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements along the axes
  public static Array max(Array x, int... axes) {
    return max(x, axes(x, axes), false);
  }

  /// The largest; NaN if any is.
  public static Array max(Array x, Axes axes, boolean keepdims) {
    return Reductions.max("max", x, axes, keepdims);
  }

  /// The smallest; NaN if any is.
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements along the axes
  public static Array min(Array x, int... axes) {
    return min(x, axes(x, axes), false);
  }

  /// The smallest; NaN if any is.
  public static Array min(Array x, Axes axes, boolean keepdims) {
    return Reductions.min("min", x, axes, keepdims);
  }

  /// Whether any element is not zero; false of nothing.
  public static Array any(Array x, int... axes) {
    return any(x, axes(x, axes), false);
  }

  /// Whether any element is not zero; false of nothing.
  public static Array any(Array x, Axes axes, boolean keepdims) {
    return Reductions.any(x, axes, keepdims);
  }

  /// Whether no element is zero; true of nothing.
  public static Array all(Array x, int... axes) {
    return all(x, axes(x, axes), false);
  }

  /// Whether no element is zero; true of nothing.
  public static Array all(Array x, Axes axes, boolean keepdims) {
    return Reductions.all(x, axes, keepdims);
  }

  /// The mean Σx / n, floating; NaN of nothing.
  public static Array mean(Array x, int... axes) {
    return mean(x, axes(x, axes), false);
  }

  /// The mean Σx / n, floating; NaN of nothing.
  public static Array mean(Array x, Axes axes, boolean keepdims) {
    return Reductions.mean(x, axes, keepdims);
  }

  /// The variance Σ(x − mean)² / n in two passes, floating.
  public static Array var(Array x, int... axes) {
    return var(x, axes(x, axes), false);
  }

  /// The variance Σ(x − mean)² / n in two passes, floating.
  public static Array var(Array x, Axes axes, boolean keepdims) {
    return Reductions.var(x, axes, 0, keepdims);
  }

  /// The standard deviation √var, floating.
  public static Array std(Array x, int... axes) {
    return std(x, axes(x, axes), false);
  }

  /// The standard deviation √var, floating.
  public static Array std(Array x, Axes axes, boolean keepdims) {
    return Lax.sqrt(Reductions.var(x, axes, 0, keepdims));
  }

  /// The range max − min (numbers).
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements along the axes
  public static Array ptp(Array x, int... axes) {
    return ptp(x, axes(x, axes), false);
  }

  /// The range max − min (numbers).
  public static Array ptp(Array x, Axes axes, boolean keepdims) {
    return Lax.sub(
        Reductions.max("ptp", x, axes, keepdims), Reductions.min("ptp", x, axes, keepdims));
  }

  /// The number of elements that are not zero, i32.
  public static Array countNonzero(Array x, int... axes) {
    return countNonzero(x, axes(x, axes), false);
  }

  /// The number of elements that are not zero, i32.
  public static Array countNonzero(Array x, Axes axes, boolean keepdims) {
    return Reductions.sum(NumpyLogic.truth(x), axes, keepdims, DType.INT32);
  }

  /// The sum in the given type.
  public static Array sum(Array x, Axes axes, DType dtype, boolean keepdims) {
    return Reductions.sum(x, axes, keepdims, dtype);
  }

  /// The variance Σ(x − mean)² / (n − ddof) in two passes, floating; NaN if n ≤ ddof.
  public static Array var(Array x, Axes axes, double ddof, boolean keepdims) {
    return Reductions.var(x, axes, ddof, keepdims);
  }

  /// The standard deviation √(Σ(x − mean)² / (n − ddof)), floating; NaN if n ≤ ddof.
  public static Array std(Array x, Axes axes, double ddof, boolean keepdims) {
    return Lax.sqrt(Reductions.var(x, axes, ddof, keepdims));
  }

  /// The largest of the elements and of a Java number, which is the value of nothing.
  public static Array max(Array x, Axes axes, boolean keepdims, Number initial) {
    return Reductions.max(x, axes, keepdims, initial);
  }

  /// The same as [#max(Array, int...)].
  public static Array amax(Array x, int... axes) {
    return max(x, axes);
  }

  /// The smallest of the elements and of a Java number, which is the value of nothing.
  public static Array min(Array x, Axes axes, boolean keepdims, Number initial) {
    return Reductions.min(x, axes, keepdims, initial);
  }

  /// The same as [#min(Array, int...)].
  public static Array amin(Array x, int... axes) {
    return min(x, axes);
  }

  /// The index of the first largest element of all in row-major order, i32; NaN counts as the
  /// largest.
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements
  public static Array argmax(Array x) {
    return argmax(Lax.reshape(x, Shape.of(x.size())), 0);
  }

  /// The index of the first largest element along one axis, i32; NaN counts as the largest.
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements along the axis
  public static Array argmax(Array x, int axis) {
    return argmax(x, axis, false);
  }

  /// The index of the first largest element along one axis, i32.
  public static Array argmax(Array x, int axis, boolean keepdims) {
    int a = Axes.normalize("argmax", axis, x.rank());
    Reductions.requireElements("argmax", x, Axes.of(a));
    Array index = Lax.argmax(x, a, DType.INT32);
    return keepdims ? Lax.expandDims(index, Axes.of(a)) : index;
  }

  /// The index of the first smallest element of all in row-major order, i32; NaN counts as the
  /// smallest.
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements
  public static Array argmin(Array x) {
    return argmin(Lax.reshape(x, Shape.of(x.size())), 0);
  }

  /// The index of the first smallest element along one axis, i32; NaN counts as the smallest.
  ///
  /// @throws org.lanewise.type.ShapeException if there are no elements along the axis
  public static Array argmin(Array x, int axis) {
    return argmin(x, axis, false);
  }

  /// The index of the first smallest element along one axis, i32.
  public static Array argmin(Array x, int axis, boolean keepdims) {
    int a = Axes.normalize("argmin", axis, x.rank());
    Reductions.requireElements("argmin", x, Axes.of(a));
    Array index = Lax.argmin(x, a, DType.INT32);
    return keepdims ? Lax.expandDims(index, Axes.of(a)) : index;
  }

  /// The running sum of the flattened array; bool as i32.
  public static Array cumsum(Array x) {
    return cumsum(Numpy.ravel(x), 0);
  }

  /// The running sum along one axis; bool as i32, other types are kept.
  public static Array cumsum(Array x, int axis) {
    int a = Axes.normalize("cumsum", axis, x.rank());
    Array v = Lax.convertElementType(x, x.dtype() == DType.BOOL ? DType.INT32 : x.dtype());
    return Lax.cumsum(v, a, false);
  }

  /// The running product of the flattened array; bool as i32.
  public static Array cumprod(Array x) {
    return cumprod(Numpy.ravel(x), 0);
  }

  /// The running product along one axis; bool as i32, other types are kept.
  public static Array cumprod(Array x, int axis) {
    int a = Axes.normalize("cumprod", axis, x.rank());
    Array v = Lax.convertElementType(x, x.dtype() == DType.BOOL ? DType.INT32 : x.dtype());
    return Lax.cumulative(Cumulative.Op.PROD, v, a, false);
  }

  /// The running maximum along one axis.
  public static Array cummax(Array x, int axis) {
    int a = Axes.normalize("cummax", axis, x.rank());
    return Lax.cumulative(Cumulative.Op.MAX, x, a, false);
  }

  /// The running minimum along one axis.
  public static Array cummin(Array x, int axis) {
    int a = Axes.normalize("cummin", axis, x.rank());
    return Lax.cumulative(Cumulative.Op.MIN, x, a, false);
  }
}
