package org.lanewise.vector.codegen;

/// A loop over elements that lie one after the other: generated code, one class for each formula.
///
/// Operands and results are raw addresses; the caller has proved that they are in bounds and keeps
/// the memory reachable. An operand is a run of elements or, where the kernel was made so, one
/// element that is repeated.
public abstract class Kernel {
  /// For generated classes.
  protected Kernel() {}

  /// Computes the elements `from` (inclusive) to `to` (exclusive) of each result.
  ///
  /// A vector kernel reads and writes whole vectors, so up to one vector less an element beyond
  /// `to`. It stops at the first vector that holds a slow element (see `Definition.Form.GUARDED`),
  /// of which it has written nothing.
  ///
  /// @param places the address of element 0 of each operand, then of each result
  /// @param from the first element
  /// @param to the end
  /// @return `to`, or the element at whose vector the kernel stopped
  public abstract long run(long[] places, long from, long to);
}
