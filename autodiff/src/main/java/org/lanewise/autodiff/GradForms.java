package org.lanewise.autodiff;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Function3;

/// The part of [Autodiff] that gives gradients of scalar functions.
abstract sealed class GradForms extends VjpForms permits AuxForms {
  GradForms() {}

  /// The gradient of a scalar function, as a function of the same argument.
  ///
  /// The gradient is a tree like the argument: of each array the derivative of the result in each
  /// element, ∂f/∂xᵢ. Leaves that are no arrays (and primitive components of records) stand in it
  /// unchanged. Cost: a few times that of f, however many elements there are.
  ///
  /// ```java
  /// Function<Params, Params> df = grad(loss);
  /// grad((Array y) -> y.sin()).apply(x);   // cos(x)
  /// ```
  ///
  /// The function that is returned throws a `ShapeException` if f does not return a scalar, and a
  /// `DTypeException` if that is not of floating type or if the argument holds an array that is
  /// not; the message names its path.
  ///
  /// @param f the function, from a tree to a scalar
  /// @param <T> the class of the argument
  public static <T> Function<T, T> grad(Function<T, Array> f) {
    Gradient gradient = Gradient.of("grad");
    return x -> gradient.of(f, x).grad();
  }

  /// The gradient in the first of two arguments.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Array> f) {
    return grad(f, Arg.FIRST);
  }

  /// The gradient in the first of two arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#FIRST]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Array> f, Arg.First argument) {
    Gradient gradient = Gradient.of("grad");
    return (a, b) -> gradient.of((A x) -> f.apply(x, b), a).grad();
  }

  /// The gradient in the second of two arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, B> grad(BiFunction<A, B, Array> f, Arg.Second argument) {
    Gradient gradient = Gradient.of("grad");
    return (a, b) -> gradient.of((B x) -> f.apply(a, x), b).grad();
  }

  /// The gradient in the first of three arguments.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, A> grad(Function3<A, B, C, Array> f) {
    return grad(f, Arg.FIRST);
  }

  /// The gradient in the first of three arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#FIRST]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, A> grad(
      Function3<A, B, C, Array> f, Arg.First argument) {
    Gradient gradient = Gradient.of("grad");
    return (a, b, c) -> gradient.of((A x) -> f.apply(x, b, c), a).grad();
  }

  /// The gradient in the second of three arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, B> grad(
      Function3<A, B, C, Array> f, Arg.Second argument) {
    Gradient gradient = Gradient.of("grad");
    return (a, b, c) -> gradient.of((B x) -> f.apply(a, x, c), b).grad();
  }

  /// The gradient in the third of three arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#THIRD]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, C> grad(
      Function3<A, B, C, Array> f, Arg.Third argument) {
    Gradient gradient = Gradient.of("grad");
    return (a, b, c) -> gradient.of((C x) -> f.apply(a, b, x), c).grad();
  }

  /// A scalar function's value together with its gradient; the function runs once for both.
  ///
  /// ```java
  /// var vg = valueAndGrad(loss).apply(params, batch);   // vg.value(), vg.grad()
  /// ```
  ///
  /// Errors are those of [#grad(Function)].
  ///
  /// @param f the function, from a tree to a scalar
  /// @param <T> the class of the argument
  public static <T> Function<T, ValueAndGrad<T>> valueAndGrad(Function<T, Array> f) {
    Gradient gradient = Gradient.of("valueAndGrad");
    return x -> gradient.of(f, x);
  }

  /// The value and the gradient in the first of two arguments.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(BiFunction<A, B, Array> f) {
    return valueAndGrad(f, Arg.FIRST);
  }

  /// The value and the gradient in the first of two arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#FIRST]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(
      BiFunction<A, B, Array> f, Arg.First argument) {
    Gradient gradient = Gradient.of("valueAndGrad");
    return (a, b) -> gradient.of((A x) -> f.apply(x, b), a);
  }

  /// The value and the gradient in the second of two arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> BiFunction<A, B, ValueAndGrad<B>> valueAndGrad(
      BiFunction<A, B, Array> f, Arg.Second argument) {
    Gradient gradient = Gradient.of("valueAndGrad");
    return (a, b) -> gradient.of((B x) -> f.apply(a, x), b);
  }

  /// The value and the gradient in the first of three arguments.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, ValueAndGrad<A>> valueAndGrad(
      Function3<A, B, C, Array> f) {
    return valueAndGrad(f, Arg.FIRST);
  }

  /// The value and the gradient in the first of three arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#FIRST]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, ValueAndGrad<A>> valueAndGrad(
      Function3<A, B, C, Array> f, Arg.First argument) {
    Gradient gradient = Gradient.of("valueAndGrad");
    return (a, b, c) -> gradient.of((A x) -> f.apply(x, b, c), a);
  }

  /// The value and the gradient in the second of three arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#SECOND]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, ValueAndGrad<B>> valueAndGrad(
      Function3<A, B, C, Array> f, Arg.Second argument) {
    Gradient gradient = Gradient.of("valueAndGrad");
    return (a, b, c) -> gradient.of((B x) -> f.apply(a, x, c), b);
  }

  /// The value and the gradient in the third of three arguments.
  ///
  /// @param f the function
  /// @param argument [Arg#THIRD]
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  public static <A, B, C> Function3<A, B, C, ValueAndGrad<C>> valueAndGrad(
      Function3<A, B, C, Array> f, Arg.Third argument) {
    Gradient gradient = Gradient.of("valueAndGrad");
    return (a, b, c) -> gradient.of((C x) -> f.apply(a, b, x), c);
  }
}
