package org.lanewise;

import org.lanewise.ir.Window;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Windows over the spatial axes of arrays whose first axis is a batch and whose last are features.
final class Pooling {
  private Pooling() {}

  static Window window(String operation, Array x, long[] sizes, long[] strides, Padding padding) {
    int spatial = x.rank() - 2;
    if (spatial < 0 || sizes.length != spatial || strides.length != spatial) {
      throw new ShapeException(
          ("`%s`: there must be one window size and stride for each axis between the first, the batch,"
                  + " and the last, the features, but x is %s with %d sizes and %d strides. Give as"
                  + " many, or add axes with `expandDims`.")
              .formatted(operation, x.type(), sizes.length, strides.length));
    }
    Shape samples = x.shape().subshape(1, 1 + spatial);
    Window inner = padding.over(operation, Window.of(sizes).withStrides(strides), samples);
    return inner.inserted(spatial).inserted(0);
  }

  /// How many samples each window has, in the type of x.
  static Array counts(Array x, Window window) {
    boolean isPadded = !window.low().all(0) || !window.high().all(0);
    if (!isPadded) {
      return Operands.like(x, (double) Shape.of(window.sizes().toArray()).size());
    }
    Shape ones = x.shape().with(0, 1).with(x.rank() - 1, 1);
    return Lax.reduceWindowSum(Lax.full(ones, x.dtype(), 1), window);
  }
}
