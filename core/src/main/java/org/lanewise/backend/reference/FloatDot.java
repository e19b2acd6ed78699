package org.lanewise.backend.reference;

import org.lanewise.backend.DotOrder;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;

/// Batched products of matrices in f32, in the order of [DotOrder].
final class FloatDot {
  private static final int DEPTH = DotOrder.kBlock(DType.FLOAT32);

  private FloatDot() {}

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
          float[] sums = tile(left, right, batch, row, rows, column, columns);
          DotKernels.tile(result, batch, row, rows, column, columns).floats(sums, rows * columns);
        }
      }
    }
  }

  private static void lanes(Strided left, Strided right, Strided result) {
    long extent = left.shape().get(2);
    FloatFold fold =
        FloatFold.ofProducts(
            DotKernels.rows(left, right.shape().get(1)),
            DotKernels.columns(right, left.shape().get(1)));
    Writer out = new Writer(result);
    float[] sum = new float[1];
    for (long i = 0; i < result.shape().size(); i++) {
      sum[0] = fold.next(extent);
      out.floats(sum, 1);
    }
  }

  private static float[] tile(
      Strided left, Strided right, long batch, long row, int rows, long column, int columns) {
    long extent = left.shape().get(2);
    float[] sums = new float[rows * columns];
    float[] a = new float[rows * DEPTH];
    float[] b = new float[columns * DEPTH];
    for (long done = 0; done < extent; done += DEPTH) {
      int depth = (int) Math.min(extent - done, DEPTH);
      DotKernels.part(left, batch, row, rows, done, depth).floats(a, rows * depth);
      DotKernels.part(right, batch, column, columns, done, depth).floats(b, columns * depth);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          float block = chain(a, i * depth, b, j * depth, depth);
          int at = i * columns + j;
          sums[at] = done == 0 ? block : sums[at] + block;
        }
      }
    }
    return sums;
  }

  /// One chain of fma over a block of k.
  private static float chain(float[] a, int fromA, float[] b, int fromB, int depth) {
    float sum = 0;
    for (int p = 0; p < depth; p++) {
      sum = Math.fma(a[fromA + p], b[fromB + p], sum);
    }
    return sum;
  }
}
