package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.Operands.Pair;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] for arrays that sample a function or a process: sums and differences on a
/// grid, convolution, polynomials, covariance, histograms; and the places of triangles and
/// diagonals.
///
/// ```java
/// trapezoid(array(1f, 2f, 3f)); // → Array(4., dtype=float32)
/// convolve(array(1f, 2f, 3f), array(1f, 1f)); // → Array([1., 3., 5., 3.], dtype=float32)
/// ```
abstract sealed class NumpyGrids extends NumpySets permits Numpy {
  NumpyGrids() {}

  /// The integral along the last axis over unit steps, by trapezoids.
  public static Array trapezoid(Array y) {
    return trapezoid(y, 1);
  }

  /// The integral along the last axis over steps of one size: dx · Σ (yᵢ + yᵢ₊₁)/2.
  public static Array trapezoid(Array y, double dx) {
    Array samples = Operands.inexact(y);
    return Numpy.multiply(Numpy.sum(pairSums("trapezoid", samples), -1), 0.5 * dx);
  }

  /// The integral along the last axis: Σ (xᵢ₊₁ − xᵢ)(yᵢ + yᵢ₊₁)/2.
  ///
  /// @param x where y is sampled: a vector, or of a shape that broadcasts with y's
  public static Array trapezoid(Array y, Array x) {
    Pair p = Operands.inexact("trapezoid", y, x);
    Array steps = Numpy.diff(p.y());
    Array parts = Numpy.multiply(steps, pairSums("trapezoid", p.x()));
    return Numpy.multiply(Numpy.sum(parts, -1), 0.5);
  }

  private static Array pairSums(String operation, Array y) {
    int last = Axes.normalize(operation, -1, y.rank());
    long n = Math.max(1, y.shape().get(last));
    Array left = y.size() == 0 ? y : Lax.sliceInDim(y, 0, n - 1, 1, last);
    Array right = y.size() == 0 ? y : Lax.sliceInDim(y, 1, n, 1, last);
    return Lax.add(left, right);
  }

  /// The derivative along an axis of samples with unit steps; see [#gradient(Array, double, int)].
  public static Array gradient(Array x, int axis) {
    return gradient(x, 1, axis);
  }

  /// The derivative along an axis: central differences (xᵢ₊₁ − xᵢ₋₁)/2h, one-sided at the ends.
  ///
  /// @param step h, the distance of two samples
  /// @throws ShapeException if the axis has less than two samples
  public static Array gradient(Array x, double step, int axis) {
    Array f = Operands.inexact(x);
    int a = Axes.normalize("gradient", axis, f.rank());
    long n = f.shape().get(a);
    if (n < 2) {
      throw new ShapeException(
          "`gradient`: the axis needs two samples at least, but axis "
              + a
              + " of "
              + x.type()
              + " has size "
              + n
              + ". Sample more points.");
    }
    Array steps = Numpy.diff(f, 1, a);
    Array before = Lax.sliceInDim(steps, 0, n - 2, 1, a);
    Array after = Lax.sliceInDim(steps, 1, n - 1, 1, a);
    Array inner = Numpy.multiply(Lax.add(before, after), 0.5);
    Array first = Lax.sliceInDim(steps, 0, 1, 1, a);
    Array last = Lax.sliceInDim(steps, n - 2, n - 1, 1, a);
    return Numpy.divide(Lax.concatenate(List.of(first, inner, last), a), step);
  }

  /// The differences of consecutive elements of the flattened array.
  public static Array ediff1d(Array x) {
    return Numpy.diff(Numpy.ravel(x));
  }

  /// Which part of a convolution is wanted.
  public enum ConvolveMode {
    /// All n + m − 1 elements: wherever the operands overlap at all.
    FULL,
    /// As many as the longer operand has, from the middle.
    SAME,
    /// Where the operands overlap completely.
    VALID
  }

  /// The convolution of two vectors, all of it.
  public static Array convolve(Array x, Array y) {
    return convolve(x, y, ConvolveMode.FULL);
  }

  /// The convolution of two vectors, in floating types: element k is Σᵢ x(i) · y(k − i).
  ///
  /// @throws ShapeException if one is no vector, or empty
  public static Array convolve(Array x, Array y, ConvolveMode mode) {
    return convolved("convolve", x, y, mode);
  }

  /// The correlation of two vectors where they overlap completely.
  public static Array correlate(Array x, Array y) {
    return correlate(x, y, ConvolveMode.VALID);
  }

