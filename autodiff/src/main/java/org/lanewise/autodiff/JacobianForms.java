package org.lanewise.autodiff;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.pytree.Leaves;

/// The part of [Autodiff] that gives whole matrices of derivatives.
abstract sealed class JacobianForms extends AuxForms permits CustomJvpForms {
  JacobianForms() {}

  /// The Jacobian of a function, column by column in forward mode: of an argument of shape t and a
  /// result of shape s the array of shape s + t whose element (i, j) is ∂fᵢ/∂xⱼ.
  ///
  /// One pass per element of the argument: use it where that has few, and [#jacrev(Function)] where
  /// the result has fewer. For a tree the result is a tree like it, of one such array for each.
  ///
  /// ```java
  /// Array j = jacfwd((Array y) -> y.times(y)).apply(x);   // diag(2x)
  /// ```
  ///
  /// The function that is returned throws a `DTypeException` if argument or result is not of
  /// floating type.
  ///
  /// @param f the function, from a tree to an array
  /// @param <T> the class of the argument
  public static <T> Function<T, T> jacfwd(Function<T, Array> f) {
    Jacobian jacobian = Jacobian.of("jacfwd");
    return x -> jacobian.forward(f, x).get(0);
  }

  /// The Jacobian in the first of two arguments, in forward mode.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, A> jacfwd(BiFunction<A, B, Array> f) {
    Jacobian jacobian = Jacobian.of("jacfwd");
    return (a, b) -> jacobian.forward((A x) -> f.apply(x, b), a).get(0);
  }

  /// The Jacobian in the second of two arguments, in forward mode.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, B> jacfwd(BiFunction<A, B, Array> f, Arg.Second argument) {
    Jacobian jacobian = Jacobian.of("jacfwd");
    return (a, b) -> jacobian.forward((B x) -> f.apply(a, x), b).get(0);
  }

  /// The Jacobian of a function from tree to tree, in forward mode: for each leaf of the result a
  /// tree like the argument. A leaf of the result that is no array has zeros there.
  ///
  /// @param f the function
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  public static <T, R> Function<T, Leaves<T>> jacfwdLeaves(Function<T, R> f) {
    Jacobian jacobian = Jacobian.of("jacfwdLeaves");
    return x -> jacobian.forward(f, x);
  }

  /// The Jacobian of a function, row by row in reverse mode: the array of [#jacfwd(Function)], by
  /// one pass per element of the result.
  ///
  /// @param f the function, from a tree to an array
  /// @param <T> the class of the argument
  public static <T> Function<T, T> jacrev(Function<T, Array> f) {
    Jacobian jacobian = Jacobian.of("jacrev");
    return x -> jacobian.reverse(f, x).get(0);
  }

  /// The Jacobian in the first of two arguments, in reverse mode.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, A> jacrev(BiFunction<A, B, Array> f) {
    Jacobian jacobian = Jacobian.of("jacrev");
    return (a, b) -> jacobian.reverse((A x) -> f.apply(x, b), a).get(0);
  }

  /// The Jacobian in the second of two arguments, in reverse mode.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, B> jacrev(BiFunction<A, B, Array> f, Arg.Second argument) {
    Jacobian jacobian = Jacobian.of("jacrev");
    return (a, b) -> jacobian.reverse((B x) -> f.apply(a, x), b).get(0);
  }

  /// The Jacobian of a function from tree to tree, in reverse mode: for each leaf of the result a
  /// tree like the argument. A leaf of the result that is no array has zeros there.
  ///
  /// @param f the function
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  public static <T, R> Function<T, Leaves<T>> jacrevLeaves(Function<T, R> f) {
    Jacobian jacobian = Jacobian.of("jacrevLeaves");
    return x -> jacobian.reverse(f, x);
  }

  /// The matrix of second derivatives, ∂²f/∂xᵢ∂xⱼ: forward mode over reverse mode. Its shape is the
  /// result's (none for a scalar), then the argument's twice.
  ///
  /// ```java
  /// Array h = hessian((Array y) -> y.times(y).sum()).apply(x);   // 2 · identity
  /// ```
  ///
  /// @param f the function, from array to array
  public static Function<Array, Array> hessian(Function<Array, Array> f) {
    Jacobian outer = Jacobian.of("hessian");
    Function<Array, Array> inner = reverse(f);
    return x -> outer.forward(inner, x).get(0);
  }

  /// The second derivatives in the first of two arguments.
  ///
  /// @param f the function
  /// @param <B> the class of the second argument
  public static <B> BiFunction<Array, B, Array> hessian(BiFunction<Array, B, Array> f) {
    Jacobian outer = Jacobian.of("hessian");
    return (a, b) -> outer.forward(reverse((Array x) -> f.apply(x, b)), a).get(0);
  }

  /// The second derivatives of a function of a tree: for each leaf of the argument a tree like it,
  /// of the blocks ∂²f/∂xᵢ∂xⱼ, i naming the leaf.
  ///
  /// @param f the function, from a tree to an array
  /// @param <T> the class of the argument
  public static <T> Function<T, Leaves<T>> hessianLeaves(Function<T, Array> f) {
    Jacobian outer = Jacobian.of("hessianLeaves");
    Function<T, T> inner = reverse(f);
    return x -> outer.forward(inner, x);
  }

  private static <T> Function<T, T> reverse(Function<T, Array> f) {
    Jacobian inner = Jacobian.of("hessian");
    return x -> inner.reverse(f, x).get(0);
  }
}
