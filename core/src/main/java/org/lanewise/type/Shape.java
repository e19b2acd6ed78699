package org.lanewise.type;

import java.util.Arrays;
import java.util.List;

/// The sizes of an array's axes, immutable, with value equality.
///
/// Sizes are 64-bit and never negative; a shape with no axes is that of a scalar and has size 1; a
/// shape with a zero has size 0.
///
/// ```java
/// Shape s = Shape.of(3, 4);
/// s.rank();   // 2
/// s.size();   // 12
/// s.get(-1);  // 4
/// s;          // (3, 4)
/// ```
public final class Shape {
  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] sizes;
  private final long size;
  private final int hash;

  private Shape(long[] sizes) {
    this.sizes = sizes;
    long product = 1;
    for (long n : sizes) {
      if (n < 0) {
        throw new ShapeException(
            "`Shape.of`: sizes must not be negative, got "
                + Arrays.toString(sizes)
                + ". Use 0 for an empty axis.");
      }
      product = multiply(product, n, sizes);
    }
    this.size = product;
    this.hash = Arrays.hashCode(sizes);
  }

  private static long multiply(long product, long n, long[] sizes) {
    try {
      return Math.multiplyExact(product, n);
    } catch (ArithmeticException e) {
      throw new ShapeException(
          "`Shape.of`: the number of elements must fit in 63 bits, got "
              + Arrays.toString(sizes)
              + ". Use smaller sizes.");
    }
  }

  /// Returns the shape with these sizes, outermost first.
  ///
  /// @throws ShapeException if a size is negative or the product exceeds 2⁶³−1
  public static Shape of(long... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /// The shape of a scalar: no axes.
  public static Shape scalar() {
    return SCALAR;
  }

  /// The shape of `rank` axes of size 1.
  public static Shape ones(int rank) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    return of(sizes);
  }

  /// The number of axes.
  public int rank() {
    return sizes.length;
  }

  /// The number of elements: the product of the sizes.
  public long size() {
    return size;
  }

  /// The size of one axis; negative axes count from the end.
  ///
  /// @throws ShapeException if there is no such axis
  public long get(int axis) {
    int i = axis < 0 ? axis + sizes.length : axis;
    if (i < 0 || i >= sizes.length) {
      throw new ShapeException(
          "`Shape.get`: axis " + axis + " is out of range for shape " + this + ".");
    }
    return sizes[i];
  }

  /// The sizes in a fresh Java array.
  public long[] toArray() {
    return sizes.clone();
  }

  /// The sizes as a list.
  public List<Long> toList() {
    return Arrays.stream(sizes).boxed().toList();
  }

  /// Whether this is the shape of a scalar.
  public boolean isScalar() {
    return sizes.length == 0;
  }

  /// Returns this shape with one size replaced.
  public Shape with(int axis, long n) {
    long[] copy = sizes.clone();
    copy[Axes.normalize("Shape.with", axis, sizes.length)] = n;
    return new Shape(copy);
  }

  /// Returns this shape without the given axes.
  public Shape without(Axes axes) {
    long[] kept = new long[sizes.length];
    int rank = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (!axes.contains(i)) {
        kept[rank++] = sizes[i];
      }
    }
    return of(Arrays.copyOf(kept, rank));
  }

  /// Returns this shape with a new axis of size `n` inserted before `axis` (0 to rank).
  public Shape insert(int axis, long n) {
    if (axis < 0 || axis > sizes.length) {
      throw new ShapeException(
          "`Shape.insert`: position " + axis + " is out of range for shape " + this + ".");
    }
    long[] wider = new long[sizes.length + 1];
    System.arraycopy(sizes, 0, wider, 0, axis);
    wider[axis] = n;
    System.arraycopy(sizes, axis, wider, axis + 1, sizes.length - axis);
    return new Shape(wider);
  }

  /// Returns the sizes of the given axes in their order: a transposition when all are given.
  public Shape select(Axes axes) {
    long[] picked = new long[axes.size()];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = get(axes.get(i));
    }
    return of(picked);
  }

  /// Returns this shape followed by another.
  public Shape concat(Shape other) {
    long[] joined = Arrays.copyOf(sizes, sizes.length + other.sizes.length);
    System.arraycopy(other.sizes, 0, joined, sizes.length, other.sizes.length);
    return of(joined);
  }

  /// Returns the axes from `from` (inclusive) to `to` (exclusive).
  public Shape subshape(int from, int to) {
    return of(Arrays.copyOfRange(sizes, from, to));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Shape that && hash == that.hash && Arrays.equals(sizes, that.sizes));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// The sizes as Python prints a tuple: `()`, `(3,)`, `(3, 4)`.
  @Override
  public String toString() {
    if (sizes.length == 1) {
      return "(" + sizes[0] + ",)";
    }
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < sizes.length; i++) {
      text.append(i == 0 ? "" : ", ").append(sizes[i]);
    }
    return text.append(')').toString();
  }
}
