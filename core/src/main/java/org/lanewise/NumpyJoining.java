package org.lanewise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that joins, splits and repeats arrays. What is joined promotes first.
///
/// ```java
/// concatenate(array(1, 2), array(3, 4)); // → Array([1, 2, 3, 4], dtype=int32)
/// stack(array(1, 2), array(3, 4)); // → Array([[1, 2], [3, 4]], dtype=int32)
/// split(arange(6), 3, 0).get(1); // → Array([2, 3], dtype=int32)
/// ```
abstract sealed class NumpyJoining extends NumpyShaping permits NumpyPadding {
  NumpyJoining() {}

  /// Joins arrays along an existing axis.
  ///
  /// @throws ShapeException if there are none, or other axes differ in size
  public static Array concatenate(List<Array> arrays, int axis) {
    requireSome("concatenate", arrays);
    int rank = arrays.get(0).rank();
    if (rank == 0) {
      throw new ShapeException(
          "`concatenate`: 0-d arrays have no axis to join along. Use `stack`.");
    }
    int a = Axes.normalize("concatenate", axis, rank);
    Shape others = arrays.get(0).shape().without(Axes.of(a));
    for (int i = 1; i < arrays.size(); i++) {
      Array x = arrays.get(i);
      if (x.rank() != rank || !x.shape().without(Axes.of(a)).equals(others)) {
        throw new ShapeException(
            "`concatenate`: shapes must agree in all axes but axis "
                + a
                + ", but operand 0 is "
                + arrays.get(0).type()
                + " and operand "
                + i
                + " is "
                + x.type()
                + ".");
      }
    }
    return Lax.concatenate(Operands.promoteTypes(arrays), a);
  }

  /// Joins arrays along the first axis; types promote.
  ///
  /// @throws ShapeException if there is none, or shapes differ in another axis
  public static Array concatenate(Array... arrays) {
    return concatenate(List.of(arrays), 0);
  }

  private static void requireSome(String operation, List<Array> arrays) {
    if (arrays.isEmpty()) {
      throw new ShapeException("`" + operation + "`: at least one array is needed, got none.");
    }
  }

  /// Joins arrays of one shape along a new axis.
  ///
  /// @param axis the position of the new axis in the result
  /// @throws ShapeException if there is no array, or shapes differ
  public static Array stack(List<Array> arrays, int axis) {
    requireSome("stack", arrays);
    Shape shape = arrays.get(0).shape();
    for (int i = 1; i < arrays.size(); i++) {
      if (!arrays.get(i).shape().equals(shape)) {
        throw new ShapeException(
            "`stack`: all shapes must be equal, but operand 0 is "
                + arrays.get(0).type()
                + " and operand "
                + i
                + " is "
                + arrays.get(i).type()
                + ". Use `concatenate`, or `broadcastArrays` first.");
      }
    }
    int a = Axes.normalize("stack", axis, shape.rank() + 1);
    return Lax.concatenate(
        mapAll(Operands.promoteTypes(arrays), x -> Lax.expandDims(x, Axes.of(a))), a);
  }

  /// Joins arrays of one shape along a new first axis.
  ///
  /// @throws ShapeException if there is no array, or shapes differ
  public static Array stack(Array... arrays) {
    return stack(List.of(arrays), 0);
  }

  private static List<Array> mapAll(List<Array> arrays, UnaryOperator<Array> function) {
    return arrays.stream().map(function).toList();
  }

  /// Joins horizontally: vectors along their axis, other arrays along the second axis.
  public static Array hstack(Array... arrays) {
    List<Array> operands = mapAll(List.of(arrays), Numpy::atleast1d);
    return concatenate(operands, operands.isEmpty() || operands.get(0).rank() == 1 ? 0 : 1);
  }

  /// Joins vertically: along the first axis, vectors as rows.
  public static Array vstack(Array... arrays) {
    return concatenate(mapAll(List.of(arrays), Numpy::atleast2d), 0);
  }

  /// Joins along the third axis; see [#atleast3d(Array)].
  public static Array dstack(Array... arrays) {
    return concatenate(mapAll(List.of(arrays), Numpy::atleast3d), 2);
  }

  /// Joins vectors as columns, and matrices along the second axis.
  public static Array columnStack(Array... arrays) {
    UnaryOperator<Array> column = x -> x.rank() < 2 ? Lax.reshape(x, Shape.of(x.size(), 1)) : x;
    return concatenate(mapAll(List.of(arrays), column), 1);
  }

  /// Joins two arrays, flattened.
  public static Array append(Array x, Array values) {
    return concatenate(List.of(Numpy.ravel(x), Numpy.ravel(values)), 0);
  }

  /// Joins two arrays along an axis.
  public static Array append(Array x, Array values, int axis) {
    return concatenate(List.of(x, values), axis);
  }

