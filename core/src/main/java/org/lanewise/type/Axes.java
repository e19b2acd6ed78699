package org.lanewise.type;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// A list of axis numbers (or, for a transposition, a permutation), immutable, with value equality.
///
/// ```java
/// Axes.of(0, 2).contains(2);          // true
/// Axes.range(3);                      // (0, 1, 2)
/// Axes.of(2, 0, 1).inverse();         // (1, 2, 0)
/// ```
public final class Axes {
  private static final Axes NONE = new Axes(new int[0]);

  private final int[] axes;

  private Axes(int[] axes) {
    this.axes = axes;
  }

  /// Returns these axes in this order.
  public static Axes of(int... axes) {
    return axes.length == 0 ? NONE : new Axes(axes.clone());
  }

  /// No axes.
  public static Axes none() {
    return NONE;
  }

  /// The axes 0 to n−1.
  public static Axes range(int n) {
    return range(0, n);
  }

  /// The axes `from` to `to`−1.
  public static Axes range(int from, int to) {
    int[] axes = new int[Math.max(0, to - from)];
    Arrays.setAll(axes, i -> from + i);
    return of(axes);
  }

  /// Returns a non-negative axis for one that may count from the end.
  ///
  /// @param operation the name to put into the message
  /// @throws ShapeException if the axis is not in −rank … rank−1
  public static int normalize(String operation, int axis, int rank) {
    int i = axis < 0 ? axis + rank : axis;
    if (i < 0 || i >= rank) {
      throw new ShapeException(
          "`"
              + operation
              + "`: axis "
              + axis
              + " is out of range for an array of rank "
              + rank
              + ". Use "
              + (rank == 0 ? "no axis" : "an axis from " + -rank + " to " + (rank - 1))
              + ".");
    }
    return i;
  }

  /// Returns these axes made non-negative for an array of the given rank.
  ///
  /// @throws ShapeException if an axis is out of range or given twice
  public Axes normalized(String operation, int rank) {
    int[] result = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      result[i] = normalize(operation, axes[i], rank);
      for (int j = 0; j < i; j++) {
        if (result[j] == result[i]) {
          throw new ShapeException(
              "`" + operation + "`: axis " + axes[i] + " is given twice in " + this + ".");
        }
      }
    }
    return of(result);
  }

  /// The number of axes.
  public int size() {
    return axes.length;
  }

  /// Whether there are no axes.
  public boolean isEmpty() {
    return axes.length == 0;
  }

  /// The axis at a position.
  public int get(int position) {
    return axes[position];
  }

  /// Whether the axis is among these.
  public boolean contains(int axis) {
    return indexOf(axis) >= 0;
  }

  /// The first position of an axis, or −1.
  public int indexOf(int axis) {
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] == axis) {
        return i;
      }
    }
    return -1;
  }

  /// The axes of an array of the given rank that are not among these, ascending.
  public Axes complement(int rank) {
    int[] others = new int[rank];
    int n = 0;
    for (int i = 0; i < rank; i++) {
      if (!contains(i)) {
        others[n++] = i;
      }
    }
    return of(Arrays.copyOf(others, n));
  }

  /// The inverse permutation: `p.inverse().get(p.get(i)) == i`.
  public Axes inverse() {
    int[] inverse = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      inverse[axes[i]] = i;
    }
    return of(inverse);
  }

  /// Returns the axes in ascending order.
  public Axes sorted() {
    int[] copy = axes.clone();
    Arrays.sort(copy);
    return of(copy);
  }

  /// Returns these axes followed by others.
  public Axes concat(Axes other) {
    int[] joined = Arrays.copyOf(axes, axes.length + other.axes.length);
    System.arraycopy(other.axes, 0, joined, axes.length, other.axes.length);
    return of(joined);
  }

  /// Applies a function to every axis.
  public Axes map(IntUnaryOperator function) {
    return of(Arrays.stream(axes).map(function).toArray());
  }

  /// Whether the axes are 0, 1, 2, … in order.
  public boolean isIdentity() {
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] != i) {
        return false;
      }
    }
    return true;
  }

  /// The axes in a fresh Java array.
  public int[] toArray() {
    return axes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Axes that && Arrays.equals(axes, that.axes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(axes);
  }

  /// The axes as Python prints a tuple: `()`, `(0,)`, `(0, 2)`.
  @Override
  public String toString() {
    if (axes.length == 1) {
      return "(" + axes[0] + ",)";
    }
    String list = Arrays.toString(axes);
    return "(" + list.substring(1, list.length() - 1) + ")";
  }
}
