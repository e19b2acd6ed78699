package org.lanewise;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] for order statistics, weighted means, and statistics that leave NaN out.
///
/// As in [NumpyReductions], no axes means all of them.
///
/// ```java
/// median(array(5f, 1f, 2f)); // → Array(2., dtype=float32)
/// ```
abstract sealed class NumpyStatistics extends NumpyReductions permits NumpyProducts {
  NumpyStatistics() {}

  private static Axes axes(Array x, int... axes) {
    return axes.length == 0 ? Axes.range(x.rank()) : Axes.of(axes);
  }

  /// The median: the middle element in order, or the mean of the two; NaN if any is, or of nothing.
  public static Array median(Array x, int... axes) {
    return median(x, axes(x, axes), false);
  }

  /// The median: the middle element in order, or the mean of the two; NaN if any is, or of nothing.
  public static Array median(Array x, Axes axes, boolean keepdims) {
    return quantile(x, Numpy.weak(0.5), axes, QuantileMethod.MIDPOINT, keepdims);
  }

  /// What a quantile is that falls between two elements, a before b.
  public enum QuantileMethod {
    /// a·(1 − t) + b·t.
    LINEAR,
    /// a.
    LOWER,
    /// b.
    HIGHER,
    /// (a + b)/2.
    MIDPOINT,
    /// The nearer one; a at a tie.
    NEAREST
  }

  /// The quantile of all elements: the element at place q·(n − 1) in order, interpolated linearly.
  public static Array quantile(Array x, double q) {
    return quantile(x, q, Axes.range(x.rank()));
  }

  /// The quantile along axes, interpolated linearly; NaN if any element is.
  public static Array quantile(Array x, double q, Axes axes) {
    return quantile(x, Numpy.weak(q), axes, QuantileMethod.LINEAR, false);
  }

  /// Quantiles along axes; NaN if any element is. A vector `q` gives a new first axis.
  ///
  /// @param q numbers from 0 to 1, a scalar or a vector
  public static Array quantile(
      Array x, Array q, Axes axes, QuantileMethod method, boolean keepdims) {
    return Quantiles.quantile(x, q, axes, method, keepdims, false);
  }

  /// The percentile of all elements: the quantile of percent/100.
  public static Array percentile(Array x, double percent) {
    return percentile(x, percent, Axes.range(x.rank()));
  }

  /// The percentile along axes, interpolated linearly; NaN if any element is.
  public static Array percentile(Array x, double percent, Axes axes) {
    Array q = Numpy.divide(Numpy.weak(percent), Numpy.weak(100));
    return quantile(x, q, axes, QuantileMethod.LINEAR, false);
  }

  /// The weighted mean Σwx / Σw along one axis; the weights are a vector along it, or of x's shape.
  ///
  /// @throws ShapeException if the weights fit neither way
  public static Array average(Array x, Array weights, int axis) {
    int a = Axes.normalize("average", axis, x.rank());
    Array w = weights;
    if (!weights.shape().equals(x.shape())) {
      if (weights.rank() != 1 || weights.size() != x.shape().get(a)) {
        throw new ShapeException(
            "`average`: the weights must have the shape of "
                + x.type()
                + " or be a vector along axis "
                + axis
                + ", got "
                + weights.type()
                + ".");
      }
      w = Lax.broadcastInDim(weights, Shape.ones(x.rank()).with(a, weights.size()), Axes.of(a));
    }
    Operands.Pair p = Operands.inexact("average", x, w);
    Array sum = Numpy.sum(Numpy.multiply(p.x(), p.y()), a);
    return Numpy.divide(sum, Numpy.sum(p.y(), a));
  }

  /// The weighted mean Σwx / Σw of all elements.
  public static Array average(Array x, Array weights) {
    if (!weights.shape().equals(x.shape())) {
      throw new ShapeException(
          "`average`: the weights must have the shape of "
              + x.type()
              + ", got "
              + weights.type()
              + ". Name the axis along which they lie.");
    }
    Operands.Pair p = Operands.inexact("average", x, weights);
    return Numpy.divide(Numpy.sum(Numpy.multiply(p.x(), p.y())), Numpy.sum(p.y()));
  }

  private static Array without(Array x, double replacement) {
    return x.dtype().isFloating()
        ? Numpy.where(Numpy.isnan(x), Operands.like(x, replacement), x)
        : x;
  }

  private static Array counts(Array x, Axes axes, boolean keepdims, DType dtype) {
    return Numpy.sum(Lax.not(Numpy.isnan(x)), axes, dtype, keepdims);
  }

  /// The sum without NaN.
  public static Array nansum(Array x, int... axes) {
    return nansum(x, axes(x, axes), false);
  }

  /// The sum without NaN.
  public static Array nansum(Array x, Axes axes, boolean keepdims) {
    return Numpy.sum(without(x, 0), axes, keepdims);
  }

  /// The product without NaN.
  public static Array nanprod(Array x, int... axes) {
    return Numpy.prod(without(x, 1), axes);
  }

  /// The largest without NaN; NaN if there is nothing else.
  public static Array nanmax(Array x, int... axes) {
    return nanmax(x, axes(x, axes), false);
  }

