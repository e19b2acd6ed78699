package org.lanewise.autodiff;

/// The rule of `customJvp` for a function of two arguments.
///
/// @param <A> the class of the first argument
/// @param <B> the class of the second argument
/// @param <R> the class of the result
@FunctionalInterface
public interface JvpRule2<A, B, R> {

  /// The value and its tangent, which is linear in dx and dy.
  ///
  /// @param x the first argument
  /// @param y the second argument
  /// @param dx the tangent of the first
  /// @param dy the tangent of the second
  Jvp<R> apply(A x, B y, A dx, B dy);
}
