package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.UserFrame;

/// The part of [Autodiff] that differentiates forward: in the order in which the function computes.
abstract sealed class JvpForms permits VjpForms {
  JvpForms() {}

  /// The value of f at x and its derivative along dx: f(x) and ∂f(x)·dx (Jacobian-vector product),
  /// in one run of f on dual numbers.
  ///
  /// Cost and memory are those of f, about twice. Use it where the input is small.
  ///
  /// ```java
  /// var j = jvp((Array y) -> y.sin(), x, dx);   // j.tangent() is cos(x) · dx
  /// ```
  ///
  /// @param f the function, from tree to tree
  /// @param x its argument; integer arrays and leaves that are no arrays are constants
  /// @param dx the direction: a tree like x; what stands in the place of constants is ignored
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  /// @throws org.lanewise.pytree.TreeException if x and dx differ in structure
  /// @throws org.lanewise.type.ShapeException if a tangent has another shape than its value
  /// @throws org.lanewise.type.DTypeException if a tangent has another element type than its value
  public static <T, R> Jvp<R> jvp(Function<T, R> f, T x, T dx) {
    return forward("jvp", f, x, dx);
  }

  /// The same for a function of two arguments, along a direction of both.
  ///
  /// @param f the function
  /// @param x its first argument
  /// @param y its second argument
  /// @param dx the direction of the first
  /// @param dy the direction of the second
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> Jvp<R> jvp(BiFunction<A, B, R> f, A x, B y, A dx, B dy) {
    return forward(
        "jvp",
        (Pair<A, B> both) -> f.apply(both.first(), both.second()),
        new Pair<>(x, y),
        new Pair<>(dx, dy));
  }

  /// The same for a function that returns something beside its result.
  ///
  /// @param f the function
  /// @param x its argument
  /// @param dx the direction
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  /// @param <X> the class of the auxiliary part
  public static <T, R, X> WithAux<Jvp<R>, X> jvpWithAux(Function<T, WithAux<R, X>> f, T x, T dx) {
    Jvp<WithAux<R, X>> both = forward("jvpWithAux", f, x, dx);
    return new WithAux<>(
        new Jvp<>(both.value().value(), both.tangent().value()), both.value().aux());
  }

  private static <T, R> Jvp<R> forward(String operation, Function<T, R> f, T x, T dx) {
    ArrayTree<T> input = ArrayTree.of(operation, x);
    List<Array> tangents = input.matching("tangent", dx);
    JvpInterpreter interpreter = new JvpInterpreter(CurrentInterpreter.get(), UserFrame.capture());
    List<Array> primals = input.arrays();
    List<Array> tracers = new ArrayList<>(primals.size());
    for (int i = 0; i < primals.size(); i++) {
      tracers.add(new JvpTracer(interpreter, primals.get(i), tangents.get(i)));
    }
    R traced = CurrentInterpreter.with(interpreter, () -> f.apply(input.with(tracers)));
    ArrayTree<R> output = ArrayTree.of(operation, traced);
    return new Jvp<>(
        output.mapArrays(array -> interpreter.dual(array).primal()),
        output.mapArrays(
            array -> interpreter.dual(array).tangent().orZeros(array.type(), Lax::zeros)));
  }

  /// Hides a tree from differentiation: the identity, with a derivative of zero.
  ///
  /// ```java
  /// Array target = stopGradient(network.apply(params, x));
  /// ```
  ///
  /// @param x a tree; all its arrays are treated, other leaves stay
  /// @param <T> the class of the tree
  public static <T> T stopGradient(T x) {
    return ArrayTree.of("stopGradient", x).mapArrays(Lax::stopGradient);
  }
}
