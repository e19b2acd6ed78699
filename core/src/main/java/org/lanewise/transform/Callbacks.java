package org.lanewise.transform;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.TreeDef;
import org.lanewise.type.ArrayType;

/// Ways out of a program: Java functions that are called with the elements of arrays while the
/// program runs, under every transformation.
///
/// Arguments are trees. Their arrays reach the Java function as concrete arrays, so it may look at
/// elements, branch on them and leave the world of arrays; all other leaves reach it as they are.
/// It runs in the thread that runs the program, outside of all transformations.
///
/// What the function throws comes out of the program as a [CallbackException] that says which
/// callback it was; the cause is what was thrown.
public final class Callbacks {
  private Callbacks() {}

  /// The result of a Java function that has no side effects; the program may call it as often as it
  /// likes, or not at all if nobody reads the result.
  ///
  /// A program must know types before it runs, so the type of the result is declared. It has no
  /// derivative: a function that shall have one gets it by `customJvp` or `customVjp`. Under `vmap`
  /// it is called once per lane ([VmapMethod#SEQUENTIAL]).
  ///
  /// ```java
  /// Array y = pureCallback(v -> array(Math.cbrt(v.item())), x.type(), x);
  /// ```
  ///
  /// @param function the function
  /// @param result the type of what it returns
  /// @param argument its argument, any tree
  /// @param <T> the class of the argument
  /// @throws CallbackException when the program runs, if the function throws or returns something
  ///   else than was declared
  public static <T> Array pureCallback(Function<T, Array> function, ArrayType result, T argument) {
    return pureCallback(function, result, argument, VmapMethod.SEQUENTIAL);
  }

  /// The same with a choice of what `vmap` does.
  ///
  /// ```java
  /// // called once for all lanes, since it works along any number of leading axes
  /// Array y = pureCallback(v -> cbrtOfAll(v), x.type(), x, VmapMethod.EXPAND_DIMS);
  /// ```
  ///
  /// @param function the function
  /// @param result the type of what it returns
  /// @param argument its argument, any tree
  /// @param method how the function is called for all lanes
  /// @param <T> the class of the argument
  public static <T> Array pureCallback(
      Function<T, Array> function, ArrayType result, T argument, VmapMethod method) {
    return pureCallback(function, one(result), argument, method);
  }

  /// The same for a function of two arguments.
  ///
  /// @param function the function
  /// @param result the type of what it returns
  /// @param first its first argument
  /// @param second its second argument
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  public static <A, B> Array pureCallback(
      BiFunction<A, B, Array> function, ArrayType result, A first, B second) {
    return pureCallback(function, result, first, second, VmapMethod.SEQUENTIAL);
  }

  /// The same for a function of two arguments with a choice of what `vmap` does.
  ///
  /// @param function the function
  /// @param result the type of what it returns
  /// @param first its first argument
  /// @param second its second argument
  /// @param method how the function is called for all lanes
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  @SuppressWarnings("unchecked") // the arguments are those given, with concrete arrays
  public static <A, B> Array pureCallback(
      BiFunction<A, B, Array> function, ArrayType result, A first, B second, VmapMethod method) {
    return pure(method)
        .result(
            args -> function.apply((A) args[0], (B) args[1]), one(result), method, first, second);
  }

  /// The same for a function that returns a tree.
  ///
  /// @param function the function
  /// @param result the structure of what it returns, with the type of each array, as
  ///   [Transforms#evalShape(Function)] gives it
  /// @param argument its argument
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  public static <T, R> R pureCallback(
      Function<T, R> function, Leaves<ArrayType> result, T argument) {
    return pureCallback(function, result, argument, VmapMethod.SEQUENTIAL);
  }

  /// The same for a function that returns a tree, with a choice of what `vmap` does.
  ///
  /// @param function the function
  /// @param result the structure of what it returns, with the type of each array
  /// @param argument its argument
  /// @param method how the function is called for all lanes
  /// @param <T> the class of the argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // the argument is the one given, with concrete arrays
  public static <T, R> R pureCallback(
      Function<T, R> function, Leaves<ArrayType> result, T argument, VmapMethod method) {
    return pure(method).result(args -> function.apply((T) args[0]), result, method, argument);
  }

  private static CallbackCall pure(VmapMethod method) {
    return new CallbackCall(
        "pureCallback", "pure_callback", Map.of("vmap_method", method.toString()));
  }

  private static Leaves<ArrayType> one(ArrayType type) {
    return Leaves.of(TreeDef.leaf(), List.of(type));
  }

  /// Calls a Java function with values of a program for its effect: to log, to plot, to set a
  /// breakpoint.
  ///
  /// It is called each time the program comes by, in the order of the program, and is never left
  /// out. Under `vmap` it is called for each lane in turn if an argument differs from lane to lane;
  /// under differentiation with the values, once; under `jit` when the compiled program runs. In a
  /// rule of `customJvp` reverse mode does not know the tangents: what depends on them is left out.
  ///
  /// ```java
  /// debugCallback(losses::add, loss);
  /// ```
  ///
  /// @param function the function
  /// @param argument its argument, any tree
  /// @param <T> the class of the argument
  @SuppressWarnings("unchecked") // the argument is the one given, with concrete arrays
  public static <T> void debugCallback(Consumer<T> function, T argument) {
    debug()
        .effect(
            args -> {
              function.accept((T) args[0]);
              return function;
            },
            argument);
  }

  /// The same for a function of two arguments.
  ///
  /// @param function the function
  /// @param first its first argument
  /// @param second its second argument
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  @SuppressWarnings("unchecked") // the arguments are those given, with concrete arrays
  public static <A, B> void debugCallback(BiConsumer<A, B> function, A first, B second) {
    debug()
        .effect(
            args -> {
              function.accept((A) args[0], (B) args[1]);
              return function;
            },
            first,
            second);
  }

  private static CallbackCall debug() {
    return new CallbackCall("debugCallback", "debug_callback", Map.of());
  }

  /// Prints values of a program on the standard output, one line each time the program comes by;
  /// see [#debugCallback(Consumer, Object)] for when that is.
  ///
  /// In the format `{}` stands for the next argument, `{0}` for the first one, `{:.3f}` and
  /// `{0:.3f}` for a number in the format that `String.format` knows as `%.3f`, `{{` and `}}` for
  /// braces. Arrays are printed as NumPy prints them, `[1. 2.]`; a tree is printed by its own
  /// `toString`.
  ///
  /// ```java
  /// debugPrint("step {}: loss {:.4f}", step, loss);
  /// ```
  ///
  /// @param format the text
  /// @param arguments trees, one for each place in the text
  /// @throws IllegalArgumentException if format and arguments do not fit together
  public static void debugPrint(String format, Object... arguments) {
    PrintFormat parsed = PrintFormat.of(format, arguments.length);
    new CallbackCall("debugPrint", "debug_print", Map.of("fmt", format))
        .effect(
            args -> {
              String line = parsed.text(args);
              System.out.println(line);
              return line;
            },
            arguments);
  }
}
