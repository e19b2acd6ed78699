package org.lanewise.transform;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Function3;
import org.lanewise.ir.Jaxpr;
import org.lanewise.pytree.Leaves;
import org.lanewise.type.ArrayType;

/// The forms of `makeJaxpr` and `evalShape`, for functions of one to three arguments.
abstract sealed class StagingForms permits JitForms {
  StagingForms() {}

  /// Returns a function that shows the program of `function` instead of computing it.
  ///
  /// The function runs once with stand-ins for its arguments; what it returns must be arrays.
  /// Arrays that it closes over are constants of the program, scalars are literals; equations whose
  /// results are not used are kept.
  ///
  /// ```java
  /// makeJaxpr((Array x) -> Lax.mul(Lax.sin(x), x)).apply(x);
  /// // { lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b a in (c,) }
  /// ```
  ///
  /// @param function the function
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  /// @return from an argument to the program for arguments of its type
  public static <A, R> Function<A, Jaxpr> makeJaxpr(Function<A, R> function) {
    return a -> traced("makeJaxpr", function, a).program().jaxpr();
  }

  /// Shows the program of a function of two arguments; see [#makeJaxpr(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  /// @return from arguments to the program for arguments of their types
  public static <A, B, R> BiFunction<A, B, Jaxpr> makeJaxpr(BiFunction<A, B, R> function) {
    return (a, b) -> traced("makeJaxpr", function, a, b).program().jaxpr();
  }

  /// Shows the program of a function of three arguments; see [#makeJaxpr(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  /// @return from arguments to the program for arguments of their types
  public static <A, B, C, R> Function3<A, B, C, Jaxpr> makeJaxpr(Function3<A, B, C, R> function) {
    return (a, b, c) -> traced("makeJaxpr", function, a, b, c).program().jaxpr();
  }

  /// Returns a function that tells the types of what `function` returns, without computing it.
  ///
  /// ```java
  /// evalShape((Array x) -> Lax.dotGeneral(x, x, ...)).apply(x).get(0);   // f32[3,3]
  /// ```
  ///
  /// @param function the function
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  /// @return from an argument to the structure of the result with the type of each leaf
  public static <A, R> Function<A, Leaves<ArrayType>> evalShape(Function<A, R> function) {
    return a -> traced("evalShape", function, a).result();
  }

  /// Tells the types of what a function of two arguments returns; see [#evalShape(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  /// @return from arguments to the structure of the result with the type of each leaf
  public static <A, B, R> BiFunction<A, B, Leaves<ArrayType>> evalShape(
      BiFunction<A, B, R> function) {
    return (a, b) -> traced("evalShape", function, a, b).result();
  }

  /// Tells the types of what a function of three arguments returns; see [#evalShape(Function)].
  ///
  /// @param function the function
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  /// @return from arguments to the structure of the result with the type of each leaf
  public static <A, B, C, R> Function3<A, B, C, Leaves<ArrayType>> evalShape(
      Function3<A, B, C, R> function) {
    return (a, b, c) -> traced("evalShape", function, a, b, c).result();
  }

  @SuppressWarnings("unchecked") // the arguments are those given, with tracers for arrays
  private static <A> TracedCall traced(String operation, Function<A, ?> function, A a) {
    return TracedCall.of(operation, args -> function.apply((A) args[0]), a);
  }

  @SuppressWarnings("unchecked") // as above
  private static <A, B> TracedCall traced(
      String operation, BiFunction<A, B, ?> function, A a, B b) {
    return TracedCall.of(operation, args -> function.apply((A) args[0], (B) args[1]), a, b);
  }

  @SuppressWarnings("unchecked") // as above
  private static <A, B, C> TracedCall traced(
      String operation, Function3<A, B, C, ?> function, A a, B b, C c) {
    return TracedCall.of(
        operation, args -> function.apply((A) args[0], (B) args[1], (C) args[2]), a, b, c);
  }
}
