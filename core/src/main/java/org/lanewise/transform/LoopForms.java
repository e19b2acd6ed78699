package org.lanewise.transform;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;

/// The part of [ControlFlow] that repeats a function on a carry.
abstract sealed class LoopForms extends CondForms permits ScanForms {
  private static final long UNBOUNDED = -1;

  LoopForms() {}

  /// Repeats a function for as long as a condition holds:
  ///
  /// ```java
  /// C carry = init;
  /// while (condition.apply(carry)) {
  ///   carry = body.apply(carry);
  /// }
  /// return carry;
  /// ```
  ///
  /// ```java
  /// whileLoop((Array y) -> y.lt(10), y -> y.times(2), array(1f));   // 16
  /// ```
  ///
  /// A loop without a bound has derivatives in forward mode only; see [#whileLoop(Function,
  /// Function, Object, long)] and [#foriLoop(int, int, BiFunction, Object)].
  ///
  /// @param condition whether to go on: from the carry to a scalar of type bool
  /// @param body one step, from a carry to a carry of the same types
  /// @param init the first carry, any tree
  /// @param <C> the class of the carry
  /// @throws org.lanewise.type.ShapeException if the condition returns no scalar, or the body
  ///   changes a shape
  /// @throws org.lanewise.type.DTypeException if the condition does not return a bool, or the body
  ///   changes an element type, the structure or a static leaf
  public static <C> C whileLoop(Function<C, Array> condition, Function<C, C> body, C init) {
    return loop(condition, body, init, UNBOUNDED);
  }

  /// Repeats a function for as long as a condition holds, but for a number of steps at most. With
  /// this bound the loop has derivatives in reverse mode as well.
  ///
  /// ```java
  /// C carry = init;
  /// for (long step = 0; step < maxSteps && condition.apply(carry); step++) {
  ///   carry = body.apply(carry);
  /// }
  /// return carry;
  /// ```
  ///
  /// @param condition whether to go on
  /// @param body one step
  /// @param init the first carry, any tree
  /// @param maxSteps after how many steps the loop ends whatever the condition says, 0 or more
  /// @param <C> the class of the carry
  /// @throws IllegalArgumentException if the bound is negative; else as for [#whileLoop(Function,
  ///   Function, Object)]
  public static <C> C whileLoop(
      Function<C, Array> condition, Function<C, C> body, C init, long maxSteps) {
    return loop(condition, body, init, bound("whileLoop", maxSteps));
  }

  /// Repeats a function for each number from `lo` (inclusive) to `hi` (exclusive):
  ///
  /// ```java
  /// C carry = init;
  /// for (int i = lo; i < hi; i++) {
  ///   carry = body.apply(i, carry);
  /// }
  /// return carry;
  /// ```
  ///
  /// ```java
  /// foriLoop(0, 5, (i, y) -> y.plus(i), array(1f));   // 1 + 0 + 1 + 2 + 3 + 4
  /// ```
  ///
  /// The number of steps is known, so the loop is a [ScanForms#scan(BiFunction, Object, Object)]
  /// without rows, and has derivatives in both modes.
  ///
  /// @param lo the first number
  /// @param hi the number after the last
  /// @param body one step, from an i32 scalar and a carry to a carry of the same types
  /// @param init the first carry, any tree
  /// @param <C> the class of the carry
  /// @throws org.lanewise.type.ShapeException if the body changes a shape
  /// @throws org.lanewise.type.DTypeException if the body changes an element type, the structure or
  ///   a static leaf
  public static <C> C foriLoop(int lo, int hi, BiFunction<Array, C, C> body, C init) {
    return foriLoop(lo, hi, body, init, 1);
  }

  /// Repeats a function for each number of a range; see [#foriLoop(int, int, BiFunction, Object)].
  ///
  /// @param lo the first number
  /// @param hi the number after the last
  /// @param body one step
  /// @param init the first carry, any tree
  /// @param unroll how many steps a compiler may write out at a time, 1 or more; it changes no bit
  /// @param <C> the class of the carry
  public static <C> C foriLoop(int lo, int hi, BiFunction<Array, C, C> body, C init, int unroll) {
    return new ForiLoop<>(body)
        .apply(Lax.scalar(DType.INT32, lo), Lax.scalar(DType.INT32, hi), init, unroll, UNBOUNDED);
  }

  /// Repeats a function for each number from `lo` to `hi`, which may be traced.
  ///
  /// With bounds that are known when the loop is traced this is [#foriLoop(int, int, BiFunction,
  /// Object)] with a counter of the bounds' type. With others the number of steps depends on the
  /// elements, so the loop is a [#whileLoop(Function, Function, Object)] and has derivatives in
  /// forward mode only.
  ///
  /// @param lo the first number, a scalar of integer type
  /// @param hi the number after the last, a scalar of integer type
  /// @param body one step, from a scalar of the bounds' common type and a carry
  /// @param init the first carry, any tree
  /// @param <C> the class of the carry
  /// @throws org.lanewise.type.ShapeException if a bound is no scalar, or the body changes a shape
  /// @throws org.lanewise.type.DTypeException if a bound is not of integer type, or the body
  ///   changes an element type, the structure or a static leaf
  public static <C> C foriLoop(Array lo, Array hi, BiFunction<Array, C, C> body, C init) {
    return new ForiLoop<>(body).apply(lo, hi, init, 1, UNBOUNDED);
  }

  /// Repeats a function for each number from a Java `int` to a bound that may be traced; see
  /// [#foriLoop(Array, Array, BiFunction, Object)].
  ///
  /// @param lo the first number
  /// @param hi the number after the last, a scalar of integer type, which the counter takes
  /// @param body one step
  /// @param init the first carry, any tree
  /// @param <C> the class of the carry
  public static <C> C foriLoop(int lo, Array hi, BiFunction<Array, C, C> body, C init) {
    return new ForiLoop<>(body).apply(Numpy.weak(lo), hi, init, 1, UNBOUNDED);
  }

  /// Repeats a function for each number from `lo` to `hi`, but for a number of steps at most: with
  /// this bound the loop has derivatives in reverse mode although `hi` is traced.
  ///
  /// @param lo the first number
  /// @param hi the number after the last, a scalar of integer type
  /// @param body one step
  /// @param init the first carry, any tree
  /// @param maxSteps after how many steps the loop ends at the latest, 0 or more
  /// @param <C> the class of the carry
  /// @throws IllegalArgumentException if the bound is negative
  public static <C> C foriLoop(
      int lo, Array hi, BiFunction<Array, C, C> body, C init, long maxSteps) {
    return new ForiLoop<>(body).apply(Numpy.weak(lo), hi, init, 1, bound("foriLoop", maxSteps));
  }

  private static <C> C loop(
      Function<C, Array> condition, Function<C, C> body, C init, long maxSteps) {
    return new WhileCall<C>(
            "whileLoop", 0, List.of(condition, body), condition, body::apply, maxSteps)
        .apply(init);
  }

  private static long bound(String operation, long maxSteps) {
    if (maxSteps < 0) {
      throw new IllegalArgumentException(
          "`%s`: maxSteps must not be negative, got %d. Leave it away for a loop without a bound."
              .formatted(operation, maxSteps));
    }
    return maxSteps;
  }
}
