package org.lanewise.autodiff;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Function3;
import org.lanewise.ir.Structured;
import org.lanewise.staging.StagedFunction;

/// The part of [Autodiff] that takes derivatives from the author of a function.
@SuppressWarnings("unchecked") // rules get the arguments that were given, with tracers for arrays
abstract sealed class CustomJvpForms extends JacobianForms permits CustomVjpForms {
  CustomJvpForms() {}

  /// A function with a derivative of its author's, for forward and for reverse mode.
  ///
  /// The rule computes the value and its tangent ∂f(x)·dx from x and dx. It is written with
  /// operations that have derivatives themselves, so higher orders work, and it is linear in dx, so
  /// reverse mode works. Where nothing is differentiated f runs and the rule does not.
  ///
  /// ```java
  /// Function<Array, Array> log1pexp =
  ///     customJvp(
  ///         (Array x) -> x.exp().plus(1).log(),
  ///         (x, dx) -> {
  ///           Array y = x.exp().plus(1).log();
  ///           return new Jvp<>(y, dx.times(sigmoid(x)));
  ///         });
  /// grad(log1pexp).apply(array(100f));   // 1, where the derivative by the rules is NaN
  /// ```
  ///
  /// Under a transformation f is traced, so it may not look at elements. Arrays that it closes over
  /// are constants; if one of them is differentiated, that is an error, for the rule knows nothing
  /// of it. The rule must return trees like f's result; what stands in the place of integers in a
  /// tangent is ignored. `vmap` of the function is a function with the rule's `vmap`.
  ///
  /// @param f the function, from tree to tree
  /// @param rule from an argument and its tangent to f's value and its tangent
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  /// @return a function like f; errors of the rule come where it is differentiated
  public static <A, R> Function<A, R> customJvp(Function<A, R> f, BiFunction<A, A, Jvp<R>> rule) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((A) args[0]),
            0,
            (args, tangents) -> rule.apply((A) args[0], (A) tangents[0]));
    return staged::apply;
  }

  /// The same for a function of two arguments.
  ///
  /// @param f the function
  /// @param rule from arguments and their tangents to f's value and its tangent
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, R> customJvp(
      BiFunction<A, B, R> f, JvpRule2<A, B, R> rule) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((A) args[0], (B) args[1]),
            0,
            (args, tangents) ->
                rule.apply((A) args[0], (B) args[1], (A) tangents[0], (B) tangents[1]));
    return staged::apply;
  }

  /// The same for a function of three arguments.
  ///
  /// @param f the function
  /// @param rule from arguments and their tangents to f's value and its tangent
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, R> customJvp(
      Function3<A, B, C, R> f, JvpRule3<A, B, C, R> rule) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((A) args[0], (B) args[1], (C) args[2]),
            0,
            (args, tangents) ->
                rule.apply(
                    (A) args[0],
                    (B) args[1],
                    (C) args[2],
                    (A) tangents[0],
                    (B) tangents[1],
                    (C) tangents[2]));
    return staged::apply;
  }

  /// The same for a function whose first argument is not differentiated: settings, a function, an
  /// integer. The rule gets no tangent for it.
  ///
  /// ```java
  /// BiFunction<Integer, Array, Array> power =
  ///     customJvp(
  ///         (Integer n, Array x) -> x.pow(n),
  ///         (n, x, dx) -> new Jvp<>(x.pow(n), dx.times(x.pow(n - 1)).times(n)));
  /// ```
  ///
  /// @param f the function
  /// @param rule from the first argument, the second and its tangent to f's value and its tangent
  /// @param <N> the class of the first argument; its arrays are constants
  /// @param <A> the class of the second argument
  /// @param <R> the class of the result
  public static <N, A, R> BiFunction<N, A, R> customJvp(
      BiFunction<N, A, R> f, Function3<N, A, A, Jvp<R>> rule) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((N) args[0], (A) args[1]),
            1,
            (args, tangents) -> rule.apply((N) args[0], (A) args[1], (A) tangents[0]));
    return staged::apply;
  }

  private static <R> StagedFunction<R> staged(
      Function<Object[], R> function, int fixed, CustomJvpRule.OfTrees rule) {
    return new StagedFunction<>(
        "customJvp",
        function,
        trace ->
            new Structured.CustomCall(
                CustomJvpRule.of(new Signature("customJvp", trace, fixed), rule), trace.program()));
  }
}
