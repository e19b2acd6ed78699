package org.lanewise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that shifts and pads.
///
/// ```java
/// roll(arange(4), 1); // → Array([3, 0, 1, 2], dtype=int32)
/// pad(array(1, 2), 1); // → Array([0, 1, 2, 0], dtype=int32)
/// ```
abstract sealed class NumpyPadding extends NumpyJoining permits NumpyReductions {
  NumpyPadding() {}

  /// Moves the elements of the flattened array forward by `shift`; those that leave at the end come
  /// back at the start.
  public static Array roll(Array x, long shift) {
    return Lax.reshape(roll(Numpy.ravel(x), shift, 0), x.shape());
  }

  /// Moves the slices along an axis forward by `shift`, around the end.
  public static Array roll(Array x, long shift, int axis) {
    int a = Axes.normalize("roll", axis, x.rank());
    long size = x.shape().get(a);
    long by = size == 0 ? 0 : Math.floorMod(shift, size);
    if (by == 0) {
      return x;
    }
    Array end = Lax.sliceInDim(x, size - by, size, 1, a);
    return Lax.concatenate(List.of(end, Lax.sliceInDim(x, 0, size - by, 1, a)), a);
  }

  /// Ways to fill the borders of a padded array.
  public enum PadMode {
    /// A constant.
    CONSTANT,
    /// The nearest element: `a a | a b c | c c`.
    EDGE,
    /// The mirror image without the edge: `c b | a b c | b a`.
    REFLECT,
    /// The mirror image with the edge: `b a | a b c | c b`.
    SYMMETRIC,
    /// The other end: `b c | a b c | a b`.
    WRAP
  }

  /// Pads all axes with `width` zeros on both sides.
  public static Array pad(Array x, int width) {
    return pad(x, width, PadMode.CONSTANT);
  }

  /// Pads all axes with `width` elements on both sides.
  public static Array pad(Array x, int width, PadMode mode) {
    int[][] widths = new int[x.rank()][];
    Arrays.fill(widths, new int[] {width, width});
    return pad(x, widths, mode);
  }

  /// Pads axis i with `widths[i][0]` elements before and `widths[i][1]` after.
  ///
  /// @throws ShapeException if there is not one pair per axis, or a width is negative
  public static Array pad(Array x, int[][] widths, PadMode mode) {
    checkWidths(x, widths);
    return switch (mode) {
      case CONSTANT -> padConstant(x, widths, Operands.like(x, 0));
      case EDGE, REFLECT, SYMMETRIC, WRAP -> padByIndex(x, widths, mode);
    };
  }

  /// Pads axis i with `widths[i][0]` copies of a Java number before and `widths[i][1]` after.
  public static Array pad(Array x, int[][] widths, Number value) {
    checkWidths(x, widths);
    return padConstant(x, widths, Operands.scalar("pad", value, x.dtype(), x.weakType()));
  }

  private static void checkWidths(Array x, int[][] widths) {
    boolean good = widths.length == x.rank();
    for (int[] pair : widths) {
      good = good && pair.length == 2 && pair[0] >= 0 && pair[1] >= 0;
    }
    if (!good) {
      throw new ShapeException(
          "`pad`: one pair of widths that are not negative is needed for each axis of "
              + x.type()
              + ", got "
              + Arrays.deepToString(widths)
              + ".");
    }
  }

  /// Pads a vector with zeros.
  static Array padConstant(Array x, long before, long after) {
    return Lax.pad(x, Operands.like(x, 0), Sizes.of(before), Sizes.of(after), Sizes.filled(1, 0));
  }

  private static Array padConstant(Array x, int[][] widths, Array value) {
    long[] low = new long[widths.length];
    long[] high = new long[widths.length];
    for (int i = 0; i < widths.length; i++) {
      low[i] = widths[i][0];
      high[i] = widths[i][1];
    }
    return Lax.pad(x, value, Sizes.of(low), Sizes.of(high), Sizes.filled(widths.length, 0));
  }

