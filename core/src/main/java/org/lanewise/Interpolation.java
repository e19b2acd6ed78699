package org.lanewise;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Piecewise linear interpolation.
final class Interpolation {
  private Interpolation() {}

  /// y = y₀ + (x − x₀)/(x₁ − x₀) · (y₁ − y₀) between the neighbours of x; y₀ where they coincide.
  static Array linear(Array x, Array xs, Array ys) {
    long n = xs.size();
    Array one = Lax.scalar(DType.INT32, 1L);
    Array found = Numpy.searchsorted(xs, x, true);
    Array upper = Lax.clamp(one, found, Lax.scalar(DType.INT32, Math.max(1, n - 1)));
    Array lower = Lax.sub(upper, one);
    Array x0 = at(xs, lower);
    Array y0 = at(ys, lower);
    Array dx = Lax.sub(at(xs, upper), x0);
    Array dy = Lax.sub(at(ys, upper), y0);
    Array tiny = Lax.le(Lax.abs(dx), Operands.like(dx, 0));
    Array safe = Numpy.where(tiny, Operands.like(dx, 1), dx);
    Array slope = Lax.mul(Lax.div(Lax.sub(x, x0), safe), dy);
    Array inside = Numpy.where(tiny, y0, Lax.add(y0, slope));
    Array first = Lax.squeeze(Lax.sliceInDim(ys, 0, 1, 1, 0), Axes.of(0));
    Array last = Lax.squeeze(Lax.sliceInDim(ys, n - 1, n, 1, 0), Axes.of(0));
    Array left = Numpy.where(Numpy.less(x, at(xs, Lax.scalar(DType.INT32, 0L))), first, inside);
    Array end = at(xs, Lax.scalar(DType.INT32, n - 1));
    return Numpy.where(Numpy.greater(x, end), last, left);
  }

  private static Array at(Array vector, Array index) {
    return Numpy.take(vector, index, 0, NumpyTaking.TakeMode.CLIP);
  }
}