  /// The correlation of two vectors, in floating types: x convolved with y reversed.
  ///
  /// @throws ShapeException if one is no vector, or empty
  public static Array correlate(Array x, Array y, ConvolveMode mode) {
    return convolved("correlate", x, y.rank() == 1 ? Numpy.flip(y) : y, mode);
  }

  private static Array convolved(String operation, Array x, Array y, ConvolveMode mode) {
    if (x.rank() != 1 || y.rank() != 1 || x.size() == 0 || y.size() == 0) {
      throw new ShapeException(
          "`"
              + operation
              + "`: the operands must be vectors that are not empty, got "
              + x.type()
              + " and "
              + y.type()
              + ". Flatten them with `ravel`.");
    }
    List<Array> p = Operands.promoteTypes(List.of(Operands.inexact(x), Operands.inexact(y)));
    boolean longer = x.size() >= y.size();
    Array series = p.get(longer ? 0 : 1);
    Array window = p.get(longer ? 1 : 0);
    int m = Math.toIntExact(window.size());
    // a correlation with a longer operand is that with the shorter one, reversed
    boolean reversed = !longer && operation.equals("correlate");
    int before =
        switch (mode) {
          case FULL -> m - 1;
          case SAME -> reversed ? m - m / 2 - 1 : m / 2;
          case VALID -> 0;
        };
    int after = mode == ConvolveMode.SAME ? m - 1 - before : before;
    Array padded = Numpy.pad(series, new int[][] {{before, after}}, 0);
    long count = padded.size() - m + 1;
    Array starts = Lax.reshape(Lax.iota(DType.INT32, count), Shape.of(count, 1));
    Array places = Numpy.add(starts, Lax.iota(DType.INT32, m));
    return Numpy.matmul(Numpy.take(padded, places), Numpy.flip(window));
  }

  /// The value of a polynomial, by Horner's scheme: p₀ xⁿ⁻¹ + p₁ xⁿ⁻² + … + pₙ₋₁.
  ///
  /// @param p the coefficients, the highest power first
  /// @throws ShapeException if `p` is no vector
  public static Array polyval(Array p, Array x) {
    if (p.rank() != 1) {
      throw new ShapeException(
          "`polyval`: the coefficients must be a vector, got " + p.type() + ".");
    }
    List<Array> typed = Operands.promoteTypes(List.of(p, x));
    Array value = Numpy.zerosLike(typed.get(1));
    for (long i = 0; i < p.size(); i++) {
      value = Lax.add(Lax.mul(value, typed.get(1)), typed.get(0).get(i));
    }
    return value;
  }

  /// The covariances of variables, each a row of samples; of one variable the variance.
  public static Array cov(Array x) {
    return cov(x, 1);
  }

  /// The covariances of variables, each a row of samples: Σ (xᵢ − x̄)(yᵢ − ȳ) / (n − ddof).
  ///
  /// @param x of shape (variables, samples), or a vector, one variable's samples
  /// @throws ShapeException if there are more axes
  public static Array cov(Array x, double ddof) {
    if (x.rank() > 2) {
      throw new ShapeException(
          "`cov`: variables are the rows of a matrix, got "
              + x.type()
              + ". Reshape it to (variables, samples).");
    }
    Array rows = Numpy.atleast2d(Operands.inexact(x));
    Array centred = Numpy.subtract(rows, Numpy.mean(rows, Axes.of(1), true));
    Array products = Numpy.matmul(centred, Numpy.matrixTranspose(centred));
    return Numpy.squeeze(Numpy.divide(products, rows.shape().get(1) - ddof));
  }

  /// The correlation coefficients of variables, each a row of samples: cov(x, y) / (σₓ σᵧ).
  public static Array corrcoef(Array x) {
    Array c = cov(x);
    if (c.rank() == 0) {
      return Numpy.divide(c, c);
    }
    Array deviation = Numpy.sqrt(Numpy.diagonal(c));
    Array scaled = Numpy.divide(c, Numpy.expandDims(deviation, 1));
    return Numpy.clip(Numpy.divide(scaled, deviation), -1, 1);
  }

  /// How many elements fall between edges.
  ///
  /// @param counts i32, shape (bins,)
  /// @param edges shape (bins + 1,); a bin holds its left edge, the last one its right one, too
  public record Histogram(Array counts, Array edges) {}

