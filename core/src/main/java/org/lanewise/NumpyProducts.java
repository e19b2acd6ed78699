package org.lanewise;

import java.util.List;
import org.lanewise.Operands.Pair;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The part of [Numpy] that multiplies vectors and matrices. Operands promote to one type, which is
/// that of the result; f16 and bf16 accumulate in f32.
///
/// ```java
/// matmul(ones(5, 2, 3), ones(3, 4)).shape(); // → (5, 2, 4)
/// outer(array(1, 2), array(3, 4)); // → Array([[3, 4], [6, 8]], dtype=int32)
/// einsum("ij,j->i", eye(2), array(3f, 4f)); // → Array([3., 4.], dtype=float32)
/// ```
abstract sealed class NumpyProducts extends NumpyStatistics permits NumpyTaking {
  NumpyProducts() {}

  /// The dot product: with a scalar, the product; otherwise the sum over the last axis of x and the
  /// last but one of y (the only one of a vector). The result has the other axes of x, then of y.
  ///
  /// @throws ShapeException if the sizes of the two axes differ
  public static Array dot(Array x, Array y) {
    if (x.rank() == 0 || y.rank() == 0) {
      return Numpy.multiply(x, y);
    }
    Pair p = promoted(x, y);
    return contract("dot", p, Axes.of(x.rank() - 1), Axes.of(Math.max(0, y.rank() - 2)));
  }

  private static Pair promoted(Array x, Array y) {
    List<Array> converted = Operands.promoteTypes(List.of(x, y));
    return new Pair(converted.get(0), converted.get(1));
  }

  private static Array contract(String operation, Pair p, Axes xAxes, Axes yAxes) {
    checkSizes(operation, p, xAxes, yAxes);
    return Products.dotGeneral(p.x(), p.y(), xAxes, yAxes, Axes.none(), Axes.none());
  }

  private static void checkSizes(String operation, Pair p, Axes xAxes, Axes yAxes) {
    for (int i = 0; i < xAxes.size(); i++) {
      long m = p.x().shape().get(xAxes.get(i));
      long n = p.y().shape().get(yAxes.get(i));
      if (m != n) {
        throw new ShapeException(
            "`"
                + operation
                + "`: contracted axes must have equal sizes, but axis "
                + xAxes.get(i)
                + " of "
                + p.x().type()
                + " has size "
                + m
                + " and axis "
                + yAxes.get(i)
                + " of "
                + p.y().type()
                + " has size "
                + n
                + ". Transpose or reshape one of them.");
      }
    }
  }

  /// The dot product with a result of the given type; see [#dot(Array, Array)]. A wider type of the
  /// operands' kind is that of the sums, too; floating sums of integers convert the operands first.
  public static Array dot(Array x, Array y, DType dtype) {
    Pair p = promoted(x, y);
    DType computed = p.x().dtype();
    if (x.rank() == 0 || y.rank() == 0) {
      return Numpy.multiply(x, y).astype(dtype);
    } else if (computed.isFloating() != dtype.isFloating()) {
      return dot(x.astype(dtype), y.astype(dtype));
    } else if (dtype.byteSize() < computed.byteSize()) {
      return dot(x, y).astype(dtype);
    }
    Axes xInner = Axes.of(x.rank() - 1);
    Axes yInner = Axes.of(Math.max(0, y.rank() - 2));
    checkSizes("dot", p, xInner, yInner);
    return Lax.dotGeneral(
        p.x(), p.y(), new DotGeneral(xInner, yInner, Axes.none(), Axes.none(), dtype));
  }

  /// The product of the matrices in the last two axes; the leading axes broadcast. A vector on the
  /// left is a row, on the right a column, and its axis of size 1 is dropped from the result.
  ///
  /// @throws ShapeException if an operand is 0-d, or the sizes do not fit
  public static Array matmul(Array x, Array y) {
    if (x.rank() == 0 || y.rank() == 0) {
      throw new ShapeException(
          "`matmul`: both operands must have at least 1 axis, got "
              + x.type()
              + " and "
              + y.type()
              + ". Use `multiply` for scalars.");
    }
    Pair p = promoted(x, y);
    Axes xInner = Axes.of(x.rank() - 1);
    Axes yInner = Axes.of(Math.max(0, y.rank() - 2));
    if (x.rank() <= 2 && y.rank() <= 2) {
      return contract("matmul", p, xInner, yInner);
    }
    return BatchedMatmul.matmul(p.x(), p.y());
  }