  /// Pads one axis after the other by taking slices at computed places.
  private static Array padByIndex(Array x, int[][] widths, PadMode mode) {
    Array result = x;
    for (int axis = 0; axis < widths.length; axis++) {
      int before = widths[axis][0];
      int after = widths[axis][1];
      if (before == 0 && after == 0) {
        continue;
      }
      long n = x.shape().get(axis);
      if (n == 0) {
        throw new ShapeException(
            "`pad`: axis "
                + axis
                + " of "
                + x.type()
                + " is empty, so there is nothing to repeat. Pad it with a constant.");
      }
      Array positions =
          Lax.sub(
              Lax.iota(DType.INT32, before + n + after), Lax.scalar(DType.INT32, (long) before));
      result = Numpy.take(result, source(positions, n, mode), axis);
    }
    return result;
  }

  /// The place that a position outside 0 … n−1 repeats.
  private static Array source(Array position, long n, PadMode mode) {
    Array zero = Lax.scalar(DType.INT32, 0L);
    Array last = Lax.scalar(DType.INT32, n - 1);
    return switch (mode) {
      case CONSTANT -> throw new AssertionError("a constant has no source");
      case EDGE -> Lax.clamp(zero, position, last);
      case WRAP -> DivMod.remainder(position, Lax.scalar(DType.INT32, n));
      case REFLECT -> mirrored(position, n == 1 ? 1 : 2 * n - 2, 0, n);
      case SYMMETRIC -> mirrored(position, 2 * n, 1, n);
    };
  }

  /// Folds a position of a sequence that runs forth and back with the given period.
  private static Array mirrored(Array position, long period, long edge, long n) {
    Array phase = DivMod.remainder(position, Lax.scalar(DType.INT32, period));
    Array back = Lax.sub(Lax.scalar(DType.INT32, period - edge), phase);
    Array forth = Lax.lt(phase, Lax.scalar(DType.INT32, n));
    return Lax.select(forth, phase, back);
  }

  /// Fills a shape with the flattened elements, again and again as far as needed.
  public static Array resize(Array x, long... sizes) {
    Shape shape = Shape.of(sizes);
    if (x.size() == 0) {
      return Numpy.zeros(shape, x.dtype());
    }
    Array flat = Numpy.ravel(x);
    long copies = Math.ceilDiv(shape.size(), x.size());
    Array enough = copies <= 1 ? flat : Numpy.tile(flat, copies);
    return Lax.reshape(Lax.sliceInDim(enough, 0, shape.size(), 1, 0), shape);
  }

  /// The array without the slices at the given indices along an axis.
  public static Array delete(Array x, int[] indices, int axis) {
    int a = Axes.normalize("delete", axis, x.rank());
    int n = Math.toIntExact(x.shape().get(a));
    boolean[] dropped = new boolean[n];
    for (int index : indices) {
      dropped[place("delete", index, n)] = true;
    }
    int[] kept = IntStream.range(0, n).filter(i -> !dropped[i]).toArray();
    return Numpy.take(x, Numpy.array(kept), a);
  }

  /// The array with `values`, which broadcast, inserted before index `index` along an axis.
  public static Array insert(Array x, int index, Array values, int axis) {
    int a = Axes.normalize("insert", axis, x.rank());
    int n = Math.toIntExact(x.shape().get(a));
    int at = index == n ? n : place("insert", index, n);
    Array v = Lax.convertElementType(values, x.dtype(), x.weakType());
    Shape one = x.shape().with(a, 1);
    if (v.rank() == x.rank()) {
      one = x.shape().with(a, v.shape().get(a));
    }
    List<Array> parts = new ArrayList<>();
    parts.add(Lax.sliceInDim(x, 0, at, 1, a));
    parts.add(Numpy.broadcastTo(v, one));
    parts.add(Lax.sliceInDim(x, at, n, 1, a));
    return Lax.concatenate(parts, a);
  }

  private static int place(String operation, int index, int n) {
    int i = index < 0 ? index + n : index;
    if (i < 0 || i >= n) {
      throw new IndexOutOfBoundsException(
          "`"
              + operation
              + "`: index "
              + index
              + " is out of range for an axis of size "
              + n
              + ".");
    }
    return i;
  }
}
