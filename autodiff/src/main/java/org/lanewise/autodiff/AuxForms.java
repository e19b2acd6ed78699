package org.lanewise.autodiff;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Function3;

/// The part of [Autodiff] that gives gradients of functions that return something beside their
/// scalar.
abstract sealed class AuxForms extends GradForms permits JacobianForms {
  AuxForms() {}

  /// The gradient of the scalar part of a function's result, with the auxiliary part.
  ///
  /// ```java
  /// var g = gradWithAux(loss).apply(params);   // g.value(): the gradient; g.aux()
  /// ```
  ///
  /// Errors are those of [#grad(Function)].
  ///
  /// @param f the function
  /// @param <T> the class of the argument
  /// @param <X> the class of the auxiliary part
  public static <T, X> Function<T, WithAux<T, X>> gradWithAux(Function<T, WithAux<Array, X>> f) {
    Gradient gradient = Gradient.of("gradWithAux");
    return x -> withoutValue(withAux(gradient, f, x));
  }

  /// The gradient in the first of two arguments, with the auxiliary part.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <X> the class of the auxiliary part
  public static <A, B, X> BiFunction<A, B, WithAux<A, X>> gradWithAux(
      BiFunction<A, B, WithAux<Array, X>> f) {
    Gradient gradient = Gradient.of("gradWithAux");
    return (a, b) -> withoutValue(withAux(gradient, (A x) -> f.apply(x, b), a));
  }

  /// The gradient in the second of two arguments, with the auxiliary part.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <X> the class of the auxiliary part
  public static <A, B, X> BiFunction<A, B, WithAux<B, X>> gradWithAux(
      BiFunction<A, B, WithAux<Array, X>> f, Arg.Second argument) {
    Gradient gradient = Gradient.of("gradWithAux");
    return (a, b) -> withoutValue(withAux(gradient, (B x) -> f.apply(a, x), b));
  }

  /// The gradient in the first of three arguments, with the auxiliary part.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <X> the class of the auxiliary part
  public static <A, B, C, X> Function3<A, B, C, WithAux<A, X>> gradWithAux(
      Function3<A, B, C, WithAux<Array, X>> f) {
    Gradient gradient = Gradient.of("gradWithAux");
    return (a, b, c) -> withoutValue(withAux(gradient, (A x) -> f.apply(x, b, c), a));
  }

  /// Value and gradient of the scalar part of a function's result, with the auxiliary part.
  ///
  /// ```java
  /// var r = valueAndGradWithAux(loss).apply(params, batch);
  /// r.value().value();   // the loss
  /// r.value().grad();    // its gradient
  /// r.aux();             // what loss returns beside it
  /// ```
  ///
  /// Errors are those of [#grad(Function)].
  ///
  /// @param f the function
  /// @param <T> the class of the argument
  /// @param <X> the class of the auxiliary part
  public static <T, X> Function<T, WithAux<ValueAndGrad<T>, X>> valueAndGradWithAux(
      Function<T, WithAux<Array, X>> f) {
    Gradient gradient = Gradient.of("valueAndGradWithAux");
    return x -> withAux(gradient, f, x);
  }

  /// Value and gradient in the first of two arguments, with the auxiliary part.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <X> the class of the auxiliary part
  public static <A, B, X> BiFunction<A, B, WithAux<ValueAndGrad<A>, X>> valueAndGradWithAux(
      BiFunction<A, B, WithAux<Array, X>> f) {
    Gradient gradient = Gradient.of("valueAndGradWithAux");
    return (a, b) -> withAux(gradient, (A x) -> f.apply(x, b), a);
  }

  /// Value and gradient in the second of two arguments, with the auxiliary part.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <X> the class of the auxiliary part
  public static <A, B, X> BiFunction<A, B, WithAux<ValueAndGrad<B>, X>> valueAndGradWithAux(
      BiFunction<A, B, WithAux<Array, X>> f, Arg.Second argument) {
    Gradient gradient = Gradient.of("valueAndGradWithAux");
    return (a, b) -> withAux(gradient, (B x) -> f.apply(a, x), b);
  }

  /// Value and gradient in the first of three arguments, with the auxiliary part.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <X> the class of the auxiliary part
  public static <A, B, C, X> Function3<A, B, C, WithAux<ValueAndGrad<A>, X>> valueAndGradWithAux(
      Function3<A, B, C, WithAux<Array, X>> f) {
    Gradient gradient = Gradient.of("valueAndGradWithAux");
    return (a, b, c) -> withAux(gradient, (A x) -> f.apply(x, b, c), a);
  }

  private static <T, X> WithAux<ValueAndGrad<T>, X> withAux(
      Gradient gradient, Function<T, WithAux<Array, X>> f, T x) {
    WithAux<ValueAndGrad<T>, WithAux<Array, X>> result = gradient.of(f, WithAux::value, x);
    return new WithAux<>(result.value(), result.aux().aux());
  }

  private static <T, X> WithAux<T, X> withoutValue(WithAux<ValueAndGrad<T>, X> result) {
    return new WithAux<>(result.value().grad(), result.aux());
  }
}
