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

  /// These numbers with another one for an axis.
  public Sizes with(int axis, long value) {
    long[] result = values.clone();
    result[axis] = value;
    return new Sizes(result);
  }

  /// These numbers with one more before position `axis`.
  public Sizes inserted(int axis, long value) {
    long[] result = new long[values.length + 1];
    System.arraycopy(values, 0, result, 0, axis);
    result[axis] = value;
    System.arraycopy(values, axis, result, axis + 1, values.length - axis);
    return new Sizes(result);
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