  /// The largest without NaN; NaN if there is nothing else.
  public static Array nanmax(Array x, Axes axes, boolean keepdims) {
    Array largest = Numpy.max(without(x, Double.NEGATIVE_INFINITY), axes, keepdims);
    return nanWhereAll(x, largest, axes, keepdims);
  }

  /// The smallest without NaN; NaN if there is nothing else.
  public static Array nanmin(Array x, int... axes) {
    return nanmin(x, axes(x, axes), false);
  }

  /// The smallest without NaN; NaN if there is nothing else.
  public static Array nanmin(Array x, Axes axes, boolean keepdims) {
    Array smallest = Numpy.min(without(x, Double.POSITIVE_INFINITY), axes, keepdims);
    return nanWhereAll(x, smallest, axes, keepdims);
  }

  private static Array nanWhereAll(Array x, Array result, Axes axes, boolean keepdims) {
    if (!x.dtype().isFloating()) {
      return result;
    }
    Array nothing = Numpy.all(Numpy.isnan(x), axes, keepdims);
    return Numpy.where(nothing, Operands.like(result, Double.NaN), result);
  }

  /// The mean without NaN.
  public static Array nanmean(Array x, int... axes) {
    return nanmean(x, axes(x, axes), false);
  }

  /// The mean without NaN; NaN if there is nothing else.
  public static Array nanmean(Array x, Axes axes, boolean keepdims) {
    if (!x.dtype().isFloating()) {
      return Numpy.mean(x, axes, keepdims);
    }
    DType computed = x.dtype().computeType();
    Array sum = Numpy.sum(without(x, 0), axes, computed, keepdims);
    Array mean = Lax.div(sum, counts(x, axes, keepdims, computed));
    return Lax.convertElementType(mean, x.dtype());
  }

  /// The variance without NaN.
  public static Array nanvar(Array x, int... axes) {
    return nanvar(x, axes(x, axes), 0, false);
  }

  /// The variance Σ(x − mean)² / (n − ddof) of the n elements that are not NaN; NaN if n ≤ ddof.
  public static Array nanvar(Array x, Axes axes, double ddof, boolean keepdims) {
    if (!x.dtype().isFloating()) {
      return Numpy.var(x, axes, ddof, keepdims);
    }
    DType computed = x.dtype().computeType();
    Array v = Lax.convertElementType(x, computed);
    Array centred = Lax.sub(v, nanmean(v, axes, true));
    Array square = Numpy.where(Numpy.isnan(v), Operands.like(v, 0), Lax.square(centred));
    Array sum = Numpy.sum(square, axes, keepdims);
    Array n = Lax.sub(counts(v, axes, keepdims, computed), Lax.scalar(computed, ddof));
    Array some = Lax.gt(n, Operands.like(n, 0));
    Array variance = Numpy.where(some, Lax.div(sum, n), Operands.like(n, Double.NaN));
    return Lax.convertElementType(variance, x.dtype());
  }

  /// The standard deviation without NaN.
  public static Array nanstd(Array x, int... axes) {
    return Lax.sqrt(nanvar(x, axes));
  }

  /// The median without NaN; NaN if there is nothing else.
  public static Array nanmedian(Array x, int... axes) {
    return nanquantile(x, Numpy.weak(0.5), axes(x, axes), QuantileMethod.MIDPOINT, false);
  }

  /// The quantile without NaN, interpolated linearly.
  public static Array nanquantile(Array x, double q, int... axes) {
    return nanquantile(x, Numpy.weak(q), axes(x, axes), QuantileMethod.LINEAR, false);
  }

  /// Quantiles without NaN along axes; NaN if there is nothing else.
  ///
  /// @param q numbers from 0 to 1, a scalar or a vector
  public static Array nanquantile(
      Array x, Array q, Axes axes, QuantileMethod method, boolean keepdims) {
    return Quantiles.quantile(x, q, axes, method, keepdims, true);
  }

  /// The index of the first largest element that is not NaN along one axis; −1 if there is none.
  public static Array nanargmax(Array x, int axis) {
    Array index = Numpy.argmax(without(x, Double.NEGATIVE_INFINITY), axis);
    return minusOneWhereAll(x, index, axis);
  }

  /// The index of the first smallest element that is not NaN along one axis; −1 if there is none.
  public static Array nanargmin(Array x, int axis) {
    Array index = Numpy.argmin(without(x, Double.POSITIVE_INFINITY), axis);
    return minusOneWhereAll(x, index, axis);
  }

  private static Array minusOneWhereAll(Array x, Array index, int axis) {
    Array nothing = Numpy.all(Numpy.isnan(x), axis);
    return Numpy.where(nothing, Lax.scalar(DType.INT32, -1L), index);
  }

  /// The running sum along one axis with NaN as 0.
  public static Array nancumsum(Array x, int axis) {
    return Numpy.cumsum(without(x, 0), axis);
  }

  /// The running product along one axis with NaN as 1.
  public static Array nancumprod(Array x, int axis) {
    return Numpy.cumprod(without(x, 1), axis);
  }
}
