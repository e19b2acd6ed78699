package org.lanewise.vector.codegen;

/// A loop over elements that lie one after the other: generated code, one class for each formula.
///
/// Operands and results are raw addresses; the caller has proved that they are in bounds and keeps
/// the memory reachable. An operand is a run of elements or, where the kernel was made so, one
/// element that is repeated. Arguments that a formula has no use for are ignored.
public abstract class Kernel {
  /// For generated classes.
  protected Kernel() {}

  /// Computes `n` elements of each result.
  ///
  /// A vector kernel reads and writes whole vectors, so up to one vector less an element beyond
  /// `n`. It stops at the first vector that holds a slow element (see `Definition.Form.GUARDED`);
  /// that vector's results are not valid.
  ///
  /// @param a the first operand
  /// @param b the second operand
  /// @param c the third operand
  /// @param d the fourth operand
  /// @param y the first result
  /// @param z the second result
  /// @param n the number of elements
  /// @return `n`, or the index of the vector at which the kernel stopped, if that is less
  public abstract long run(long a, long b, long c, long d, long y, long z, long n);
}
