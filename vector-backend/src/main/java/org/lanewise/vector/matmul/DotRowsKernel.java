package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Species;

/// The inner loops of matrix times vector, some rows at a time; [DotRowsEmitter] writes the
/// implementations.
public abstract class DotRowsKernel {
  /// The rows that are read side by side: their sums shall fit into 32 registers of 512 bits, or 16
  /// others.
  static final int ROWS = Species.BITS == 512 ? 6 : 4;

  /// For generated classes.
  protected DotRowsKernel() {}

  /// Folds products into some of the 64 lanes of each row, as many as registers hold: `sums[to + 64
  /// r + i % 64] = fma(a[r, i], x[i], …)`.
  ///
  /// @param at where the first of these lanes lies
  /// @param step the distance of rows, in bytes
  /// @param count the elements of a row, a multiple of 64
  public abstract void rows(
      MemorySegment a, long at, long step, int count, Object x, int xAt, Object sums, int to);

  /// Folds the 64 lanes of each row by halves: `results[to + r]` becomes the result.
  public abstract void halves(Object sums, Object results, int to);

  /// `results[to + i] += results[from + i]` for i up to `count`, rounded up to whole vectors.
  public abstract void combine(Object results, int to, int from, int count);
}
