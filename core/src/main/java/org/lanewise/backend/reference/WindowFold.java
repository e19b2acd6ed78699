package org.lanewise.backend.reference;

import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.LongBinary;
import org.lanewise.ir.Window;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Evaluates folds of windows in the order of [org.lanewise.backend.WindowOrder]: all windows at
/// once, tap by tap.
final class WindowFold {
  private WindowFold() {}

  static Strided fold(Operator operator, Window window, Strided x, ArrayType type) {
    Strided sums = start(operator, type.dtype(), type.shape());
    new WindowTaps(window, x.shape())
        .forEach(tap -> add(operator, tap.ofWindows(sums), tap.ofSamples(x)));
    return rounded(sums, type.dtype());
  }

  /// The identity of the operator everywhere, in the type in which sums are kept.
  static Strided start(Operator operator, DType dtype, Shape shape) {
    return switch (ComputeKind.of(dtype)) {
      case LONG -> filled(dtype, shape, operator.identity(dtype));
      case FLOAT -> {
        int bits = Float.floatToRawIntBits((float) operator.floatingIdentity());
        yield filled(DType.FLOAT32, shape, bits);
      }
      case DOUBLE -> {
        long bits = Double.doubleToRawLongBits(operator.floatingIdentity());
        yield filled(DType.FLOAT64, shape, bits);
      }
    };
  }

  private static Strided filled(DType dtype, Shape shape, long bits) {
    Strided array = Strided.allocate(dtype, shape);
    Copies.fill(array, bits);
    return array;
  }

  /// Sums in the type of the result.
  static Strided rounded(Strided sums, DType dtype) {
    if (sums.dtype() == dtype) {
      return sums;
    }
    Strided result = Strided.allocate(dtype, sums.shape());
    Reader in = new Reader(sums);
    Writer out = new Writer(result);
    float[] values = new float[Chunks.length(sums.shape().size())];
    Chunks.forEach(
        sums.shape().size(),
        n -> {
          in.floats(values, n);
          out.floats(values, n);
        });
    return result;
  }

  /// sums = sums ∘ x.
  private static void add(Operator operator, Strided sums, Strided x) {
    long size = sums.shape().size();
    Reader in = new Reader(sums);
    Reader more = new Reader(x);
    Writer out = new Writer(sums);
    switch (ComputeKind.of(x.dtype())) {
      case LONG -> {
        LongBinary function = operator.longs(x.dtype());
        long[] a = new long[Chunks.length(size)];
        long[] b = new long[a.length];
        Chunks.forEach(
            size,
            n -> {
              in.longs(a, n);
              more.longs(b, n);
              for (int i = 0; i < n; i++) {
                a[i] = function.apply(a[i], b[i]);
              }
              out.longs(a, n);
            });
      }
      case FLOAT -> {
        FloatBinary function = operator.floats();
        float[] a = new float[Chunks.length(size)];
        float[] b = new float[a.length];
        Chunks.forEach(
            size,
            n -> {
              in.floats(a, n);
              more.floats(b, n);
              for (int i = 0; i < n; i++) {
                a[i] = function.apply(a[i], b[i]);
              }
              out.floats(a, n);
            });
      }
      case DOUBLE -> {
        DoubleBinary function = operator.doubles();
        double[] a = new double[Chunks.length(size)];
        double[] b = new double[a.length];
        Chunks.forEach(
            size,
            n -> {
              in.doubles(a, n);
              more.doubles(b, n);
              for (int i = 0; i < n; i++) {
                a[i] = function.apply(a[i], b[i]);
              }
              out.doubles(a, n);
            });
      }
    }
  }
}
