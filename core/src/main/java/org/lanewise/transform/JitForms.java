package org.lanewise.transform;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Function3;
import org.lanewise.jit.CompiledFunction;
import org.lanewise.jit.JitSwitch;

/// The forms of `jit` and `lower`, for functions of no to three arguments.
@SuppressWarnings("unchecked") // a compiled function returns what the user's function returns
abstract sealed class JitForms extends StagingForms permits VmapForms {
  JitForms() {}

  /// Compiles a function: it runs in Java once per kind of arguments, and as a program from then
  /// on, with the bits of the function itself.
  ///
  /// Arguments and result are trees. Array leaves of the arguments are traced. Every other leaf, a
  /// primitive component of a record among them, is static: the function sees it as it is, and each
  /// value (by `equals`) has a program of its own. So have other structures, shapes and element
  /// types. A leaf of the result that is not an array is returned as it was when the function was
  /// traced.
  ///
  /// The function must not depend on anything that changes but its arguments, since it does not run
  /// again: no counters, no random generators of Java, no printing. Programs are kept with the
  /// identity of the function and go with it; all that is made of one function object shares them.
  ///
  /// Under another transformation the call is one equation, which the transformation goes into.
  ///
  /// ```java
  /// JitFunction<Array, Array> step = jit((Array x) -> x.sin().times(x));
  /// step.apply(x);
  /// step.statistics();   // traces, hits, and why it was compiled again
  /// ```
  ///
  /// @param function the function
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> JitFunction<A, R> jit(Function<A, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /// Compiles a function with options; see [#jit(Function)].
  ///
  /// @param function the function
  /// @param options name and donated arguments
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> JitFunction<A, R> jit(Function<A, R> function, JitOptions options) {
    return new JitFunction<>(compiled(function, options));
  }

  /// Compiles a function of two arguments; see [#jit(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> JitBiFunction<A, B, R> jit(BiFunction<A, B, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /// Compiles a function of two arguments with options; see [#jit(Function)].
  ///
  /// @param function the function
  /// @param options name and donated arguments
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> JitBiFunction<A, B, R> jit(
      BiFunction<A, B, R> function, JitOptions options) {
    return new JitBiFunction<>(compiled(function, options));
  }

  /// Compiles a function of three arguments; see [#jit(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> JitFunction3<A, B, C, R> jit(Function3<A, B, C, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /// Compiles a function of three arguments with options; see [#jit(Function)].
  ///
  /// @param function the function
  /// @param options name and donated arguments
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> JitFunction3<A, B, C, R> jit(
      Function3<A, B, C, R> function, JitOptions options) {
    return new JitFunction3<>(compiled(function, options));
  }

  /// Compiles a function without arguments; see [#jit(Function)].
  ///
  /// @param function the function
  /// @param <R> the class of the result
  public static <R> Supplier<R> jit(Supplier<R> function) {
    CompiledFunction compiled = JitOptions.DEFAULT.compiled(function, 0, _ -> function.get());
    return () -> (R) compiled.call();
  }

  /// Returns a function that shows the program of `function`, as traced and as simplified, instead
  /// of computing it.
  ///
  /// @param function the function
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> Function<A, Lowered> lower(Function<A, R> function) {
    return a -> Lowered.of(compiled(function, JitOptions.DEFAULT), a);
  }

  /// Shows the programs of a function of two arguments; see [#lower(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, Lowered> lower(BiFunction<A, B, R> function) {
    return (a, b) -> Lowered.of(compiled(function, JitOptions.DEFAULT), a, b);
  }

  /// Shows the programs of a function of three arguments; see [#lower(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, Lowered> lower(Function3<A, B, C, R> function) {
    return (a, b, c) -> Lowered.of(compiled(function, JitOptions.DEFAULT), a, b, c);
  }

  /// Runs a body in which compiled functions run their Java code as it stands, operation by
  /// operation: for a debugger, or to see what they print.
  ///
  /// @param body what to run
  /// @param <R> the class of its result
  public static <R> R disableJit(Supplier<R> body) {
    return JitSwitch.off(body);
  }

  /// Runs a body without a result in which nothing is compiled; see [#disableJit(Supplier)].
  ///
  /// @param body what to run
  public static void disableJit(Runnable body) {
    var _ =
        JitSwitch.off(
            () -> {
              body.run();
              return true;
            });
  }

  private static <A> CompiledFunction compiled(Function<A, ?> function, JitOptions options) {
    return options.compiled(function, 1, x -> function.apply((A) x[0]));
  }

  private static <A, B> CompiledFunction compiled(
      BiFunction<A, B, ?> function, JitOptions options) {
    return options.compiled(function, 2, x -> function.apply((A) x[0], (B) x[1]));
  }

  private static <A, B, C> CompiledFunction compiled(
      Function3<A, B, C, ?> function, JitOptions options) {
    return options.compiled(function, 3, x -> function.apply((A) x[0], (B) x[1], (C) x[2]));
  }
}
