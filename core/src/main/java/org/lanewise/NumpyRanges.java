package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that makes arrays by a rule: ranges, grids, diagonals and triangles.
///
/// ```java
/// linspace(0, 1, 5); // → Array([0.  , 0.25, 0.5 , 0.75, 1.  ], dtype=float32)
/// arange(2, 10, 3); // → Array([2, 5, 8], dtype=int32)
/// tril(ones(2, 2)); // → Array([[1., 0.], [1., 1.]], dtype=float32)
/// ```
abstract sealed class NumpyRanges extends NumpyFloats permits NumpyShaping {
  NumpyRanges() {}

  /// The integers 0, 1, …, stop − 1 of i32.
  public static Array arange(long stop) {
    return arange(0, stop, 1);
  }

  /// The integers from `start` up to `stop` (exclusive) of i32.
  public static Array arange(long start, long stop) {
    return arange(start, stop, 1);
  }

  /// The integers start, start + step, … before `stop` of i32.
  ///
  /// @throws IllegalArgumentException if `step` is 0
  public static Array arange(long start, long stop, long step) {
    return arange(start, stop, step, DType.INT32);
  }

  /// The numbers start, start + step, … before `stop` of a type.
  ///
  /// @throws IllegalArgumentException if `step` is 0
  public static Array arange(long start, long stop, long step, DType dtype) {
    checkStep((double) step);
    long count = Math.max(0, Math.ceilDiv(Math.subtractExact(stop, start), step));
    Array steps = Lax.iota(dtype, count);
    if (step != 1) {
      steps = Lax.mul(steps, Lax.scalar(dtype, step));
    }
    return start == 0 ? steps : Lax.add(steps, Lax.scalar(dtype, start));
  }

  /// The numbers 0, 1, … before `stop` of f32.
  public static Array arange(double stop) {
    return arange(0, stop, 1);
  }

  /// The numbers start, start + 1, … before `stop` of f32.
  public static Array arange(double start, double stop) {
    return arange(start, stop, 1);
  }

  /// The numbers start + i·step before `stop` of f32: ⌈(stop − start)/step⌉ of them.
  ///
  /// @throws IllegalArgumentException if `step` is 0
  public static Array arange(double start, double stop, double step) {
    return arange(start, stop, step, DType.FLOAT32);
  }

  /// The numbers start + i·step before `stop` of a floating type, each computed in f64 and rounded
  /// once.
  ///
  /// @throws IllegalArgumentException if `step` is 0
  public static Array arange(double start, double stop, double step, DType dtype) {
    checkStep(step);
    long count = (long) Math.max(0, Math.ceil((stop - start) / step));
    Array steps = Lax.iota(DType.FLOAT64, count);
    if (step != 1) {
      steps = Lax.mul(steps, Lax.scalar(DType.FLOAT64, step));
    }
    if (start != 0) {
      steps = Lax.add(steps, Lax.scalar(DType.FLOAT64, start));
    }
    return Lax.convertElementType(steps, dtype);
  }

  private static void checkStep(double step) {
    if (step == 0 || Double.isNaN(step)) {
      throw new IllegalArgumentException(
          "`arange`: the step must be a number other than 0, got " + step + ".");
    }
  }

  /// `num` numbers of f32 from `start` to `stop` at equal distances, both included.
  public static Array linspace(double start, double stop, long num) {
    return linspace(start, stop, num, true, DType.FLOAT32);
  }

  /// `num` numbers of a type from `start` to `stop` at equal distances: (1 − t)·start + t·stop for
  /// t = i/(num − 1), or i/num if the end point is left out.
  public static Array linspace(double start, double stop, long num, boolean endpoint, DType dtype) {
    DType computed = Operands.inexact(dtype);
    return linspace(
        Operands.constant(computed, start),
        Operands.constant(computed, stop),
        num,
        endpoint,
        dtype);
  }

  /// `num` numbers from `start` to `stop` at equal distances, both included; the new axis is the
  /// first.
  public static Array linspace(Array start, Array stop, long num) {
    Operands.Pair ends = Operands.inexact("linspace", start, stop);
    return linspace(ends.x(), ends.y(), num, true, ends.x().dtype());
  }

  private static Array linspace(Array start, Array stop, long num, boolean endpoint, DType dtype) {
    if (num < 0) {
      throw new ShapeException(
          "`linspace`: the number of points must not be negative, got " + num + ".");
    }
    Operands.Pair ends = Operands.inexact("linspace", start, stop);
    Shape common = Operands.broadcast("linspace", ends.x().type(), ends.y().type());
    Array from = Lax.expandDims(Numpy.broadcastTo(ends.x(), common), Axes.of(0));
    Array to = Lax.expandDims(Numpy.broadcastTo(ends.y(), common), Axes.of(0));
    DType computed = from.dtype();
    long div = endpoint ? num - 1 : num;
    Array points;
    if (num == 0) {
      points = Numpy.zeros(Shape.of(0).concat(common), computed);
    } else if (num == 1) {
      points = from;
    } else {
      points = interior(from, to, div, endpoint ? num - 1 : num);
      points = endpoint ? Lax.concatenate(List.of(points, to), 0) : points;
    }
    return Lax.convertElementType(dtype.isInteger() ? Lax.floor(points) : points, dtype);
  }

