package org.lanewise.vector.matmul;

/// The inner loops of products of small matrices, over Java arrays that hold them row after row;
/// [SmallEmitter] writes the implementations.
///
/// Whole tiles are read and written, also where a matrix is smaller: what lies behind its rows is
/// garbage, and is written where later rows go, or behind the last one.
public abstract class SmallKernel {
  /// For generated classes.
  protected SmallKernel() {}

  /// Computes `c[r, j] = Σₚ a[r, p] · b[p, j]` for the rows of a tile and the columns of one
  /// vector, one chain in ascending p from zero; rows are written in ascending order.
  ///
  /// @param depth the number of p
  /// @param aAt where element (0, 0) lies, here as in the other arrays
  /// @param aStep the distance of rows
  /// @param bStep the distance of rows, of c too
  public abstract void one(
      int depth, Object a, int aAt, int aStep, Object b, int bAt, int bStep, Object c, int cAt);

  /// The same for the columns of two vectors, and half as many rows on machines with few registers.
  public abstract void two(
      int depth, Object a, int aAt, int aStep, Object b, int bAt, int bStep, Object c, int cAt);
}