  /// Counts elements in bins of equal width from the smallest element to the largest.
  public static Histogram histogram(Array x, int bins) {
    Array f = Operands.inexact(Numpy.ravel(x));
    if (f.size() == 0) {
      return histogram(f, Numpy.linspace(0, 1, bins + 1));
    }
    Array low = Numpy.min(f);
    Array high = Numpy.max(f);
    Array widening = Numpy.where(Numpy.equal(low, high), 0.5, 0.0).astype(f.dtype());
    Array from = Lax.sub(low, widening);
    return histogram(f, Numpy.linspace(from, Lax.add(high, widening), bins + 1));
  }

  /// Counts elements between given edges; others are not counted.
  ///
  /// @param edges a vector in ascending order, two or more
  /// @throws ShapeException if there are fewer
  public static Histogram histogram(Array x, Array edges) {
    if (edges.rank() != 1 || edges.size() < 2) {
      throw new ShapeException(
          "`histogram`: the edges must be a vector of two or more, got " + edges.type() + ".");
    }
    long bins = edges.size() - 1;
    Array flat = Numpy.ravel(x);
    Array right = Numpy.searchsorted(edges, flat, true);
    Array last = Lax.iota(DType.INT32, 1);
    Array atEnd = Numpy.equal(flat, edges.get(bins));
    Array bin = Numpy.where(atEnd, Numpy.add(last, bins), right);
    // bin 0 and bin `bins + 1` are what lies outside
    Array counts = Numpy.bincount(bin, bins + 2);
    return new Histogram(Lax.sliceInDim(counts, 1, bins + 1, 1, 0), edges);
  }

  /// The rows and the columns of the lower triangle of an n × n matrix, up to diagonal k.
  public static List<Array> trilIndices(long n, long k) {
    return places(() -> Numpy.tri(n, n, k));
  }

  /// The rows and the columns of the upper triangle of an n × n matrix, from diagonal k on.
  public static List<Array> triuIndices(long n, long k) {
    return places(() -> Numpy.logicalNot(Numpy.tri(n, n, k - 1)));
  }

  /// Eagerly also while a transformation is at work: sizes are Java numbers.
  private static List<Array> places(Supplier<Array> mask) {
    return CurrentInterpreter.with(EvalInterpreter.INSTANCE, () -> Numpy.nonzero(mask.get()));
  }

  /// The places of the main diagonal of an array with `rank` axes of size n.
  public static List<Array> diagIndices(long n, int rank) {
    List<Array> places = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      places.add(Lax.iota(DType.INT32, n));
    }
    return List.copyOf(places);
  }

  /// The array with other elements on its main diagonal.
  ///
  /// @param value a scalar, or a vector of the diagonal's size
  /// @throws ShapeException if x is no matrix
  public static Array fillDiagonal(Array x, Array value) {
    if (x.rank() != 2) {
      throw new ShapeException("`fillDiagonal`: the array must be a matrix, got " + x.type() + ".");
    }
    Array places = Lax.iota(DType.INT32, Math.min(x.shape().get(0), x.shape().get(1)));
    return x.at(Index.of(places), Index.of(places)).set(value);
  }

  /// Writes at the given indices along one axis, as [#takeAlongAxis] reads; a new array. Of several
  /// values for one place the last stays.
  ///
  /// @throws ShapeException if the ranks differ
  public static Array putAlongAxis(Array x, Array indices, Array values, int axis) {
    requireIntegers("putAlongAxis", indices);
    int a = Axes.normalize("putAlongAxis", axis, x.rank());
    if (indices.rank() != x.rank()) {
      throw new ShapeException(
          "`putAlongAxis`: array and indices must have one rank, got "
              + x.type()
              + " and "
              + indices.type()
              + ". Add axes with `expandDims`.");
    }
    Index[] places = new Index[x.rank()];
    for (int i = 0; i < places.length; i++) {
      Array along = Lax.iota(DType.INT32, x.shape().get(i));
      Shape shape = Shape.ones(x.rank()).with(i, x.shape().get(i));
      places[i] = Index.of(i == a ? indices : Lax.reshape(along, shape));
    }
    return x.at(places).set(values);
  }

  /// The products of matrices and vectors in the last axes: (…, n, m) and (…, m) give (…, n).
  public static Array matvec(Array x, Array y) {
    return Numpy.squeeze(Numpy.matmul(x, Numpy.expandDims(y, -1)), -1);
  }

  /// The products of vectors and matrices in the last axes: (…, n) and (…, n, m) give (…, m).
  public static Array vecmat(Array x, Array y) {
    return Numpy.squeeze(Numpy.matmul(Numpy.expandDims(x, -2), y), -2);
  }
}
