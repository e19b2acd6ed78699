package org.lanewise.autodiff;

import java.util.List;
import java.util.Random;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Arrays from and to Java numbers, for tests.
final class Values {
  private Values() {}

  /// An f64 array of a shape.
  static Array array(Shape shape, double... values) {
    return Lax.reshape(Numpy.array(values), shape);
  }

  /// An f64 vector.
  static Array vector(double... values) {
    return Numpy.array(values);
  }

  /// An f64 scalar.
  static Array scalar(double value) {
    return Numpy.array(value);
  }

  /// An i32 array of a shape.
  static Array ints(Shape shape, int... values) {
    return Lax.reshape(Numpy.array(values), shape);
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

  /// The elements of an array of a floating type.
  static double[] doubles(Array x) {
    return x.toDoubleArray();
  }

  /// The one element of a scalar.
  static double number(Array x) {
    return doubles(x)[0];
  }

  /// An array of any type from the bits of its elements.
  static Array ofBits(DType dtype, Shape shape, List<Long> bits) {
    Array words = Numpy.array(bits.stream().mapToLong(Long::longValue).toArray());
    Array exact =
        switch (dtype) {
          case FLOAT64 -> Lax.bitcastConvertType(words, dtype);
          case FLOAT32 -> Lax.bitcastConvertType(Lax.convertElementType(words, DType.INT32), dtype);
          case FLOAT16, BFLOAT16 ->
              Lax.bitcastConvertType(Lax.convertElementType(words, DType.INT16), dtype);
          default -> Lax.convertElementType(words, dtype);
        };
    return Lax.reshape(exact, shape);
  }
}