  /// The sum over the last axes of both; with a scalar, the product.
  ///
  /// @throws ShapeException if the sizes of the last axes differ
  public static Array inner(Array x, Array y) {
    if (x.rank() == 0 || y.rank() == 0) {
      return Numpy.multiply(x, y);
    }
    Pair p = promoted(x, y);
    return contract("inner", p, Axes.of(x.rank() - 1), Axes.of(y.rank() - 1));
  }

  /// The products of every element of x, flattened, with every element of y, flattened.
  public static Array outer(Array x, Array y) {
    Pair p = promoted(x, y);
    Array column = Lax.expandDims(Numpy.ravel(p.x()), Axes.of(1));
    return Numpy.multiply(column, Lax.expandDims(Numpy.ravel(p.y()), Axes.of(0)));
  }

  /// The dot product of both operands, flattened.
  ///
  /// @throws ShapeException if the numbers of elements differ
  public static Array vdot(Array x, Array y) {
    return dot(Numpy.ravel(x), Numpy.ravel(y));
  }

  /// The dot products of the vectors along the last axes; the leading axes broadcast.
  public static Array vecdot(Array x, Array y) {
    Array row = Lax.expandDims(x, Axes.of(x.rank() - 1));
    Array column = Lax.expandDims(y, Axes.of(y.rank()));
    return Numpy.squeeze(matmul(row, column), -1, -2);
  }

  /// Sums over the last `axes` axes of x and the first `axes` of y.
  ///
  /// @throws ShapeException if there are fewer axes, or their sizes differ
  public static Array tensordot(Array x, Array y, int axes) {
    if (axes < 0 || axes > x.rank() || axes > y.rank()) {
      throw new ShapeException(
          "`tensordot`: cannot contract "
              + axes
              + " axes of "
              + x.type()
              + " and "
              + y.type()
              + ". Give a number up to the smaller rank.");
    }
    return tensordot(x, y, Axes.range(x.rank() - axes, x.rank()), Axes.range(axes));
  }

  /// Sums over the given axes of x and, in this order, of y; the result has the other axes of x,
  /// then of y.
  ///
  /// @throws ShapeException if the numbers of axes or their sizes differ
  public static Array tensordot(Array x, Array y, Axes xAxes, Axes yAxes) {
    Axes a = xAxes.normalized("tensordot", x.rank());
    Axes b = yAxes.normalized("tensordot", y.rank());
    if (a.size() != b.size()) {
      throw new ShapeException(
          "`tensordot`: as many axes of both operands are needed, got "
              + xAxes
              + " and "
              + yAxes
              + ".");
    }
    return contract("tensordot", promoted(x, y), a, b);
  }

  /// Einstein's summation: for every assignment of indices to the letters, multiplies the elements
  /// of the operands, and sums over the letters that are not in the output.
  ///
  /// `"ij,jk->ik"` is the product of matrices, `"ii"` the trace, `"ij->ji"` the transpose,
  /// `"...ij,...jk->...ik"` a product over broadcast leading axes. Without `->` the output has the
  /// letters that stand once, in alphabetical order. Axes of size 1 broadcast. More than two
  /// operands are contracted from left to right, each letter summed as soon as no later operand has
  /// it; a letter that only one operand has is summed before its product.
  ///
  /// @param subscripts letters for the axes of each operand
  /// @throws ShapeException if letters do not fit the operands' axes
  public static Array einsum(String subscripts, Array... operands) {
    return Einsum.einsum(subscripts, List.of(operands));
  }

