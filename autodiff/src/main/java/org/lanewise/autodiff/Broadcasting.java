package org.lanewise.autodiff;

import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// How elementwise operands become as large as the result, and how cotangents become as small as
/// the operands again.
final class Broadcasting {
  private Broadcasting() {}

  /// Repeats an operand, a scalar or one with sizes of 1, to the result's shape.
  static Array to(Array x, Shape shape) {
    return Lax.broadcastInDim(x, shape, x.rank() == 0 ? Axes.none() : Axes.range(x.rank()));
  }

  /// Sums a cotangent over the axes along which an operand of the given shape was repeated: the
  /// transposition of [#to].
  static Array from(Array cotangent, Shape shape) {
    if (cotangent.shape().equals(shape)) {
      return cotangent;
    }
    return Lax.reshape(Lax.reduceSum(cotangent, repeated(shape, cotangent.shape())), shape);
  }

  /// The axes along which [#to] repeats.
  private static Axes repeated(Shape small, Shape large) {
    if (small.rank() == 0) {
      return Axes.range(large.rank());
    }
    return Axes.of(
        IntStream.range(0, large.rank())
            .filter(axis -> small.get(axis) != large.get(axis))
            .toArray());
  }
}
