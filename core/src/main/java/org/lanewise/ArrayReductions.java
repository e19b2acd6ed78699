package org.lanewise;

import org.lanewise.type.Axes;

/// The reductions of one array: along the given axes, or all of them if none are given. Negative
/// axes count from the end. The forms with `keepdims` keep the reduced axes with size 1.
public sealed interface ArrayReductions permits Array {

  /// The sum; bool and integers narrower than 32 bits are summed in 32; see [Numpy#sum(Array,
  /// int...)].
  default Array sum(int... axes) {
    return Numpy.sum((Array) this, axes);
  }

  /// The sum; bool and integers narrower than 32 bits are summed in 32.
  default Array sum(Axes axes, boolean keepdims) {
    return Numpy.sum((Array) this, axes, keepdims);
  }

  /// The product; bool and integers narrower than 32 bits are multiplied in 32; see
  /// [Numpy#prod(Array, int...)].
  default Array prod(int... axes) {
    return Numpy.prod((Array) this, axes);
  }

  /// The product; bool and integers narrower than 32 bits are multiplied in 32.
  default Array prod(Axes axes, boolean keepdims) {
    return Numpy.prod((Array) this, axes, keepdims);
  }

  /// The largest; NaN if any is; see [Numpy#max(Array, int...)].
  default Array max(int... axes) {
    return Numpy.max((Array) this, axes);
  }

  /// The largest; NaN if any is.
  default Array max(Axes axes, boolean keepdims) {
    return Numpy.max((Array) this, axes, keepdims);
  }

  /// The smallest; NaN if any is; see [Numpy#min(Array, int...)].
  default Array min(int... axes) {
    return Numpy.min((Array) this, axes);
  }

  /// The smallest; NaN if any is.
  default Array min(Axes axes, boolean keepdims) {
    return Numpy.min((Array) this, axes, keepdims);
  }

  /// The mean, floating; see [Numpy#mean(Array, int...)].
  default Array mean(int... axes) {
    return Numpy.mean((Array) this, axes);
  }

  /// The mean, floating.
  default Array mean(Axes axes, boolean keepdims) {
    return Numpy.mean((Array) this, axes, keepdims);
  }

  /// The variance Σ(x − mean)²/n, floating; see [Numpy#var(Array, int...)].
  default Array var(int... axes) {
    return Numpy.var((Array) this, axes);
  }

  /// The variance Σ(x − mean)²/n, floating.
  default Array var(Axes axes, boolean keepdims) {
    return Numpy.var((Array) this, axes, keepdims);
  }

  /// The standard deviation √var; see [Numpy#std(Array, int...)].
  default Array std(int... axes) {
    return Numpy.std((Array) this, axes);
  }

  /// The standard deviation √var.
  default Array std(Axes axes, boolean keepdims) {
    return Numpy.std((Array) this, axes, keepdims);
  }

  /// Whether any element is not zero; see [Numpy#any(Array, int...)].
  default Array any(int... axes) {
    return Numpy.any((Array) this, axes);
  }

  /// Whether any element is not zero.
  default Array any(Axes axes, boolean keepdims) {
    return Numpy.any((Array) this, axes, keepdims);
  }

  /// Whether no element is zero; see [Numpy#all(Array, int...)].
  default Array all(int... axes) {
    return Numpy.all((Array) this, axes);
  }

  /// Whether no element is zero.
  default Array all(Axes axes, boolean keepdims) {
    return Numpy.all((Array) this, axes, keepdims);
  }

  /// The index of the first largest element of all in row-major order, i32; NaN counts.
  default Array argmax() {
    return Numpy.argmax((Array) this);
  }

  /// The index of the first largest element along one axis, i32; NaN counts.
  default Array argmax(int axis) {
    return Numpy.argmax((Array) this, axis);
  }

  /// The index of the first smallest element of all in row-major order, i32; NaN counts.
  default Array argmin() {
    return Numpy.argmin((Array) this);
  }

  /// The index of the first smallest element along one axis, i32; NaN counts.
  default Array argmin(int axis) {
    return Numpy.argmin((Array) this, axis);
  }

  /// The running sum along one axis.
  default Array cumsum(int axis) {
    return Numpy.cumsum((Array) this, axis);
  }

  /// The running product along one axis.
  default Array cumprod(int axis) {
    return Numpy.cumprod((Array) this, axis);
  }
}
