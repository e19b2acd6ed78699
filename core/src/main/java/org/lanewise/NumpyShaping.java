package org.lanewise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that changes shapes. Eagerly, most of it makes views that copy nothing.
///
/// ```java
/// reshape(arange(6), 2, -1); // → Array([[0, 1, 2], [3, 4, 5]], dtype=int32)
/// transpose(zeros(2, 3, 4)).shape(); // → (4, 3, 2)
/// expandDims(arange(3), 0).shape(); // → (1, 3)
/// ```
abstract sealed class NumpyShaping extends NumpyRanges permits NumpyJoining {
  NumpyShaping() {}

  /// Reads the elements in row-major order in another shape; one size may be −1 and is computed.
  ///
  /// @throws ShapeException if the number of elements differs
  public static Array reshape(Array x, long... sizes) {
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && unknown < 0) {
        unknown = i;
      } else if (sizes[i] < 0) {
        throw wrongReshape(x, sizes);
      } else {
        known = Math.multiplyExact(known, sizes[i]);
      }
    }
    if (unknown < 0) {
      return reshape(x, Shape.of(sizes));
    }
    if (known == 0 || x.size() % known != 0) {
      throw wrongReshape(x, sizes);
    }
    long[] complete = sizes.clone();
    complete[unknown] = x.size() / known;
    return Lax.reshape(x, Shape.of(complete));
  }

  /// Reads the elements in row-major order in another shape of the same size.
  ///
  /// @throws ShapeException if the number of elements differs
  public static Array reshape(Array x, Shape shape) {
    if (shape.size() != x.size()) {
      throw wrongReshape(x, shape.toArray());
    }
    return Lax.reshape(x, shape);
  }

  private static ShapeException wrongReshape(Array x, long[] sizes) {
    return new ShapeException(
        "`reshape`: the "
            + x.size()
            + " elements of "
            + x.type()
            + " do not fit into shape "
            + Arrays.toString(sizes).replace('[', '(').replace(']', ')')
            + ". The sizes must multiply to "
            + x.size()
            + "; at most one may be -1, which is computed.");
  }

  /// The elements in row-major order as a vector.
  public static Array ravel(Array x) {
    return Lax.reshape(x, Shape.of(x.size()));
  }

  /// Permutes the axes: axis i of the result is axis `axes[i]` of x; without axes, reverses them. A
  /// view.
  ///
  /// @throws ShapeException if some but not all axes are given, or one twice
  public static Array transpose(Array x, int... axes) {
    if (axes.length == 0) {
      return Lax.transpose(x, Axes.range(x.rank()).map(i -> x.rank() - 1 - i));
    }
    return transpose(x, Axes.of(axes));
  }

  /// Permutes the axes: axis i of the result is axis `permutation.get(i)` of x.
  ///
  /// @throws ShapeException if not every axis is given once
  public static Array transpose(Array x, Axes permutation) {
    Axes axes = permutation.normalized("transpose", x.rank());
    if (axes.size() != x.rank()) {
      throw new ShapeException(
          "`transpose`: every axis of "
              + x.type()
              + " must be given once, got "
              + permutation
              + ". Give "
              + x.rank()
              + " axes, or none to reverse them.");
    }
    return Lax.transpose(x, axes);
  }

  /// The same as [#transpose(Array, int...)].
  public static Array permuteDims(Array x, int... axes) {
    return transpose(x, axes);
  }

  /// The transposes of the matrices in the last two axes.
  public static Array matrixTranspose(Array x) {
    requireMatrix("matrixTranspose", x);
    return swapaxes(x, -1, -2);
  }

  /// Exchanges two axes; a view.
  ///
  /// @throws ShapeException if x has no such axis
  public static Array swapaxes(Array x, int axis1, int axis2) {
    int a = Axes.normalize("swapaxes", axis1, x.rank());
    int b = Axes.normalize("swapaxes", axis2, x.rank());
    return Lax.transpose(x, Axes.range(x.rank()).map(i -> i == a ? b : i == b ? a : i));
  }

  /// Moves one axis to another position, the others keeping their order.
  public static Array moveaxis(Array x, int source, int destination) {
    return moveaxis(x, Axes.of(source), Axes.of(destination));
  }

  /// Moves axes to other positions, the others keeping their order.
  public static Array moveaxis(Array x, Axes source, Axes destination) {
    Axes from = source.normalized("moveaxis", x.rank());
    Axes to = destination.normalized("moveaxis", x.rank());
    if (from.size() != to.size()) {
      throw new ShapeException(
          "`moveaxis`: as many destinations as sources are needed, got "
              + source
              + " and "
              + destination
              + ".");
    }
    Axes rest = from.complement(x.rank());
    int[] order = new int[x.rank()];
    int next = 0;
    for (int i = 0; i < order.length; i++) {
      int position = to.indexOf(i);
      order[i] = position >= 0 ? from.get(position) : rest.get(next++);
    }
    return Lax.transpose(x, Axes.of(order));
  }

  /// Adds axes of size 1 at the given positions of the result; a view.
  ///
  /// @throws ShapeException if a position is given twice or lies outside of the result
  public static Array expandDims(Array x, int... axes) {
    return Lax.expandDims(x, Axes.of(axes));
  }

  /// Drops the given axes of size 1; without axes, all of them.
  ///
  /// @throws ShapeException if a given axis has another size
  public static Array squeeze(Array x, int... axes) {
    int[] dropped = axes;
    if (axes.length == 0) {
      dropped =
          Arrays.stream(Axes.range(x.rank()).toArray())
              .filter(i -> x.shape().get(i) == 1)
              .toArray();
    }
    for (int axis : dropped) {
      if (x.shape().get(Axes.normalize("squeeze", axis, x.rank())) != 1) {
        throw new ShapeException(
            "`squeeze`: only axes of size 1 can be dropped, but axis "
                + axis
                + " of "
                + x.type()
                + " has size "
                + x.shape().get(axis)
                + ". Index it, or `reshape`.");
      }
    }
    return Lax.squeeze(x, Axes.of(dropped));
  }

  /// Repeats to a shape with which that of x broadcasts; a view, which takes no memory.
  ///
  /// @throws ShapeException if a size of x is neither 1 nor that of the shape
  public static Array broadcastTo(Array x, long... sizes) {
    return broadcastTo(x, Shape.of(sizes));
  }

  /// Repeats to a shape with which that of x broadcasts.
  ///
  /// @throws ShapeException if an axis of x has neither size 1 nor the wanted one
  public static Array broadcastTo(Array x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    int added = shape.rank() - x.rank();
    boolean fits = added >= 0;
    for (int i = 0; fits && i < x.rank(); i++) {
      long n = x.shape().get(i);
      fits = n == 1 || n == shape.get(i + added);
    }
    if (!fits) {
      throw new ShapeException(
          "`broadcastTo`: "
              + x.type()
              + " does not broadcast to shape "
              + shape
              + ": every axis, counted from the last, must have size 1 or the wanted size.");
    }
    return Lax.broadcastInDim(x, shape, Axes.range(added, shape.rank()));
  }

  /// Repeats arrays to their common shape.
  public static List<Array> broadcastArrays(Array... arrays) {
    Shape shape = broadcastShapes(Arrays.stream(arrays).map(Array::shape).toArray(Shape[]::new));
    List<Array> results = new ArrayList<>(arrays.length);
    for (Array x : arrays) {
      results.add(broadcastTo(x, shape));
    }
    return List.copyOf(results);
  }

  /// The shape that some shapes broadcast to.
  ///
  /// @throws ShapeException if they do not
  public static Shape broadcastShapes(Shape... shapes) {
    ArrayType[] types = new ArrayType[shapes.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = new ArrayType(DType.FLOAT32, shapes[i]);
    }
    return Operands.broadcast("broadcastShapes", types);
  }

  /// The array with at least one axis.
  public static Array atleast1d(Array x) {
    return Operands.toRank(x, 1);
  }

  /// The array with at least two axes; a vector becomes a row.
  public static Array atleast2d(Array x) {
    return Operands.toRank(x, 2);
  }

  /// The array with at least three axes; a vector of n becomes (1, n, 1), a matrix (m, n, 1).
  public static Array atleast3d(Array x) {
    return switch (x.rank()) {
      case 0, 1 -> Lax.expandDims(atleast1d(x), Axes.of(0, 2));
      case 2 -> Lax.expandDims(x, Axes.of(2));
      default -> x;
    };
  }

  /// Reverses the order along the given axes; without axes, along all.
  public static Array flip(Array x, int... axes) {
    return Lax.rev(x, axes.length == 0 ? Axes.range(x.rank()) : Axes.of(axes));
  }

  /// Reverses the order along the second axis.
  public static Array fliplr(Array x) {
    requireMatrix("fliplr", x);
    return flip(x, 1);
  }

  /// Reverses the order along the first axis.
  public static Array flipud(Array x) {
    return flip(x, 0);
  }

  /// Turns by `k` quarters from the first axis towards the second.
  public static Array rot90(Array x, int k) {
    return rot90(x, k, 0, 1);
  }

  /// Turns by `k` quarters from `axis1` towards `axis2`.
  public static Array rot90(Array x, int k, int axis1, int axis2) {
    requireMatrix("rot90", x);
    return switch (Math.floorMod(k, 4)) {
      case 1 -> flip(swapaxes(x, axis1, axis2), axis1);
      case 2 -> flip(x, axis1, axis2);
      case 3 -> flip(swapaxes(x, axis1, axis2), axis2);
      default -> x;
    };
  }

  /// The elements with j − i = 0 in the first two axes, which a last axis replaces.
  public static Array diagonal(Array x) {
    return diagonal(x, 0, 0, 1);
  }

  /// The elements with j − i = offset in two axes, which a last axis replaces.
  public static Array diagonal(Array x, long offset, int axis1, int axis2) {
    requireMatrix("diagonal", x);
    Array last = moveaxis(x, Axes.of(axis1, axis2), Axes.of(-2, -1));
    int rank = x.rank();
    long rows = last.shape().get(-2);
    long columns = last.shape().get(-1);
    long firstRow = Math.max(0, -offset);
    long firstColumn = Math.max(0, offset);
    long n = Math.max(0, Math.min(rows - firstRow, columns - firstColumn));
    Shape head = last.shape().subshape(0, rank - 2);
    if (n == 0) {
      return Numpy.zeros(head.concat(Shape.of(0)), x.dtype());
    }
    // In a block of n rows of n + 1 elements the diagonal is the first column.
    Array box = Lax.sliceInDim(last, firstRow, firstRow + n, 1, rank - 2);
    box = Lax.sliceInDim(box, firstColumn, firstColumn + n, 1, rank - 1);
    Array flat = Lax.reshape(box, head.concat(Shape.of(n * n)));
    return Lax.sliceInDim(flat, 0, n * n, n + 1, rank - 2);
  }
}
