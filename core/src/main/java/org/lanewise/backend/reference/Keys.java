package org.lanewise.backend.reference;

import org.lanewise.memory.Strided;
import org.lanewise.type.DType;

/// Reads elements as `long`s whose signed order is the order of the elements: −0 and +0 have the
/// same key, and so have all NaNs, whose key is the largest.
final class Keys {
  private final Reader reader;
  private final DType dtype;
  private final double added;

  Keys(Strided source) {
    this(source, 0.0);
  }

  private Keys(Strided source, double added) {
    this.reader = new Reader(source);
    this.dtype = source.dtype();
    this.added = added;
  }

  /// Keys of which that of −0 is next below that of +0.
  static Keys ofAllDistinct(Strided source) {
    return new Keys(source, -0.0);
  }

  /// The keys of the next elements.
  void next(long[] keys, int count) {
    switch (ComputeKind.of(dtype)) {
      case LONG -> {
        reader.longs(keys, count);
        if (dtype == DType.UINT64) {
          for (int i = 0; i < count; i++) {
            keys[i] += Long.MIN_VALUE;
          }
        }
      }
      case FLOAT, DOUBLE -> {
        double[] values = new double[count];
        reader.doubles(values, count);
        for (int i = 0; i < count; i++) {
          keys[i] = key(values[i] + added); // −0 + 0 is +0, −0 + −0 is −0
        }
      }
    }
  }

  /// Whether a key is that of NaN.
  boolean isNan(long key) {
    return dtype.isFloating() && key == Long.MAX_VALUE;
  }

  /// The bits of a number count upwards from +0; those of a negative one are turned to count
  /// downwards.
  private static long key(double value) {
    if (Double.isNaN(value)) {
      return Long.MAX_VALUE;
    }
    long bits = Double.doubleToRawLongBits(value);
    return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
  }
}
