package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.transform.CondCall.Branch;
import org.lanewise.type.DType;

/// The part of [ControlFlow] that chooses between functions.
abstract sealed class CondForms permits LoopForms {
  private static final String TRUE = "the true branch";
  private static final String FALSE = "the false branch";

  CondForms() {}

  /// Applies one of two functions: `predicate ? whenTrue.apply(operand) :
  /// whenFalse.apply(operand)`.
  ///
  /// Only the function that is chosen runs, but both are traced, and must return trees of the same
  /// structure and types. (Where a mapped predicate differs from lane to lane both run, and the
  /// results are selected.)
  ///
  /// ```java
  /// cond(x.gt(0), (Array y) -> y.sin(), (Array y) -> y.cos(), x);
  /// ```
  ///
  /// @param predicate a scalar of type bool
  /// @param whenTrue the function for true
  /// @param whenFalse the function for false
  /// @param operand the argument of both, any tree
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  /// @throws org.lanewise.type.ShapeException if the predicate is no scalar, or shapes of results
  ///   differ
  /// @throws org.lanewise.type.DTypeException if the predicate is not of type bool, or structures
  ///   or element types of results differ
  public static <A, R> R cond(
      Array predicate, Function<A, R> whenTrue, Function<A, R> whenFalse, A operand) {
    return choice(unary(TRUE, whenTrue), unary(FALSE, whenFalse))
        .apply(CondCall.index(predicate), operand);
  }

  /// Applies one of two functions of two arguments; see [#cond(Array, Function, Function, Object)].
  ///
  /// @param predicate a scalar of type bool
  /// @param whenTrue the function for true
  /// @param whenFalse the function for false
  /// @param first the first argument of both, any tree
  /// @param second the second argument of both, any tree
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> R cond(
      Array predicate,
      BiFunction<A, B, R> whenTrue,
      BiFunction<A, B, R> whenFalse,
      A first,
      B second) {
    return choice(binary(TRUE, whenTrue), binary(FALSE, whenFalse))
        .apply(CondCall.index(predicate), first, second);
  }

  /// Calls one of two functions without arguments: they use the arrays around them.
  ///
  /// ```java
  /// cond(x.gt(0), () -> x.sin(), () -> x.cos());
  /// ```
  ///
  /// See [#cond(Array, Function, Function, Object)].
  ///
  /// @param predicate a scalar of type bool
  /// @param whenTrue the function for true
  /// @param whenFalse the function for false
  /// @param <R> the class of the result
  public static <R> R cond(Array predicate, Supplier<R> whenTrue, Supplier<R> whenFalse) {
    return choice(nullary(TRUE, whenTrue), nullary(FALSE, whenFalse))
        .apply(CondCall.index(predicate));
  }

  /// Applies one of two functions by a Java value. Both are traced and checked all the same; see
  /// [#cond(Array, Function, Function, Object)].
  ///
  /// @param predicate which one
  /// @param whenTrue the function for true
  /// @param whenFalse the function for false
  /// @param operand the argument of both, any tree
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> R cond(
      boolean predicate, Function<A, R> whenTrue, Function<A, R> whenFalse, A operand) {
    return cond(truth(predicate), whenTrue, whenFalse, operand);
  }

  /// Calls one of two functions without arguments by a Java value; see [#cond(Array, Supplier,
  /// Supplier)].
  ///
  /// @param predicate which one
  /// @param whenTrue the function for true
  /// @param whenFalse the function for false
  /// @param <R> the class of the result
  public static <R> R cond(boolean predicate, Supplier<R> whenTrue, Supplier<R> whenFalse) {
    return cond(truth(predicate), whenTrue, whenFalse);
  }

  /// Applies one of several functions: `branches.get(clamp(index)).apply(operand)`.
  ///
  /// The index is clamped into range: below 0 the first branch is taken, beyond the end the last.
  /// All branches are traced, and must return trees of the same structure and types.
  ///
  /// ```java
  /// List<Function<Array, Array>> branches = List.of(x -> x.sin(), x -> x.cos(), x -> x.tan());
  /// switchCase(index, branches, x);
  /// ```
  ///
  /// @param index a scalar of an integer type
  /// @param branches one function at least
  /// @param operand the argument of all, any tree
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  /// @throws org.lanewise.type.ShapeException if the index is no scalar, or shapes of results
  ///   differ
  /// @throws org.lanewise.type.DTypeException if the index is not of integer type, or structures or
  ///   element types of results differ
  /// @throws IllegalArgumentException if there is no branch
  public static <A, R> R switchCase(
      Array index, List<? extends Function<A, R>> branches, A operand) {
    List<Branch<R>> named = new ArrayList<>();
    for (Function<A, R> branch : branches) {
      named.add(unary("branch " + named.size(), branch));
    }
    return cases(named).apply(CondCall.clamped(index, named.size()), operand);
  }

  /// Calls one of several functions without arguments; see [#switchCase(Array, List, Object)].
  ///
  /// @param index a scalar of an integer type
  /// @param branches one function at least
  /// @param <R> the class of the result
  public static <R> R switchCase(Array index, List<? extends Supplier<R>> branches) {
    List<Branch<R>> named = new ArrayList<>();
    for (Supplier<R> branch : branches) {
      named.add(nullary("branch " + named.size(), branch));
    }
    return cases(named).apply(CondCall.clamped(index, named.size()));
  }

  /// Applies one of several functions by a Java value; see [#switchCase(Array, List, Object)].
  ///
  /// @param index which one, clamped into range
  /// @param branches one function at least
  /// @param operand the argument of all, any tree
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> R switchCase(int index, List<? extends Function<A, R>> branches, A operand) {
    return switchCase(Lax.scalar(DType.INT32, index), branches, operand);
  }

  private static Array truth(boolean predicate) {
    return Lax.scalar(DType.BOOL, predicate ? 1 : 0);
  }

  private static <R> CondCall<R> choice(Branch<R> whenTrue, Branch<R> whenFalse) {
    return new CondCall<>("cond", List.of(whenTrue, whenFalse), true);
  }

  private static <R> CondCall<R> cases(List<Branch<R>> branches) {
    if (branches.isEmpty()) {
      throw new IllegalArgumentException(
          "`switchCase`: there must be a branch at least, got none. Give a list of functions.");
    }
    return new CondCall<>("switchCase", branches, false);
  }

  @SuppressWarnings("unchecked") // the argument is the operand, with tracers for arrays
  private static <A, R> Branch<R> unary(String name, Function<A, R> function) {
    return new Branch<>(name, function, operands -> function.apply((A) operands[0]));
  }

  @SuppressWarnings("unchecked") // as above
  private static <A, B, R> Branch<R> binary(String name, BiFunction<A, B, R> function) {
    return new Branch<>(
        name, function, operands -> function.apply((A) operands[0], (B) operands[1]));
  }

  private static <R> Branch<R> nullary(String name, Supplier<R> function) {
    return new Branch<>(name, function, _ -> function.get());
  }
}
