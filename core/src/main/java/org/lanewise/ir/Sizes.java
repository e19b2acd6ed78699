package org.lanewise.ir;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/// A list of 64-bit numbers, one per axis, that may be negative: immutable, with value equality.
public final class Sizes {
  private final long[] values;

  private Sizes(long[] values) {
    this.values = values;
  }

  /// Returns these numbers in this order.
  public static Sizes of(long... values) {
    return new Sizes(values.clone());
  }

  /// Returns one number for each of `rank` axes.
  public static Sizes filled(int rank, long value) {
    long[] values = new long[rank];
    Arrays.fill(values, value);
    return new Sizes(values);
  }

  /// How many numbers there are.
  public int size() {
    return values.length;
  }

  /// The number of an axis.
  public long get(int axis) {
    return values[axis];
  }

  /// Combines the numbers of two lists of one length, axis by axis.
  public Sizes zip(Sizes other, LongBinaryOperator function) {
    long[] result = new long[values.length];
    Arrays.setAll(result, i -> function.applyAsLong(values[i], other.values[i]));
    return new Sizes(result);
  }

  /// Whether every number is the given one.
  public boolean all(long value) {
    for (long v : values) {
      if (v != value) {
        return false;
      }
    }
    return true;
  }

  /// The numbers in a fresh Java array.
  public long[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Sizes that && Arrays.equals(values, that.values));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /// The numbers as Python prints a tuple: `(1,)`, `(0, 2)`.
  @Override
  public String toString() {
    if (values.length == 1) {
      return "(" + values[0] + ",)";
    }
    String list = Arrays.toString(values);
    return "(" + list.substring(1, list.length() - 1) + ")";
  }
}