  /// from·(1 − t) + to·t for t = i/div along the first axis.
  private static Array interior(Array from, Array to, long div, long count) {
    DType dtype = from.dtype();
    Array steps = Lax.div(Lax.iota(dtype, count), Lax.scalar(dtype, div));
    Array t =
        Lax.broadcastInDim(steps, Shape.of(count).concat(Shape.ones(from.rank() - 1)), Axes.of(0));
    Array left = Lax.mul(from, Lax.sub(Lax.scalar(dtype, 1), t));
    return Lax.add(left, Lax.mul(to, t));
  }

  /// `num` numbers of f32 from 10^start to 10^stop with equal ratios.
  public static Array logspace(double start, double stop, long num) {
    return logspace(start, stop, num, 10);
  }

  /// `num` numbers of f32 from base^start to base^stop with equal ratios.
  public static Array logspace(double start, double stop, long num, double base) {
    return Lax.pow(Lax.scalar(DType.FLOAT32, base), linspace(start, stop, num));
  }

  /// `num` numbers of f32 from `start` to `stop` with equal ratios; both of one sign and not 0.
  ///
  /// @throws IllegalArgumentException if the ends are 0 or of different signs
  public static Array geomspace(double start, double stop, long num) {
    if (start * stop <= 0) {
      throw new IllegalArgumentException(
          "`geomspace`: both ends must be positive or both negative, got "
              + start
              + " and "
              + stop
              + ".");
    }
    double sign = Math.signum(start);
    double from = StrictMath.log10(Math.abs(start));
    double to = StrictMath.log10(Math.abs(stop));
    Array powers = Lax.mul(logspace(from, to, num), Lax.scalar(DType.FLOAT32, sign));
    if (num < 2) {
      return num == 0 ? powers : Numpy.array(new float[] {(float) start});
    }
    // The ends are exact; only what lies between is computed.
    Array inner = Lax.sliceInDim(powers, 1, num - 1, 1, 0);
    Array first = Numpy.array(new float[] {(float) start});
    Array last = Numpy.array(new float[] {(float) stop});
    return Lax.concatenate(List.of(first, inner, last), 0);
  }

  /// The n × n identity matrix of f32.
  public static Array identity(long n) {
    return eye(n, n, 0, DType.FLOAT32);
  }

  /// The n × n identity matrix of f32.
  public static Array eye(long n) {
    return eye(n, n, 0, DType.FLOAT32);
  }

  /// The n × n identity matrix of a type.
  public static Array eye(long n, DType dtype) {
    return eye(n, n, 0, dtype);
  }

  /// The n × m matrix with ones on the diagonal j − i = k.
  public static Array eye(long n, long m, long k, DType dtype) {
    return Lax.convertElementType(diagonalMask(Shape.of(n, m), k), dtype);
  }

  /// Where column − row = k in the last two axes.
  static Array diagonalMask(Shape shape, long k) {
    int rank = shape.rank();
    Array rows = Lax.iota(DType.INT32, shape, rank - 2);
    Array columns = Lax.iota(DType.INT32, shape, rank - 1);
    return Lax.eq(Lax.add(rows, Lax.scalar(DType.INT32, k)), columns);
  }

  /// The n × m matrix of f32 with ones at and below the diagonal j − i = k.
  public static Array tri(long n, long m, long k) {
    return Lax.convertElementType(lowerMask(Shape.of(n, m), k), DType.FLOAT32);
  }

  private static Array lowerMask(Shape shape, long k) {
    Array rows = Lax.iota(DType.INT32, shape, 0);
    Array shifted = Lax.add(rows, Lax.scalar(DType.INT32, k));
    return Lax.ge(shifted, Lax.iota(DType.INT32, shape, 1));
  }

  /// The matrices in the last two axes with zeros above the main diagonal.
  public static Array tril(Array x) {
    return tril(x, 0);
  }

  /// The matrices in the last two axes with zeros above the diagonal j − i = k.
  public static Array tril(Array x, long k) {
    requireMatrix("tril", x);
    Array mask = lowerMask(x.shape().subshape(x.rank() - 2, x.rank()), k);
    return Numpy.where(mask, x, Numpy.zerosLike(x));
  }

