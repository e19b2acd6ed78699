package org.lanewise;

import org.lanewise.ir.Window;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Activation functions of neural networks and what belongs to them, with the names and formulas of
/// `jax.nn`.
///
/// ```java
/// Array logits = relu(x.matmul(w1)).matmul(w2);
/// Array loss = logSoftmax(logits, -1).times(oneHot(labels, 10)).sum(-1).mean().unaryMinus();
/// ```
public final class Nn {
  private Nn() {}

  /// max(x, 0), with a derivative of 0 at 0; NaN is kept.
  public static Array relu(Array x) {
    Array zero = Operands.like(x, 0);
    return Numpy.where(Numpy.lessEqual(x, zero), zero, x);
  }

  /// min(max(x, 0), 6).
  public static Array relu6(Array x) {
    return Numpy.minimum(relu(x), 6);
  }

  /// x for x > 0, else slope·x.
  public static Array leakyRelu(Array x, double slope) {
    Array v = Operands.inexact(x);
    return Numpy.where(Numpy.greaterEqual(v, 0), v, Numpy.multiply(v, slope));
  }

  /// x for x > 0, else α(eˣ − 1).
  public static Array elu(Array x, double alpha) {
    Array v = Operands.inexact(x);
    Array positive = Numpy.greater(v, 0);
    // Where x is positive, the other branch computes at 0, so that its derivative stays finite.
    Array safe = Numpy.where(positive, 0, v);
    return Numpy.where(positive, v, Numpy.multiply(alpha, Lax.expm1(safe)));
  }

  /// λx for x > 0, else λα(eˣ − 1), with the constants that keep mean and variance (Klambauer et
  /// al., "Self-normalizing neural networks", 2017).
  public static Array selu(Array x) {
    return Numpy.multiply(1.0507009873554805, elu(x, 1.6732632423543772));
  }

  /// α·(e^(x/α) − 1) for x ≤ 0, else x.
  public static Array celu(Array x, double alpha) {
    Array v = Operands.inexact(x);
    Array positive = Numpy.greater(v, 0);
    Array safe = Numpy.where(positive, 0, v);
    Array below = Numpy.multiply(alpha, Lax.expm1(Numpy.divide(safe, alpha)));
    return Numpy.where(positive, v, below);
  }

  /// The logistic function 1/(1 + e⁻ˣ).
  public static Array sigmoid(Array x) {
    return Lax.logistic(Operands.inexact(x));
  }

  /// ln(1/(1 + e⁻ˣ)) = −softplus(−x).
  public static Array logSigmoid(Array x) {
    return Lax.neg(softplus(Lax.neg(Operands.inexact(x))));
  }

  /// ln(1 + eˣ) without overflow.
  public static Array softplus(Array x) {
    return Numpy.logaddexp(x, 0);
  }

  /// x / (1 + |x|).
  public static Array softSign(Array x) {
    Array v = Operands.inexact(x);
    return Lax.div(v, Numpy.add(Lax.abs(v), 1));
  }

  /// x·σ(x), also called swish.
  public static Array silu(Array x) {
    Array v = Operands.inexact(x);
    return Lax.mul(v, Lax.logistic(v));
  }

  /// x·tanh(softplus(x)).
  public static Array mish(Array x) {
    Array v = Operands.inexact(x);
    return Lax.mul(v, Lax.tanh(softplus(v)));
  }

  /// x·Φ(x) by the approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
  public static Array gelu(Array x) {
    Array v = Operands.inexact(x);
    Array cubic = Numpy.multiply(0.044715, Lax.integerPow(v, 3));
    Array inner = Numpy.multiply(Math.sqrt(2 / Math.PI), Lax.add(v, cubic));
    Array weight = Numpy.multiply(0.5, Numpy.add(1, Lax.tanh(inner)));
    return Lax.mul(v, weight);
  }

  /// x·Φ(x) with Φ(x) = erfc(−x/√2)/2.
  public static Array geluExact(Array x) {
    Array v = Operands.inexact(x);
    Array tail = Lax.erfc(Numpy.multiply(Lax.neg(v), Math.sqrt(0.5)));
    return Numpy.multiply(Lax.mul(v, tail), 0.5);
  }

  /// eˣ / Σeˣ along the last axis.
  public static Array softmax(Array x) {
    return softmax(x, -1);
  }

  /// eˣ / Σeˣ along an axis, computed as e^(x − max); the maximum has no part in the derivative.
  public static Array softmax(Array x, int axis) {
    Axes along = Axes.of(Axes.normalize("softmax", axis, x.rank()));
    Array powers = Lax.exp(shifted(Operands.inexact(x), along));
    return Lax.div(powers, Numpy.sum(powers, along, true));
  }

