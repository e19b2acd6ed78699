package org.lanewise;

/// A function of three arguments.
///
/// @param <A> the class of the first argument
/// @param <B> the class of the second argument
/// @param <C> the class of the third argument
/// @param <R> the class of the result
@FunctionalInterface
public interface Function3<A, B, C, R> {

  /// Applies the function.
  ///
  /// @param first the first argument
  /// @param second the second argument
  /// @param third the third argument
  R apply(A first, B second, C third);
}
