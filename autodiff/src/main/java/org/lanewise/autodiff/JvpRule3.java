package org.lanewise.autodiff;

/// The rule of `customJvp` for a function of three arguments.
///
/// @param <A> the class of the first argument
/// @param <B> the class of the second argument
/// @param <C> the class of the third argument
/// @param <R> the class of the result
@FunctionalInterface
public interface JvpRule3<A, B, C, R> {

  /// The value and its tangent, which is linear in dx, dy and dz.
  ///
  /// @param x the first argument
  /// @param y the second argument
  /// @param z the third argument
  /// @param dx the tangent of the first
  /// @param dy the tangent of the second
  /// @param dz the tangent of the third
  Jvp<R> apply(A x, B y, C z, A dx, B dy, C dz);
}
