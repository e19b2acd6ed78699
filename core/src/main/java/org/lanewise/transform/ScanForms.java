package org.lanewise.transform;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.lanewise.Array;

/// The part of [ControlFlow] that goes over the rows of arrays.
abstract sealed class ScanForms extends LoopForms permits ControlFlow {
  ScanForms() {}

  /// Applies a function to each row in turn, handing a carry on, and stacks what it gives:
  ///
  /// ```java
  /// C carry = init;
  /// List<Y> outputs = new ArrayList<>();
  /// for (int i = 0; i < length; i++) {
  ///   Step<C, Y> step = f.apply(carry, xs.get(i));
  ///   carry = step.carry();
  ///   outputs.add(step.output());
  /// }
  /// return Step.of(carry, stack(outputs));
  /// ```
  ///
  /// ```java
  /// var sums = scan((sum, x) -> Step.of(sum.plus(x), sum), array(0f), array(1f, 2f, 3f));
  /// sums.carry();    // 6
  /// sums.output();   // [0, 1, 3]
  /// ```
  ///
  /// Rows are those along the first axis of every array of `xs`, which all have the same size. A
  /// row is a tree like `xs`, a stack of outputs one like an output, with one axis more. No rows
  /// are fine: the carry is the first one, and stacks have size 0.
  ///
  /// @param f one step, from a carry and a row to a carry of the same types and an output
  /// @param init the first carry, any tree
  /// @param xs what is gone over, any tree
  /// @param <C> the class of the carry
  /// @param <X> the class of a row, and of their stack
  /// @param <Y> the class of an output, and of their stack
  /// @return the last carry, and the stacks of outputs
  /// @throws org.lanewise.type.ShapeException if the leading axes of `xs` differ or there is none,
  ///   or the body changes a shape of the carry
  /// @throws org.lanewise.type.DTypeException if the body changes an element type, the structure or
  ///   a static leaf of the carry, or an output is no tree of arrays
  public static <C, X, Y> Step<C, Y> scan(BiFunction<C, X, Step<C, Y>> f, C init, X xs) {
    return scan(f, init, xs, ScanOptions.DEFAULT);
  }

  /// Applies a function to each row in turn; see [#scan(BiFunction, Object, Object)].
  ///
  /// ```java
  /// scan(f, init, xs, ScanOptions.DEFAULT.withReverse(true));
  /// ```
  ///
  /// @param f one step
  /// @param init the first carry, any tree
  /// @param xs what is gone over, any tree
  /// @param options the order of the steps, and how they are compiled and differentiated
  /// @param <C> the class of the carry
  /// @param <X> the class of a row, and of their stack
  /// @param <Y> the class of an output, and of their stack
  public static <C, X, Y> Step<C, Y> scan(
      BiFunction<C, X, Step<C, Y>> f, C init, X xs, ScanOptions options) {
    return new ScanCall<>("scan", 0, f, f).apply(init, xs, options);
  }

  /// Applies a function a number of times, handing a carry on, and stacks what else it gives.
  ///
  /// ```java
  /// scan((Array y) -> Step.of(y.times(2), y), array(1f), 4).output();   // [1, 2, 4, 8]
  /// ```
  ///
  /// See [#scan(BiFunction, Object, Object)].
  ///
  /// @param f one step
  /// @param init the first carry, any tree
  /// @param length the number of steps, 0 or more
  /// @param <C> the class of the carry
  /// @param <Y> the class of an output, and of their stack
  /// @throws IllegalArgumentException if the length is negative
  public static <C, Y> Step<C, Y> scan(Function<C, Step<C, Y>> f, C init, long length) {
    return scan(f, init, ScanOptions.DEFAULT.withLength(length));
  }

  /// Applies a function a number of times; see [#scan(Function, Object, long)].
  ///
  /// @param f one step
  /// @param init the first carry, any tree
  /// @param options the number of steps, their order, and how they are compiled and differentiated
  /// @param <C> the class of the carry
  /// @param <Y> the class of an output, and of their stack
  /// @throws org.lanewise.type.ShapeException if the options give no length
  public static <C, Y> Step<C, Y> scan(Function<C, Step<C, Y>> f, C init, ScanOptions options) {
    ScanCall<C, Object[], Y> scan = new ScanCall<>("scan", 0, f, (carry, _) -> f.apply(carry));
    return scan.apply(init, new Object[0], options);
  }

