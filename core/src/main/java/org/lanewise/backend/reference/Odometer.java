package org.lanewise.backend.reference;

import java.util.function.Consumer;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Shape;

/// Counts through the indices of a shape.
final class Odometer {
  private Odometer() {}

  /// Hands out each index in row-major order.
  static void forEach(Shape shape, Consumer<Sizes> action) {
    for (long i = 0; i < shape.size(); i++) {
      action.accept(index(shape, i));
    }
  }

  /// Hands out each index in the opposite of row-major order.
  static void forEachBackwards(Shape shape, Consumer<Sizes> action) {
    for (long i = shape.size() - 1; i >= 0; i--) {
      action.accept(index(shape, i));
    }
  }

  private static Sizes index(Shape shape, long number) {
    long[] index = new long[shape.rank()];
    long rest = number;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return Sizes.of(index);
  }
}
