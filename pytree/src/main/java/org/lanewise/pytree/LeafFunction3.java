package org.lanewise.pytree;

/// A function of three leaves, for [Tree#map(LeafFunction3, Object, Object, Object)].
///
/// @param <A> the class of the first tree's leaves
/// @param <B> the class of the second tree's leaves
/// @param <C> the class of the third tree's leaves
/// @param <R> the class of the result's leaves
@FunctionalInterface
public interface LeafFunction3<A, B, C, R> {
  /// Returns the new leaf.
  ///
  /// @param a the first tree's leaf
  /// @param b the second tree's leaf
  /// @param c the third tree's leaf
  R apply(A a, B b, C c);
}
