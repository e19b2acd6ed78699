package org.lanewise.autodiff;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Arrays from and to Java numbers, for tests.
final class Values {
  private Values() {}

  /// An f64 array of a shape.
  static Array array(Shape shape, double... values) {
    return new ConcreteArray(
        new ArrayType(DType.FLOAT64, shape),
        Transfer.copyOf(DType.FLOAT64, shape, MemorySegment.ofArray(values)));
  }

  /// An f64 vector.
  static Array vector(double... values) {
    return array(Shape.of(values.length), values);
  }

  /// An f64 scalar.
  static Array scalar(double value) {
    return array(Shape.scalar(), value);
  }

  /// An i32 array of a shape.
  static Array ints(Shape shape, int... values) {
    return new ConcreteArray(
        new ArrayType(DType.INT32, shape),
        Transfer.copyOf(DType.INT32, shape, MemorySegment.ofArray(values)));
  }

  /// Normally distributed numbers, the same for each seed.
  static Array normal(long seed, Shape shape) {
    Random random = new Random(seed);
    double[] values = new double[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return array(shape, values);
  }

  /// The elements of an f64 array.
  static double[] doubles(Array x) {
    double[] values = new double[(int) x.size()];
    Transfer.copyTo(((ConcreteArray) x).data(), MemorySegment.ofArray(values));
    return values;
  }

  /// The one element of an f64 scalar.
  static double number(Array x) {
    return doubles(x)[0];
  }
}
