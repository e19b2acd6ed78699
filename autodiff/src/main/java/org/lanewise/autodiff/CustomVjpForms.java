package org.lanewise.autodiff;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Function3;
import org.lanewise.ir.Structured;
import org.lanewise.staging.StagedFunction;

/// The part of [Autodiff] that takes pullbacks from the author of a function.
@SuppressWarnings("unchecked") // rules get the arguments that were given, with tracers for arrays
abstract sealed class CustomVjpForms extends CustomJvpForms permits CheckpointForms {
  CustomVjpForms() {}

  /// A function with a pullback of its author's, for reverse mode only.
  ///
  /// When the function is differentiated, `forward` computes the value and whatever `backward` will
  /// need (residuals, any tree); `backward` computes from these and the cotangent of the value the
  /// cotangent of the argument. Both are written with operations that have derivatives themselves,
  /// so higher orders work. Where nothing is differentiated f runs.
  ///
  /// ```java
  /// // the identity, whose gradient is clipped
  /// Function<Array, Array> clipped =
  ///     customVjp(
  ///         (Array x) -> x,
  ///         x -> new WithAux<>(x, List.of()),
  ///         (none, ct) -> clip(ct, -1, 1));
  /// ```
  ///
  /// Under a transformation f is traced, so it may not look at elements. Arrays that it closes over
  /// are constants; if one of them is differentiated, that is an error, for the rule knows nothing
  /// of it. The rule must return trees like f's result and argument; what stands in the place of
  /// integers in a cotangent is ignored. Forward mode is an error. `vmap` of the function is a
  /// function with the rule's `vmap`.
  ///
  /// @param f the function, from tree to tree
  /// @param forward from an argument to f's value, with the residuals as the auxiliary part
  /// @param backward from residuals and a cotangent of the value to the argument's
  /// @param <A> the class of the argument
  /// @param <S> the class of the residuals
  /// @param <R> the class of the result
  /// @return a function like f; errors of the rule come where it is differentiated
  public static <A, S, R> Function<A, R> customVjp(
      Function<A, R> f, Function<A, WithAux<R, S>> forward, BiFunction<S, R, A> backward) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((A) args[0]),
            0,
            args -> forward.apply((A) args[0]),
            (residuals, ct) -> new Object[] {backward.apply((S) residuals, (R) ct)});
    return staged::apply;
  }

  /// The same for a function of two arguments: the second half gives cotangents of both.
  ///
  /// @param f the function
  /// @param forward from arguments to f's value, with the residuals as the auxiliary part
  /// @param backward from residuals and a cotangent of the value to those of both arguments
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <S> the class of the residuals
  /// @param <R> the class of the result
  public static <A, B, S, R> BiFunction<A, B, R> customVjp(
      BiFunction<A, B, R> f,
      BiFunction<A, B, WithAux<R, S>> forward,
      BiFunction<S, R, Pair<A, B>> backward) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((A) args[0], (B) args[1]),
            0,
            args -> forward.apply((A) args[0], (B) args[1]),
            (residuals, ct) -> {
              Pair<A, B> both = backward.apply((S) residuals, (R) ct);
              return new Object[] {both.first(), both.second()};
            });
    return staged::apply;
  }

  /// The same for a function of three arguments: the second half gives cotangents of all of them.
  ///
  /// ```java
  /// // x·y + z, whose third argument learns ten times as fast
  /// Function3<Array, Array, Array, Array> f =
  ///     customVjp(
  ///         (Array x, Array y, Array z) -> x.times(y).plus(z),
  ///         (x, y, z) -> new WithAux<>(x.times(y).plus(z), new Pair<>(x, y)),
  ///         (r, ct) -> new Triple<>(ct.times(r.second()), ct.times(r.first()), ct.times(10)));
  /// ```
  ///
  /// @param f the function
  /// @param forward from arguments to f's value, with the residuals as the auxiliary part
  /// @param backward from residuals and a cotangent of the value to those of the arguments
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <S> the class of the residuals
  /// @param <R> the class of the result
  public static <A, B, C, S, R> Function3<A, B, C, R> customVjp(
      Function3<A, B, C, R> f,
      Function3<A, B, C, WithAux<R, S>> forward,
      BiFunction<S, R, Triple<A, B, C>> backward) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((A) args[0], (B) args[1], (C) args[2]),
            0,
            args -> forward.apply((A) args[0], (B) args[1], (C) args[2]),
            (residuals, ct) -> {
              Triple<A, B, C> all = backward.apply((S) residuals, (R) ct);
              return new Object[] {all.first(), all.second(), all.third()};
            });
    return staged::apply;
  }

  /// The same for a function whose first argument is not differentiated: settings, a function, an
  /// integer. The second half gets it first, and gives no cotangent of it.
  ///
  /// ```java
  /// record Range(double low, double high) {}
  ///
  /// BiFunction<Range, Array, Array> clipGradient =
  ///     customVjp(
  ///         (Range r, Array x) -> x,
  ///         (r, x) -> new WithAux<>(x, List.of()),
  ///         (r, none, ct) -> clip(ct, r.low(), r.high()));
  /// ```
  ///
  /// @param f the function
  /// @param forward from arguments to f's value, with the residuals as the auxiliary part
  /// @param backward from the first argument, residuals and a cotangent of the value to that of the
  ///   second argument
  /// @param <N> the class of the first argument; its arrays are constants
  /// @param <A> the class of the second argument
  /// @param <S> the class of the residuals
  /// @param <R> the class of the result
  public static <N, A, S, R> BiFunction<N, A, R> customVjp(
      BiFunction<N, A, R> f,
      BiFunction<N, A, WithAux<R, S>> forward,
      Function3<N, S, R, A> backward) {
    StagedFunction<R> staged =
        staged(
            args -> f.apply((N) args[0], (A) args[1]),
            1,
            args -> {
              WithAux<R, S> both = forward.apply((N) args[0], (A) args[1]);
              return new WithAux<>(both.value(), new Pair<>((N) args[0], both.aux()));
            },
            (residuals, ct) -> {
              Pair<N, S> both = (Pair<N, S>) residuals;
              return new Object[] {backward.apply(both.first(), both.second(), (R) ct)};
            });
    return staged::apply;
  }

  private static <R> StagedFunction<R> staged(
      Function<Object[], R> function,
      int fixed,
      CustomVjpRule.ForwardOfTrees forward,
      CustomVjpRule.BackwardOfTrees backward) {
    return new StagedFunction<>(
        "customVjp",
        function,
        trace ->
            new Structured.CustomCall(
                CustomVjpRule.of(new Signature("customVjp", trace, fixed), forward, backward),
                trace.program()));
  }
}
