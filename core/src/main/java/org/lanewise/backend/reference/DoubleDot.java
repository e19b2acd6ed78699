package org.lanewise.backend.reference;

import org.lanewise.backend.DotOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;

/// Batched products of matrices in f64, in the order of [DotOrder].
final class DoubleDot {
  private static final int DEPTH = DotOrder.kBlock(DType.FLOAT64);

  private DoubleDot() {}

  /// @param left (batch, m, k)
  /// @param right (batch, n, k)
  /// @param result (batch, m, n)
  static void run(Strided left, Strided right, Strided result) {
    long m = left.shape().get(1);
    long n = right.shape().get(1);
    if (DotOrder.usesLanes(m, n)) {
      lanes(left, right, result);
    } else {
      blocks(left, right, result);
    }
  }

  /// The product in blocks of k, whatever m and n are.
  static void blocks(Strided left, Strided right, Strided result) {
    long m = left.shape().get(1);
    long n = right.shape().get(1);
    for (long batch = 0; batch < result.shape().get(0); batch++) {
      for (long row = 0; row < m; row += DotKernels.TILE) {
        int rows = (int) Math.min(m - row, DotKernels.TILE);
        for (long column = 0; column < n; column += DotKernels.TILE) {
          int columns = (int) Math.min(n - column, DotKernels.TILE);
          double[] sums = tile(left, right, batch, row, rows, column, columns);
          DotKernels.tile(result, batch, row, rows, column, columns).doubles(sums, rows * columns);
        }
      }
    }
  }

  private static void lanes(Strided left, Strided right, Strided result) {
    long extent = left.shape().get(2);
    DoubleFold fold =
        DoubleFold.ofProducts(
            DotKernels.rows(left, right.shape().get(1)),
            DotKernels.columns(right, left.shape().get(1)));
    Writer out = new Writer(result);
    double[] sum = new double[1];
    for (long i = 0; i < result.shape().size(); i++) {
      sum[0] = fold.next(extent);
      out.doubles(sum, 1);
    }
  }

  private static double[] tile(
      Strided left, Strided right, long batch, long row, int rows, long column, int columns) {
    long extent = left.shape().get(2);
    double[] sums = new double[rows * columns];
    double[] a = new double[rows * DEPTH];
    double[] b = new double[columns * DEPTH];
    for (long done = 0; done < extent; done += DEPTH) {
      int depth = (int) Math.min(extent - done, DEPTH);
      DotKernels.part(left, batch, row, rows, done, depth).doubles(a, rows * depth);
      DotKernels.part(right, batch, column, columns, done, depth).doubles(b, columns * depth);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double block = chain(a, i * depth, b, j * depth, depth);
          int at = i * columns + j;
          sums[at] = done == 0 ? block : sums[at] + block;
        }
      }
    }
    return sums;
  }

  /// One chain of fma over a block of k.
  private static double chain(double[] a, int fromA, double[] b, int fromB, int depth) {
    double sum = 0;
    for (int p = 0; p < depth; p++) {
      sum = Math.fma(a[fromA + p], b[fromB + p], sum);
    }
    return sum;
  }
}
