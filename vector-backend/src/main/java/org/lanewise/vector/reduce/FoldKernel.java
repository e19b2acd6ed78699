package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;

/// The inner loops of one [Fold]; [FoldEmitter] writes the implementations.
///
/// Sums are in a Java array of the fold's element type. All methods work on whole vectors.
public abstract class FoldKernel {
  /// For generated classes.
  protected FoldKernel() {}

  /// Folds a run into 64 lanes: `sums[sumsAt + i % 64] ∘= source[i]`.
  ///
  /// @param count the elements of the run, a multiple of 64
  /// @param factors in a product of two runs, the second one
  public abstract void lanes(
      MemorySegment source,
      long at,
      int count,
      Object sums,
      int sumsAt,
      MemorySegment factors,
      long factorsAt);

  /// Folds a run into as many sums: `sums[sumsAt + i] ∘= source[i]`.
  ///
  /// @param count the elements of the run, a multiple of the lanes of a vector
  /// @param factors in a product of two runs, the second one
  public abstract void elements(
      MemorySegment source,
      long at,
      int count,
      Object sums,
      int sumsAt,
      MemorySegment factors,
      long factorsAt);

  /// Folds a run, times one factor, into as many sums; the same as [#elements] if there are no
  /// factors.
  ///
  /// @param count the elements of the run, a multiple of the lanes of a vector
  public abstract void scaled(
      MemorySegment source,
      long at,
      int count,
      Object sums,
      int sumsAt,
      MemorySegment factors,
      long factorsAt);

  /// Folds sums into sums: `sums[to + i] ∘= sums[from + i]` for i up to `count`, rounded up to
  /// whole vectors.
  public abstract void combine(Object sums, int to, int from, int count);

  /// Folds 64 lanes by halves: `sums[at]` becomes the result.
  public abstract void halves(Object sums, int at);

  /// Folds rows of one block each: `sums[sumsAt + r]` becomes the result of row r. The 64 sums from
  /// there on are work memory. Not for products of two runs.
  ///
  /// @param rowStep the distance of rows, in bytes
  /// @param count the elements of a row, a multiple of the lanes of a vector
  public void rows(
      MemorySegment source, long at, long rowStep, int rows, int count, Object sums, int sumsAt) {
    throw new AssertionError("a product has two runs");
  }

  /// Folds eight runs into as many sums, one after the other: `sums[sumsAt + i] ∘= run₀[i] …
  /// run₇[i]`. Not for products of two runs.
  ///
  /// @param step the distance of runs, in bytes
  /// @param count the elements of a run, a multiple of the lanes of a vector
  public void stack8(MemorySegment source, long at, long step, int count, Object sums, int sumsAt) {
    throw new AssertionError("a product has two runs");
  }

  /// The same with four runs.
  public void stack4(MemorySegment source, long at, long step, int count, Object sums, int sumsAt) {
    throw new AssertionError("a product has two runs");
  }

  /// Folds the results of blocks that lie side by side, by the tree of `ReductionOrder.splitPoint`:
  /// `sums[at]` becomes the result.
  public abstract void tree(Object sums, int at, int count);
}
