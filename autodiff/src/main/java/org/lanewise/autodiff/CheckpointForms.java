package org.lanewise.autodiff;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Function3;
import org.lanewise.Lax;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.ir.Structured;
import org.lanewise.pytree.Tree;
import org.lanewise.staging.StagedFunction;

/// The part of [Autodiff] that trades memory for time in reverse mode.
@SuppressWarnings("unchecked") // functions get the arguments that were given, with tracers
abstract sealed class CheckpointForms extends CustomVjpForms permits Autodiff {
  CheckpointForms() {}

  /// A function that keeps nothing but its arguments for reverse mode, and computes what its
  /// pullback needs once more when it is needed (rematerialisation).
  ///
  /// Values and derivatives have the same bits. Memory is that of the arguments of f while other
  /// parts of the program run, time is that of f once more.
  ///
  /// ```java
  /// Function<Array, Array> layer = checkpoint((Array x) -> x.matmul(w).tanh());
  /// ```
  ///
  /// Under a transformation f is traced, so it may not look at elements.
  ///
  /// @param f the function, from tree to tree
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> Function<A, R> checkpoint(Function<A, R> f) {
    return checkpoint(f, CheckpointPolicies.nothing());
  }

  /// The same, but some values are kept all the same.
  ///
  /// ```java
  /// var layer = checkpoint(f, CheckpointPolicies.dots());
  /// ```
  ///
  /// @param f the function
  /// @param policy which values are kept; [CheckpointPolicies] has the usual ones
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> Function<A, R> checkpoint(Function<A, R> f, CheckpointPolicy policy) {
    StagedFunction<R> staged = staged(args -> f.apply((A) args[0]), policy);
    return staged::apply;
  }

  /// The same for a function of two arguments.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, R> checkpoint(BiFunction<A, B, R> f) {
    return checkpoint(f, CheckpointPolicies.nothing());
  }

  /// The same for a function of two arguments, with a policy.
  ///
  /// @param f the function
  /// @param policy which values are kept
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, R> checkpoint(
      BiFunction<A, B, R> f, CheckpointPolicy policy) {
    StagedFunction<R> staged = staged(args -> f.apply((A) args[0], (B) args[1]), policy);
    return staged::apply;
  }

  /// The same for a function of three arguments.
  ///
  /// @param f the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, R> checkpoint(Function3<A, B, C, R> f) {
    return checkpoint(f, CheckpointPolicies.nothing());
  }

  /// The same for a function of three arguments, with a policy.
  ///
  /// @param f the function
  /// @param policy which values are kept
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, R> checkpoint(
      Function3<A, B, C, R> f, CheckpointPolicy policy) {
    StagedFunction<R> staged =
        staged(args -> f.apply((A) args[0], (B) args[1], (C) args[2]), policy);
    return staged::apply;
  }

  private static <R> StagedFunction<R> staged(
      Function<Object[], R> function, CheckpointPolicy policy) {
    return new StagedFunction<>(
        "checkpoint", function, trace -> new Structured.Checkpoint(trace.program(), policy, false));
  }

  /// Gives the arrays of a tree a name by which [CheckpointPolicies#onlyTheseNames] and
  /// [CheckpointPolicies#anyNamesBut] know them: the identity otherwise.
  ///
  /// ```java
  /// Array hidden = checkpointName(x.matmul(w), "hidden");
  /// ```
  ///
  /// @param x the tree
  /// @param name the name
  /// @param <T> the class of the tree
  public static <T> T checkpointName(T x, String name) {
    return Tree.mapOnly(Array.class, (Array array) -> Lax.name(array, name), x);
  }
}