  /// The matrices in the last two axes with zeros below the main diagonal.
  public static Array triu(Array x) {
    return triu(x, 0);
  }

  /// The matrices in the last two axes with zeros below the diagonal j − i = k.
  public static Array triu(Array x, long k) {
    requireMatrix("triu", x);
    Array mask = lowerMask(x.shape().subshape(x.rank() - 2, x.rank()), k - 1);
    return Numpy.where(mask, Numpy.zerosLike(x), x);
  }

  static void requireMatrix(String operation, Array x) {
    if (x.rank() < 2) {
      throw new ShapeException(
          "`"
              + operation
              + "`: the array must have at least 2 axes, got "
              + x.type()
              + ". Add axes with `expandDims` or `reshape`.");
    }
  }

  /// Of a vector, the matrix with it on the main diagonal; of a matrix, its main diagonal.
  public static Array diag(Array x) {
    return diag(x, 0);
  }

  /// Of a vector, the matrix with it on the diagonal j − i = k; of a matrix, that diagonal.
  public static Array diag(Array x, long k) {
    if (x.rank() == 2) {
      return Numpy.diagonal(x, k, 0, 1);
    }
    if (x.rank() != 1) {
      throw new ShapeException(
          "`diag`: the array must have 1 or 2 axes, got "
              + x.type()
              + ". Use `diagonal` for matrices in more axes.");
    }
    long n = x.size() + Math.abs(k);
    Array padded = Numpy.padConstant(x, Math.max(0, k), Math.max(0, -k));
    Array mask = diagonalMask(Shape.of(n, n), k);
    Array matrix = Numpy.where(mask, Lax.expandDims(padded, Axes.of(0)), Operands.like(x, 0));
    return matrix;
  }

  /// The matrix with the elements of an array, flattened, on its main diagonal.
  public static Array diagflat(Array x) {
    return diag(Numpy.ravel(x), 0);
  }

  /// Coordinate matrices of coordinate vectors with `"xy"` indexing: the first two axes exchanged.
  public static List<Array> meshgrid(Array... coordinates) {
    return meshgrid(List.of(coordinates), "xy", false);
  }

  /// Coordinate matrices of coordinate vectors.
  ///
  /// @param indexing `"ij"` (axis i belongs to vector i) or `"xy"` (the first two exchanged)
  /// @param sparse whether to leave the other axes at size 1
  public static List<Array> meshgrid(List<Array> coordinates, String indexing, boolean sparse) {
    if (!indexing.equals("xy") && !indexing.equals("ij")) {
      throw new IllegalArgumentException(
          "`meshgrid`: indexing must be \"xy\" or \"ij\", got \"" + indexing + "\".");
    }
    int rank = coordinates.size();
    boolean exchanged = indexing.equals("xy") && rank >= 2;
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      if (coordinates.get(i).rank() > 1) {
        throw new ShapeException(
            "`meshgrid`: operand "
                + i
                + " must be a vector, got "
                + coordinates.get(i).type()
                + ". Flatten it with `ravel`.");
      }
      sizes[axis(i, exchanged)] = coordinates.get(i).size();
    }
    List<Array> grids = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      int axis = axis(i, exchanged);
      Shape thin = Shape.ones(rank).with(axis, sizes[axis]);
      Array vector = Lax.reshape(coordinates.get(i), thin);
      grids.add(sparse ? vector : Numpy.broadcastTo(vector, Shape.of(sizes)));
    }
    return List.copyOf(grids);
  }

  private static int axis(int operand, boolean exchanged) {
    return exchanged && operand < 2 ? 1 - operand : operand;
  }

  /// The Vandermonde matrix of a vector with columns xⁿ⁻¹, …, x, 1; or 1, x, … if `increasing`.
  public static Array vander(Array x, long n, boolean increasing) {
    if (x.rank() != 1) {
      throw new ShapeException("`vander`: the operand must be a vector, got " + x.type() + ".");
    }
    Array exponents = Lax.iota(DType.INT32, n);
    Array powers = increasing ? exponents : Lax.sub(Lax.scalar(DType.INT32, n - 1), exponents);
    return Numpy.power(Lax.expandDims(x, Axes.of(1)), Lax.expandDims(powers, Axes.of(0)));
  }

  /// The grid of indices of a shape: element (d, i₀, i₁, …) is i_d, i32.
  public static Array indices(long... sizes) {
    Shape shape = Shape.of(sizes);
    List<Array> grids = new ArrayList<>();
    for (int axis = 0; axis < sizes.length; axis++) {
      grids.add(Lax.iota(DType.INT32, shape, axis));
    }
    if (grids.isEmpty()) {
      throw new DTypeException("`indices`: give at least one size.");
    }
    return Numpy.stack(grids, 0);
  }
}
