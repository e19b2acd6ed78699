package org.lanewise.vector.matmul;

import java.lang.ref.Reference;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.reduce.ColumnFold;
import org.lanewise.vector.reduce.Fold;
import org.lanewise.vector.reduce.RowFold;

/// Products of one row or one column: each element of the result is a fold, `lane = fma(a, b,
/// lane)`, in the order of `ReductionOrder`.
final class MatrixVector {
  /// Columns below which it pays to turn a matrix around.
  private static final int MANY_COLUMNS = 32;

  private MatrixVector() {}

  /// Computes stacked products.
  ///
  /// @param left [batch, m, k]
  /// @param right [batch, k, n], where m or n is 1
  /// @param product row-major [batch, m, n]
  static void multiply(DotSizes sizes, Strided left, Strided right, Strided product) {
    boolean turned = sizes.n() != 1;
    Strided matrix = turned ? transposed(right) : left;
    Strided vector = turned ? left : transposed(right);
    long rows = turned ? sizes.n() : sizes.m();
    if (TinyVector.fits(sizes)) {
      Strided lines = RowMajor.of(matrix);
      TinyVector.multiply(sizes.element(), lines, RowMajor.of(vector), product, (int) sizes.k());
      Reference.reachabilityFence(lines);
      return;
    }
    Fold fold = Fold.of(Fold.Op.DOT, sizes.element().dtype());
    if (isColumnMajor(matrix.layout(), rows)) {
      Strided columns = transposed(matrix);
      ColumnFold.run(fold, columns, repeated(transposed(vector), columns.shape()), product);
    } else {
      Strided lines = hasUnitStep(matrix.layout()) ? matrix : RowMajor.of(matrix);
      Strided line = hasUnitStep(vector.layout()) ? vector : RowMajor.of(vector);
      DotRows side = DotRows.of(sizes.element());
      if (side.fits(rows, sizes.k())) {
        side.multiply(lines, line, product);
      } else {
        RowFold.run(fold, lines, repeated(line, lines.shape()), product);
      }
    }
  }

  private static boolean hasUnitStep(Layout layout) {
    return layout.shape().get(2) == 1 || layout.stride(2) == 1;
  }

  private static boolean isColumnMajor(Layout matrix, long rows) {
    return rows >= MANY_COLUMNS && matrix.stride(1) == 1 && !hasUnitStep(matrix);
  }

  private static Strided transposed(Strided stack) {
    return stack.with(stack.layout().transpose(Axes.of(0, 2, 1)));
  }

  /// The vector of each stack, seen as a matrix that repeats it.
  private static Strided repeated(Strided vector, Shape shape) {
    return vector.with(vector.layout().broadcast(shape, Axes.range(3)));
  }
}
