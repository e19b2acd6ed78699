package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.UserFrame;

/// The part of [Autodiff] that makes linear functions of functions, and transposes them.
abstract sealed class VjpForms extends JvpForms permits GradForms {
  VjpForms() {}

  /// The value of f at x, and its derivative there as a linear function of the direction.
  ///
  /// f runs once; each application of the pushforward computes only what depends on the direction.
  ///
  /// ```java
  /// var l = linearize(f, x);
  /// Array a = l.pushforward().apply(dx);   // equals jvp(f, x, dx).tangent()
  /// ```
  ///
  /// @param f the function, from tree to tree
  /// @param x its argument; integer arrays and leaves that are no arrays are constants
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  public static <T, R> Linearized<T, R> linearize(Function<T, R> f, T x) {
    Linearization<T, R> linearization = linearization("linearize", f, x);
    ArrayTree<R> output = linearization.output();
    return new Linearized<>(
        linearization.value(), dx -> output.derivatives(pushed(linearization, dx)));
  }

  /// The same for a function that returns something beside its result.
  ///
  /// @param f the function
  /// @param x its argument
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  /// @param <X> the class of the auxiliary part
  public static <T, R, X> WithAux<Linearized<T, R>, X> linearizeWithAux(
      Function<T, WithAux<R, X>> f, T x) {
    Linearization<T, WithAux<R, X>> linearization = linearization("linearizeWithAux", f, x);
    WithAux<R, X> both = linearization.value();
    ArrayTree<R> output = ArrayTree.of("linearizeWithAux", both.value());
    return new WithAux<>(
        new Linearized<>(both.value(), dx -> output.derivatives(pushed(linearization, dx))),
        both.aux());
  }

  private static <T> List<Array> pushed(Linearization<T, ?> linearization, T dx) {
    return linearization.push(tangents(linearization.input().matching("tangent", dx)));
  }

  /// The value of f at x, and its pullback there: ct ↦ ∂f(x)ᵀ·ct (vector-Jacobian product).
  ///
  /// f runs once; what the pullback needs of that run is kept for as long as the pullback is.
  /// Pulling back costs about as much as f, however large the input is.
  ///
  /// ```java
  /// var v = vjp((Array y) -> y.sin(), x);
  /// Array g = v.pullback().apply(ct);   // cos(x) · ct
  /// ```
  ///
  /// The pullback throws a `TreeException`, `ShapeException` or `DTypeException` if the cotangent
  /// is not a tree like the value. Integer arrays of the value take no cotangent (what is given
  /// there is ignored), those of the argument get zeros.
  ///
  /// @param f the function, from tree to tree
  /// @param x its argument; integer arrays and leaves that are no arrays are constants
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  public static <T, R> Vjp<T, R> vjp(Function<T, R> f, T x) {
    Linearization<T, R> linearization = linearization("vjp", f, x);
    return new Vjp<>(
        linearization.value(), ct -> pulled(linearization, linearization.output(), ct));
  }

  /// The same for a function of two arguments: the pullback gives cotangents of both.
  ///
  /// @param f the function
  /// @param x its first argument
  /// @param y its second argument
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> Vjp<Pair<A, B>, R> vjp(BiFunction<A, B, R> f, A x, B y) {
    return vjp((Pair<A, B> both) -> f.apply(both.first(), both.second()), new Pair<>(x, y));
  }

  /// The same for a function that returns something beside its result.
  ///
  /// @param f the function
  /// @param x its argument
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  /// @param <X> the class of the auxiliary part
  public static <T, R, X> WithAux<Vjp<T, R>, X> vjpWithAux(Function<T, WithAux<R, X>> f, T x) {
    Linearization<T, WithAux<R, X>> linearization = linearization("vjpWithAux", f, x);
    WithAux<R, X> both = linearization.value();
    ArrayTree<R> output = ArrayTree.of("vjpWithAux", both.value());
    return new WithAux<>(
        new Vjp<>(both.value(), ct -> pulled(linearization, output, ct)), both.aux());
  }

  private static <T, R> T pulled(
      Linearization<T, ?> linearization, ArrayTree<R> output, R cotangent) {
    List<Tangent> cotangents = tangents(output.matching("cotangent", cotangent));
    return linearization.input().derivatives(linearization.pull(cotangents));
  }

  private static <T, R> Linearization<T, R> linearization(String operation, Function<T, R> f, T x) {
    return Linearization.of(operation, UserFrame.capture(), f, ArrayTree.of(operation, x));
  }

  private static List<Tangent> tangents(List<Array> arrays) {
    return arrays.stream().map(Tangent::of).toList();
  }

  /// The transposition of a linear function: for f(x) = A·x the function ct ↦ Aᵀ·ct.
  ///
  /// f is run with stand-ins for its argument, so values are not computed. Constants that are added
  /// or selected beside what depends on the argument are left out.
  ///
  /// ```java
  /// Function<Array, Array> t = linearTranspose((Array y) -> matmul(m, y), x);   // ct ↦ mᵀ·ct
  /// ```
  ///
  /// @param f a linear function, from tree to tree
  /// @param x an argument; only structure, shapes and element types matter
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  /// @throws IllegalArgumentException if f applies to its argument what is not linear; the message
  ///   names the primitive
  /// @throws org.lanewise.type.DTypeException if an array of the argument is not of floating type
  public static <T, R> Function<R, T> linearTranspose(Function<T, R> f, T x) {
    ArrayTree<T> input = ArrayTree.of("linearTranspose", x);
    input.requireDifferentiable();
    LinearInterpreter interpreter =
        LinearInterpreter.forUser(CurrentInterpreter.get(), UserFrame.capture());
    List<Array> tracers = new ArrayList<>();
    for (Array array : input.arrays()) {
      tracers.add(interpreter.tracer(interpreter.input(array.type(), tracers.size())));
    }
    R traced = CurrentInterpreter.with(interpreter, () -> f.apply(input.with(tracers)));
    ArrayTree<R> output = ArrayTree.of("linearTranspose", traced);
    List<Optional<LinearNode>> nodes =
        output.arrays().stream()
            .map(
                array ->
                    CurrentInterpreter.owns(interpreter, array)
                        ? Optional.of(interpreter.node(array))
                        : Optional.<LinearNode>empty())
            .toList();
    LinearGraph graph = new LinearGraph(input.types(), nodes);
    return ct -> input.derivatives(graph.pull(tangents(output.matching("cotangent", ct))));
  }
}