  /// The slices along an axis, which goes away.
  public static List<Array> unstack(Array x, int axis) {
    int a = Axes.normalize("unstack", axis, x.rank());
    List<Array> slices = new ArrayList<>();
    for (long i = 0; i < x.shape().get(a); i++) {
      slices.add(Lax.squeeze(Lax.sliceInDim(x, i, i + 1, 1, a), Axes.of(a)));
    }
    return List.copyOf(slices);
  }

  /// Cuts into `sections` parts of one size along an axis.
  ///
  /// @throws ShapeException if the size is not a multiple of `sections`
  public static List<Array> split(Array x, int sections, int axis) {
    int a = Axes.normalize("split", axis, x.rank());
    long size = x.shape().get(a);
    if (sections <= 0 || size % sections != 0) {
      throw new ShapeException(
          "`split`: axis "
              + axis
              + " of "
              + x.type()
              + " has size "
              + size
              + ", which is no multiple of "
              + sections
              + ". Use `arraySplit` for parts of unequal size.");
    }
    return arraySplit(x, sections, axis);
  }

  /// Cuts along an axis before each of the given indices.
  public static List<Array> split(Array x, long[] indices, int axis) {
    int a = Axes.normalize("split", axis, x.rank());
    long size = x.shape().get(a);
    List<Array> parts = new ArrayList<>();
    long start = 0;
    for (int i = 0; i <= indices.length; i++) {
      long end = i == indices.length ? size : bound(indices[i], size);
      parts.add(Lax.sliceInDim(x, Math.min(start, end), end, 1, a));
      start = end;
    }
    return List.copyOf(parts);
  }

  private static long bound(long index, long size) {
    return Math.clamp(index < 0 ? index + size : index, 0, size);
  }

  /// Cuts into `sections` parts along an axis; the first (size mod sections) are longer by one.
  public static List<Array> arraySplit(Array x, int sections, int axis) {
    int a = Axes.normalize("arraySplit", axis, x.rank());
    long size = x.shape().get(a);
    if (sections <= 0) {
      throw new ShapeException(
          "`arraySplit`: the number of sections must be positive, got " + sections + ".");
    }
    List<Array> parts = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < sections; i++) {
      long end = start + size / sections + (i < size % sections ? 1 : 0);
      parts.add(Lax.sliceInDim(x, start, end, 1, a));
      start = end;
    }
    return List.copyOf(parts);
  }

  /// Repeats the whole array, `reps[i]` times along axis i; the shorter of shape and `reps` gets
  /// leading ones.
  public static Array tile(Array x, long... reps) {
    int rank = Math.max(x.rank(), reps.length);
    Array v = Operands.toRank(x, rank);
    long[] spread = new long[2 * rank];
    long[] joined = new long[rank];
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      int r = i - (rank - reps.length);
      spread[2 * i] = r < 0 ? 1 : reps[r];
      spread[2 * i + 1] = v.shape().get(i);
      joined[i] = spread[2 * i] * spread[2 * i + 1];
      axes[i] = 2 * i + 1;
    }
    Array repeated = Lax.broadcastInDim(v, Shape.of(spread), Axes.of(axes));
    return Lax.reshape(repeated, Shape.of(joined));
  }

  /// Repeats every element of the flattened array `repeats` times.
  public static Array repeat(Array x, int repeats) {
    return repeat(Numpy.ravel(x), repeats, 0);
  }

  /// Repeats every slice along an axis `repeats` times.
  public static Array repeat(Array x, int repeats, int axis) {
    Array v = atleast1d(x);
    int a = Axes.normalize("repeat", axis, v.rank());
    if (repeats < 0) {
      throw new ShapeException("`repeat`: the count must not be negative, got " + repeats + ".");
    }
    Shape spread = v.shape().insert(a + 1, repeats);
    Array repeated = Lax.broadcastInDim(v, spread, Axes.of(a + 1).complement(spread.rank()));
    return Lax.reshape(repeated, v.shape().with(a, v.shape().get(a) * repeats));
  }

  /// Repeats slice i along an axis `counts` element i times. The counts fix the shape, so they must
  /// be concrete.
  ///
  /// @throws ConcretizationException if `counts` is a tracer
  public static Array repeat(Array x, Array counts, int axis) {
    int a = Axes.normalize("repeat", axis, x.rank());
    long n = x.shape().get(a);
    long[] times = counts.toLongArray();
    if (times.length == 1) {
      return repeat(x, Math.toIntExact(times[0]), axis);
    }
    if (times.length != n) {
      throw new ShapeException(
          "`repeat`: one count for each of the "
              + n
              + " slices along axis "
              + axis
              + " of "
              + x.type()
              + " is needed, got "
              + counts.type()
              + ".");
    }
    int total = Math.toIntExact(Arrays.stream(times).sum());
    int[] source = new int[total];
    int at = 0;
    for (int i = 0; i < n; i++) {
      Arrays.fill(source, at, at + (int) times[i], i);
      at += (int) times[i];
    }
    return Numpy.take(x, Numpy.array(source), a);
  }
}