  /// The Kronecker product: the blocks xᵢⱼ·y.
  public static Array kron(Array x, Array y) {
    int rank = Math.max(x.rank(), y.rank());
    Pair p = promoted(x, y);
    Array a = Operands.toRank(p.x(), rank);
    Array b = Operands.toRank(p.y(), rank);
    int[] odd = new int[rank];
    int[] even = new int[rank];
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      even[i] = 2 * i;
      odd[i] = 2 * i + 1;
      sizes[i] = a.shape().get(i) * b.shape().get(i);
    }
    Array blocks =
        Numpy.multiply(Lax.expandDims(a, Axes.of(odd)), Lax.expandDims(b, Axes.of(even)));
    return Lax.reshape(blocks, Shape.of(sizes));
  }

  /// The cross product of the vectors along the last axes; the leading axes broadcast. Vectors of 2
  /// lie in the plane: of two such, the third component alone.
  ///
  /// @throws ShapeException if the last axes are not of size 2 or 3
  public static Array cross(Array x, Array y) {
    long m = x.rank() == 0 ? 0 : x.shape().get(-1);
    long n = y.rank() == 0 ? 0 : y.shape().get(-1);
    if (m < 2 || m > 3 || n < 2 || n > 3) {
      throw new ShapeException(
          "`cross`: the last axes must have size 2 or 3, got "
              + x.type()
              + " and "
              + y.type()
              + ".");
    }
    if (m == 2 && n == 2) {
      Array left = Numpy.multiply(component(x, 0), component(y, 1));
      return Numpy.subtract(left, Numpy.multiply(component(x, 1), component(y, 0)));
    }
    Array a = inSpace(x);
    Array b = inSpace(y);
    Array left = Numpy.multiply(Numpy.roll(a, -1, -1), Numpy.roll(b, -2, -1));
    return Numpy.subtract(left, Numpy.multiply(Numpy.roll(a, -2, -1), Numpy.roll(b, -1, -1)));
  }

  private static Array component(Array x, long i) {
    return Numpy.squeeze(Lax.sliceInDim(x, i, i + 1, 1, -1), -1);
  }

  /// Vectors of 2 with a third component of 0.
  private static Array inSpace(Array x) {
    if (x.shape().get(-1) == 3) {
      return x;
    }
    int[][] widths = new int[x.rank()][2];
    widths[x.rank() - 1][1] = 1;
    return Numpy.pad(x, widths, NumpyPadding.PadMode.CONSTANT);
  }

  /// The sum of the main diagonal of the first two axes.
  public static Array trace(Array x) {
    return trace(x, 0, 0, 1);
  }

  /// The sum of the diagonal j − i = offset of two axes.
  public static Array trace(Array x, long offset, int axis1, int axis2) {
    requireMatrix("trace", x);
    Array last = Numpy.moveaxis(x, Axes.of(axis1, axis2), Axes.of(-2, -1));
    int rank = x.rank();
    Array mask = diagonalMask(last.shape().subshape(rank - 2, rank), offset);
    return Numpy.sum(Numpy.where(mask, last, Numpy.zerosLike(last)), -2, -1);
  }

  /// The Euclidean norm √Σx² of all elements, floating.
  public static Array norm(Array x) {
    return norm(x, Axes.range(x.rank()), false);
  }

  /// The Euclidean norm √Σx² along axes, floating.
  public static Array norm(Array x, Axes axes, boolean keepdims) {
    Array v = Operands.inexact(x);
    return Lax.sqrt(Numpy.sum(Lax.mul(v, v), axes, keepdims));
  }

  /// The norm (Σ|x|ᵖ)^(1/p) along one axis, floating; the largest |x| for p = ∞, the smallest for
  /// −∞, the number of non-zeros for p = 0.
  public static Array norm(Array x, double p, int axis, boolean keepdims) {
    Array size = Lax.abs(Operands.inexact(x));
    Axes along = Axes.of(axis);
    if (p == 2) {
      return norm(x, along, keepdims);
    } else if (p == Double.POSITIVE_INFINITY) {
      return Numpy.max(size, along, keepdims);
    } else if (p == Double.NEGATIVE_INFINITY) {
      return Numpy.min(size, along, keepdims);
    } else if (p == 0) {
      DType dtype = size.dtype();
      return Lax.convertElementType(Numpy.countNonzero(size, along, keepdims), dtype);
    } else if (p == 1) {
      return Numpy.sum(size, along, keepdims);
    }
    Array sum = Numpy.sum(Numpy.power(size, p), along, keepdims);
    return Numpy.power(sum, 1 / p);
  }
}