  /// ln(eˣ / Σeˣ) along the last axis.
  public static Array logSoftmax(Array x) {
    return logSoftmax(x, -1);
  }

  /// ln(eˣ / Σeˣ) along an axis: x − max − ln Σe^(x − max).
  public static Array logSoftmax(Array x, int axis) {
    Axes along = Axes.of(Axes.normalize("logSoftmax", axis, x.rank()));
    Array difference = shifted(Operands.inexact(x), along);
    Array sum = Numpy.sum(Lax.exp(difference), along, true);
    return Lax.sub(difference, Lax.log(sum));
  }

  /// x − max along axes, where the maximum of nothing is −∞.
  private static Array shifted(Array x, Axes along) {
    Array largest = Lax.expandDims(largest(x, along), along);
    return Lax.sub(x, Lax.stopGradient(largest));
  }

  private static Array largest(Array x, Axes along) {
    Array max = Lax.reduceMax(Lax.convertElementType(x, x.dtype()), along);
    return Lax.max(Operands.like(max, Double.NEGATIVE_INFINITY), max);
  }

  /// ln Σeˣ along the given axes (all if none are given) without overflow.
  public static Array logsumexp(Array x, int... axes) {
    Axes along = axes.length == 0 ? Axes.range(x.rank()) : Axes.of(axes);
    return logsumexp(x, along, false);
  }

  /// ln Σeˣ along axes without overflow: max + ln Σe^(x − max), the maximum taken as 0 where it is
  /// not finite.
  public static Array logsumexp(Array x, Axes axes, boolean keepdims) {
    Array v = Operands.inexact(x);
    Axes along = axes.normalized("logsumexp", x.rank()).sorted();
    Array largest = largest(v, along);
    Array finite = Lax.isFinite(largest);
    Array safe = Lax.stopGradient(Numpy.where(finite, largest, Operands.like(largest, 0)));
    Array powers = Lax.exp(Lax.sub(v, Lax.expandDims(safe, along)));
    Array result = Lax.add(Lax.log(Numpy.sum(powers, along, false)), safe);
    return keepdims ? Lax.expandDims(result, along) : result;
  }

  /// Rows of zeros with a one at each label: f32, with a new last axis of size `classes`. Labels
  /// outside give zeros.
  public static Array oneHot(Array labels, long classes) {
    return oneHot(labels, classes, DType.FLOAT32);
  }

  /// Rows of zeros with a one at each label, in a type, with a new last axis of size `classes`.
  public static Array oneHot(Array labels, long classes, DType dtype) {
    int axis = labels.rank();
    Array column = Lax.expandDims(labels, Axes.of(axis));
    Array numbers = Lax.iota(labels.dtype(), Shape.ones(axis + 1).with(axis, classes), axis);
    return Lax.convertElementType(Lax.eq(column, numbers), dtype);
  }

  /// The largest of each window of images or signals with features last.
  ///
  /// ```java
  /// Nn.maxPool(x, new long[] {2, 2}, new long[] {2, 2}, Padding.valid());   // NHWC
  /// ```
  ///
  /// @param x batch, spatial axes, features
  /// @param sizes the window's sizes, one for each spatial axis
  /// @param strides how far windows lie apart, one for each spatial axis
  public static Array maxPool(Array x, long[] sizes, long[] strides, Padding padding) {
    return Lax.reduceWindowMax(x, Pooling.window("maxPool", x, sizes, strides, padding));
  }

  /// The mean of each window of images or signals with features last. Padding is not counted: where
  /// a window reaches over the edge, the mean is that of the samples that it has.
  ///
  /// @param x batch, spatial axes, features
  /// @param sizes the window's sizes, one for each spatial axis
  /// @param strides how far windows lie apart, one for each spatial axis
  public static Array avgPool(Array x, long[] sizes, long[] strides, Padding padding) {
    Array v = Operands.inexact(x);
    Window window = Pooling.window("avgPool", v, sizes, strides, padding);
    return Lax.div(Lax.reduceWindowSum(v, window), Pooling.counts(v, window));
  }

  /// (x − mean)/√(var + ε) along the given axes.
  public static Array standardize(Array x, Axes axes, double epsilon) {
    Array v = Operands.inexact(x);
    Array centred = Numpy.subtract(v, Numpy.mean(v, axes, true));
    Array variance = Numpy.var(v, axes, true);
    return Numpy.multiply(centred, Lax.rsqrt(Numpy.add(variance, epsilon)));
  }
}