  /// Applies a function to each row and stacks the results: `stack(f(xs[0]), f(xs[1]), …)`.
  ///
  /// The rows come one after the other; `vmap` computes them at once, [#map(Function, Object, int)]
  /// some at a time.
  ///
  /// ```java
  /// map((Array row) -> row.sum(), matrix);
  /// ```
  ///
  /// @param f from a row to a tree of arrays
  /// @param xs what is gone over, any tree
  /// @param <X> the class of a row, and of their stack
  /// @param <Y> the class of a result, and of their stack
  /// @throws org.lanewise.type.ShapeException if the leading axes of `xs` differ or there is none
  public static <X, Y> Y map(Function<X, Y> f, X xs) {
    ScanCall<Optional<Array>, X, Y> scan =
        new ScanCall<>("map", 0, f, (nothing, x) -> Step.of(nothing, f.apply(x)));
    return scan.apply(Optional.empty(), xs, ScanOptions.DEFAULT).output();
  }

  /// Applies a function to each row, several rows at a time, and stacks the results.
  ///
  /// Each batch is computed at once, as by `vmap`; what fills no batch is a shorter one of its own.
  /// So the size says how much memory is given for speed; it changes no bit.
  ///
  /// ```java
  /// map((Array row) -> row.sum(), matrix, 64);
  /// ```
  ///
  /// @param f from a row to a tree of arrays
  /// @param xs what is gone over, any tree
  /// @param batchSize the number of rows at a time, 1 or more
  /// @param <X> the class of a row, and of their stack
  /// @param <Y> the class of a result, and of their stack
  /// @throws org.lanewise.type.ShapeException if the leading axes of `xs` differ or there is none
  /// @throws IllegalArgumentException if the size of a batch is less than 1
  public static <X, Y> Y map(Function<X, Y> f, X xs, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "`map`: the size of a batch must be at least 1, got %d. Give the number of rows to take at a time."
              .formatted(batchSize));
    }
    return new BatchedMap<>(f, batchSize).apply(xs);
  }

  /// Computes running combinations along the first axis; see [#associativeScan(BinaryOperator,
  /// Object, boolean, int)].
  ///
  /// ```java
  /// associativeScan((Array a, Array b) -> a.times(b), array(1f, 2f, 3f));   // [1, 2, 6]
  /// ```
  ///
  /// @param fn an associative function of two trees of arrays
  /// @param elements the elements, any tree
  /// @param <T> the class of the elements
  public static <T> T associativeScan(BinaryOperator<T> fn, T elements) {
    return associativeScan(fn, elements, false, 0);
  }

  /// Computes running combinations: at place i along the axis `fn(…fn(fn(x₀, x₁), x₂)…, xᵢ)`.
  ///
  /// The function is applied to whole arrays, element by element along the axis, so that
  /// combinations that do not depend on each other happen at once: about 2·n in 2·log₂n rounds. It
  /// must be associative; where it is so but for rounding, the tree says which bits come out:
  /// neighbours are combined in pairs, the pairs are scanned likewise, which gives every second
  /// result, and the others are their left neighbour combined with their own element.
  ///
  /// @param fn an associative function of two trees of arrays, which keeps structure and types, and
  ///   works for any size of the axis
  /// @param elements the elements, any tree; all arrays have the same size along the axis
  /// @param reverse whether to start from the end: at place i `fn(…fn(xₙ, xₙ₋₁)…, xᵢ)`
  /// @param axis the axis; negative ones count from the end
  /// @param <T> the class of the elements
  /// @throws org.lanewise.type.ShapeException if the axis is out of range or sizes along it differ,
  ///   or the function changes a shape
  /// @throws org.lanewise.type.DTypeException if the function changes an element type, the
  ///   structure or a static leaf
  public static <T> T associativeScan(BinaryOperator<T> fn, T elements, boolean reverse, int axis) {
    return AssociativeScan.of(fn, elements, reverse, axis);
  }
}
