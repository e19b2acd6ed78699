package org.lanewise.backend.reference;

import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.Strided;

/// Batched products of matrices of integers, which wrap, so that the order does not matter.
final class LongDot {
  private LongDot() {}

  /// @param left (batch, m, k)
  /// @param right (batch, n, k)
  /// @param result (batch, m, n)
  static void run(Strided left, Strided right, Strided result) {
    long extent = left.shape().get(2);
    Reader rows = DotKernels.rows(left, right.shape().get(1));
    Reader columns = DotKernels.columns(right, left.shape().get(1));
    Writer out = new Writer(result);
    long[] a = new long[(int) Math.min(extent, ReductionOrder.BLOCK)];
    long[] b = new long[a.length];
    long[] sum = new long[1];
    for (long i = 0; i < result.shape().size(); i++) {
      sum[0] = 0;
      for (long done = 0; done < extent; done += a.length) {
        int n = (int) Math.min(extent - done, a.length);
        rows.longs(a, n);
        columns.longs(b, n);
        for (int p = 0; p < n; p++) {
          sum[0] += a[p] * b[p];
        }
      }
      out.longs(sum, 1);
    }
  }
}
