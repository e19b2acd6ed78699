package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Moves elements, bits as they are.
final class Copies {
  private Copies() {}

  /// A fresh row-major copy.
  static Strided rowMajor(Strided source) {
    Strided copy = Strided.allocate(source.dtype(), source.shape());
    into(source, copy);
    return copy;
  }

  /// The elements in row-major order in another shape: a view if the layout allows it.
  static Strided reshape(Strided source, Shape shape) {
    Strided readable = source.layout().canReshape(shape) ? source : rowMajor(source);
    return readable.with(readable.layout().reshape(shape));
  }

  /// The axes in another order, and neighbours of them joined: a copy if need be.
  static Strided arrange(Strided source, Axes permutation, Shape joined) {
    return reshape(source.with(source.layout().transpose(permutation)), joined);
  }

  /// Copies all elements into a target of the same shape and type.
  static void into(Strided source, Strided target) {
    long size = source.shape().size();
    long[] bits = new long[Chunks.length(size)];
    Reader in = new Reader(source);
    Writer out = new Writer(target);
    Chunks.forEach(
        size,
        n -> {
          in.bits(bits, n);
          out.longs(bits, n);
        });
  }

  /// Sets all elements to one value.
  static void fill(Strided target, long value) {
    long size = target.shape().size();
    long[] bits = new long[Chunks.length(size)];
    Arrays.fill(bits, value);
    Writer out = new Writer(target);
    Chunks.forEach(size, n -> out.longs(bits, n));
  }

  /// The box of given sizes from `starts`, every `steps`-th element, as a view.
  static Strided box(Strided array, long[] starts, long[] steps, Shape sizes) {
    return array.with(array.layout().slice(starts, steps, sizes));
  }

  /// The box of given sizes from `starts`, as a view.
  static Strided box(Strided array, long[] starts, Shape sizes) {
    long[] steps = new long[starts.length];
    Arrays.fill(steps, 1);
    return box(array, starts, steps, sizes);
  }

  /// The bits that stand for every NaN of a floating type: quiet, positive, without payload.
  static long canonicalNan(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 0x7E00;
      case BFLOAT16 -> 0x7FC0;
      case FLOAT32 -> 0x7FC0_0000;
      case FLOAT64 -> 0x7FF8_0000_0000_0000L;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> throw noNan(dtype);
      case COMPLEX64, COMPLEX128 -> throw noNan(dtype);
    };
  }

  private static AssertionError noNan(DType dtype) {
    return new AssertionError(dtype + " has no NaN");
  }

  /// A row-major copy in which every NaN has the canonical bits.
  static Strided canonical(Strided source) {
    DType dtype = source.dtype();
    if (!dtype.isFloating()) {
      return rowMajor(source);
    }
    Strided copy = Strided.allocate(dtype, source.shape());
    long size = source.shape().size();
    long nan = canonicalNan(dtype);
    long[] bits = new long[Chunks.length(size)];
    double[] values = new double[bits.length];
    Reader in = new Reader(source);
    Reader inValues = new Reader(source);
    Writer out = new Writer(copy);
    Chunks.forEach(
        size,
        n -> {
          in.bits(bits, n);
          inValues.doubles(values, n);
          for (int i = 0; i < n; i++) {
            bits[i] = Double.isNaN(values[i]) ? nan : bits[i];
          }
          out.longs(bits, n);
        });
    return copy;
  }

  /// The same memory, row-major, as elements of another type and shape of equal size in bytes.
  static Strided reinterpret(Strided rowMajor, DType dtype, Shape shape) {
    return new Strided(dtype, rowMajor.buffer(), Layout.rowMajor(shape));
  }
}
