package org.lanewise;

import org.lanewise.NumpyStatistics.QuantileMethod;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Quantiles: sorts along the reduced axes, then takes the two elements around each place.
final class Quantiles {
  private Quantiles() {}

  static Array quantile(
      Array x, Array q, Axes axes, QuantileMethod method, boolean keepdims, boolean ignoreNan) {
    if (q.rank() > 1) {
      throw new ShapeException(
          "`quantile`: q must be a scalar or a vector, got " + q.type() + ". Flatten it.");
    }
    Axes folded = axes.normalized("quantile", x.rank()).sorted();
    Array rows = rows(Operands.inexact(x), folded);
    DType result = rows.dtype();
    Array places = Numpy.ravel(Lax.convertElementType(q, result.computeType()));
    Array picked = pick(rows, places, method, ignoreNan);
    Array strong = Lax.convertElementType(picked, result);
    Array first = Numpy.moveaxis(strong, -1, 0);
    Shape head = q.shape();
    Shape rest = keepdims ? kept(x.shape(), folded) : x.shape().without(folded);
    return Lax.reshape(first, head.concat(rest));
  }

  private static Shape kept(Shape shape, Axes folded) {
    Shape kept = shape;
    for (int i = 0; i < folded.size(); i++) {
      kept = kept.with(folded.get(i), 1);
    }
    return kept;
  }

  /// Brings the reduced axes together as the last one.
  private static Array rows(Array x, Axes folded) {
    Axes others = folded.complement(x.rank());
    Array last = Lax.transpose(x, others.concat(folded));
    long n = Reductions.count(x, folded);
    return Lax.reshape(last, x.shape().without(folded).concat(Shape.of(n)));
  }

  private static Array pick(Array x, Array q, QuantileMethod method, boolean ignoreNan) {
    int axis = x.rank() - 1;
    long n = x.shape().get(axis);
    if (n == 0) {
      Shape empty = x.shape().with(axis, q.size());
      return Lax.full(empty, x.dtype(), Double.NaN);
    }
    Array sorted = Lax.sort(x, axis);
    DType computed = q.dtype();
    Array last = ignoreNan ? lastNumber(x, axis, computed) : Lax.scalar(computed, n - 1);
    Array place = Numpy.multiply(q, last);
    Array low = Lax.floor(place);
    Array weight = Lax.sub(place, low);
    Array below = element(sorted, low, last);
    Array above = element(sorted, Lax.ceil(place), last);
    Array picked = between(below, above, weight, method);
    // NaN is the last in order, so one look tells whether there is any.
    return ignoreNan
        ? picked
        : Numpy.where(
            Numpy.isnan(Lax.sliceInDim(sorted, n - 1, n, 1, axis)),
            Operands.like(picked, Double.NaN),
            picked);
  }

  /// How many elements are not NaN, less one.
  private static Array lastNumber(Array x, int axis, DType computed) {
    Array numbers = Lax.not(Numpy.isnan(x));
    return Lax.sub(Numpy.sum(numbers, Axes.of(axis), computed, true), Lax.scalar(computed, 1L));
  }

  private static Array element(Array sorted, Array place, Array last) {
    Array zero = Operands.like(last, 0);
    Array index = Lax.convertElementType(Lax.max(zero, Lax.min(place, last)), DType.INT32);
    int axis = sorted.rank() - 1;
    return index.rank() == 1
        ? Numpy.take(sorted, index, axis, NumpyTaking.TakeMode.CLIP)
        : Numpy.takeAlongAxis(sorted, index, axis);
  }

  private static Array between(Array below, Array above, Array weight, QuantileMethod method) {
    DType computed = weight.dtype();
    Array a = Lax.convertElementType(below, computed);
    Array b = Lax.convertElementType(above, computed);
    return switch (method) {
      case LINEAR -> {
        Array rest = Lax.sub(Operands.like(weight, 1), weight);
        yield Numpy.add(Numpy.multiply(a, rest), Numpy.multiply(b, weight));
      }
      case LOWER -> a;
      case HIGHER -> b;
      case MIDPOINT -> Lax.mul(Lax.add(a, b), Operands.like(a, 0.5));
      case NEAREST -> Numpy.where(Numpy.lessEqual(weight, 0.5), a, b);
    };
  }
}
