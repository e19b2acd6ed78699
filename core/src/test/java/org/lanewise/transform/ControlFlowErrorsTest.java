package org.lanewise.transform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.Numpy.array;
import static org.lanewise.Numpy.zeros;
import static org.lanewise.transform.ControlFlow.associativeScan;
import static org.lanewise.transform.ControlFlow.cond;
import static org.lanewise.transform.ControlFlow.foriLoop;
import static org.lanewise.transform.ControlFlow.map;
import static org.lanewise.transform.ControlFlow.scan;
import static org.lanewise.transform.ControlFlow.switchCase;
import static org.lanewise.transform.ControlFlow.whileLoop;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.lanewise.Array;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// What the functions of control flow answer to mistakes.
class ControlFlowErrorsTest {
  private static final Array X = array(1f);
  private static final Array V = array(1f, 2f, 3f);

  /// A carry with a static number.
  public record State(Array w, int n) {}

  private static void refused(Class<?> type, ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessage(message);
  }

  private static void shape(ThrowingCallable call, String message) {
    refused(ShapeException.class, call, message);
  }

  private static void dtype(ThrowingCallable call, String message) {
    refused(DTypeException.class, call, message);
  }

  @Test
  void aPredicateIsAScalarTruthValue() {
    Function<Array, Array> f = x -> x;
    shape(
        () -> cond(V.gt(0), f, f, X),
        "`cond`: the predicate must be a scalar of type bool, got bool[3]. Use `where` to choose"
            + " element by element, or reduce it with `all` or `any`.");
    dtype(
        () -> cond(X, f, f, X),
        "`cond`: the predicate must be a scalar of type bool, got f32[]. Compare it with something,"
            + " as in `x.ne(0)`.");
    shape(
        () -> whileLoop((Array y) -> y.gt(0), y -> y, V),
        "`whileLoop`: the condition must return a scalar of type bool, got bool[3]. Reduce it with"
            + " `all` or `any`.");
    dtype(
        () -> whileLoop((Array y) -> y, y -> y, X),
        "`whileLoop`: the condition must return a scalar of type bool, got f32[]. Compare it with"
            + " something, as in `x.ne(0)`.");
  }

  @Test
  void anIndexOfABranchIsAScalarInteger() {
    List<Function<Array, Array>> branches = List.of(x -> x);
    dtype(
        () -> switchCase(X, branches, X),
        "`switchCase`: the index must be a scalar of an integer type, got f32[]. Convert it with"
            + " `astype`, or use `cond` for a bool.");
    dtype(
        () -> switchCase(array(true), branches, X),
        "`switchCase`: the index must be a scalar of an integer type, got bool[]. Convert it with"
            + " `astype`, or use `cond` for a bool.");
    shape(
        () -> switchCase(array(1, 2), branches, X),
        "`switchCase`: the index must be a scalar of an integer type, got i32[2]. Use `select` to"
            + " choose element by element.");
    refused(
        IllegalArgumentException.class,
        () -> switchCase(array(1), List.<Function<Array, Array>>of(), X),
        "`switchCase`: there must be a branch at least, got none. Give a list of functions.");
  }

  @Test
  void branchesReturnTheSame() {
    dtype(
        () -> cond(array(true), (Array x) -> x, x -> x.astype(DType.INT32), X),
        "`cond`: the branches must return the same types, but the true branch returns f32[] and the"
            + " false branch i32[]. Convert one of them with `astype`.");
    shape(
        () -> cond(array(true), (Array x) -> List.of(x, x), x -> List.of(x, V), X),
        "`cond`: the branches must return the same types, but at `[1]` the true branch returns f32[]"
            + " and the false branch f32[3]. Reshape or broadcast one of them.");
    dtype(
        () -> cond(array(true), (Array x) -> List.of(x, x), x -> List.of(x), X),
        "`cond`: the branches must return the same types, but the true branch returns"
            + " PyTreeDef([*, *]) and the false branch PyTreeDef([*]). Return the same kind of"
            + " tree.");
    dtype(
        () -> cond(array(true), () -> new State(X, 1), () -> new State(X, 2)),
        "`cond`: the branches must return the same types, but at `.n` the true branch returns 1 and"
            + " the false branch 2. A leaf that is no array must stay as it is; make it an array.");
    List<Function<Array, Array>> three = List.of(x -> x, x -> x, x -> x.gt(0));
    dtype(
        () -> switchCase(0, three, X),
        "`switchCase`: the branches must return the same types, but branch 0 returns f32[] and"
            + " branch 2 bool[]. Convert one of them with `astype`.");
    dtype(
        () -> cond(true, () -> 1.0, () -> 2.0),
        "`cond`: the true branch must return arrays, got a Double. Make it an array, or mark it"
            + " `@Static`.");
    dtype(
        () -> cond(true, () -> List.of(X, 1), () -> List.of(X, 1)),
        "`cond`: the true branch must return arrays, got an Integer at `[1]`. Make it an array, or"
            + " mark it `@Static`.");
  }

  @Test
  void aCarryKeepsItsType() {
    dtype(
        () -> scan((Array c) -> Step.of(c.astype(DType.INT32)), X, 3),
        "`scan`: the body must return a carry of the type that it takes, but it takes f32[] and"
            + " returns i32[]. Convert the carry that the loop starts from with `astype`.");
    shape(
        () -> scan((Map<String, Array> c) -> Step.of(Map.of("a", V)), Map.of("a", X), 3),
        "`scan`: the body must return a carry of the type that it takes, but at `['a']` it takes"
            + " f32[] and returns f32[3]. Reshape or broadcast what it returns.");
    dtype(
        () ->
            whileLoop((State s) -> s.w().lt(3), s -> new State(s.w(), s.n() + 1), new State(X, 0)),
        "`whileLoop`: the body must return a carry of the type that it takes, but at `.n` it takes 0"
            + " and returns 1. A leaf that is no array must stay as it is; make it an array.");
    dtype(
        () -> foriLoop(0, 3, (i, c) -> List.of(c.get(0)), List.of(X, X)),
        "`foriLoop`: the body must return a carry of the type that it takes, but it takes"
            + " PyTreeDef([*, *]) and returns PyTreeDef([*]). Return the same kind of tree.");
    dtype(
        () ->
            foriLoop(
                0,
                3,
                (i, c) -> Map.of("a", c.get("a"), "b", List.of(i)),
                Map.<String, Object>of("a", X, "b", X)),
        "`foriLoop`: the body must return a carry of the type that it takes, but at `['b']` it takes"
            + " f32[] and returns PyTreeDef([*]). Return the same kind of tree.");
    dtype(
        () -> foriLoop(0, 3, (i, s) -> new State(i, s.n()), new State(X, 1)),
        "`foriLoop`: the body must return a carry of the type that it takes, but at `.w` it takes"
            + " f32[] and returns i32[]. Convert the carry that the loop starts from with"
            + " `astype`.");
    dtype(
        () -> foriLoop(0, 3, (i, c) -> i, X),
        "`foriLoop`: the body must return a carry of the type that it takes, but it takes f32[] and"
            + " returns i32[]. Convert the carry that the loop starts from with `astype`.");
    dtype(
        () -> scan((List<Object> c) -> Step.of(List.<Object>of(1.0)), List.<Object>of(X), 3),
        "`scan`: the body must return a carry of the type that it takes, but at `[0]` it takes f32[]"
            + " and returns a Double. A leaf that is no array must stay as it is; make it an"
            + " array.");
  }

  @Test
  @SuppressWarnings("NullAway") // that is the mistake
  void nothingIsNoTree() {
    dtype(
        () -> scan((Array c) -> null, X, 3),
        "`scan`: the body must return arrays, got null. Return an array or a tree of arrays.");
    dtype(
        () -> whileLoop((Array c) -> null, c -> c, X),
        "`whileLoop`: the condition must return arrays, got null. Return an array or a tree of"
            + " arrays.");
    dtype(
        () -> foriLoop(0, 1, (i, c) -> null, X),
        "`foriLoop`: the body must return arrays, got null. Return an array or a tree of arrays.");
    dtype(
        () -> map((Array x) -> "no", V),
        "`map`: the body must return arrays, got a String. Make it an array, or mark it `@Static`.");
  }

  @Test
  void whatIsScannedHasOneLength() {
    shape(
        () -> scan((Array c, List<Array> x) -> Step.of(c), X, List.of(V, zeros(4, 2))),
        "`scan`: the leading axes of all xs must have one size, but xs at `[0]` is f32[3], and xs at"
            + " `[1]` is f32[4,2]. Slice or pad one of them.");
    shape(
        () -> scan((Array c, Array x) -> Step.of(c), X, V, ScanOptions.DEFAULT.withLength(2)),
        "`scan`: the leading axes of all xs must have one size, but the length is 2, and xs is"
            + " f32[3]. Slice or pad one of them.");
    shape(
        () -> scan((Array c, Array x) -> Step.of(c), X, X),
        "`scan`: what is scanned needs a leading axis, but xs is the scalar f32[]. Close over it, or"
            + " give it an axis with `broadcastTo`.");
    shape(
        () -> scan((Array c, List<Array> x) -> Step.of(c), X, List.of()),
        "`scan`: there is no array to scan over and no length. Give an array, or the number of steps"
            + " with `ScanOptions.withLength`.");
    refused(
        IllegalArgumentException.class,
        () -> scan((Array c) -> Step.of(c), X, -1),
        "`scan`: the length must not be negative, got -1. Give 0 or more.");
    refused(
        IllegalArgumentException.class,
        () -> foriLoop(0, 2, (i, c) -> c, X, 0),
        "`scan`: unroll must be at least 1, got 0. Give 1 for a plain loop.");
    refused(
        IllegalArgumentException.class,
        () -> map((Array x) -> x, V, 0),
        "`map`: the size of a batch must be at least 1, got 0. Give the number of rows to take at a"
            + " time.");
    shape(
        () -> map((List<Array> x) -> x, List.of(V, zeros(2)), 2),
        "`map`: the leading axes of all xs must have one size, but xs at `[0]` is f32[3], and xs at"
            + " `[1]` is f32[2]. Slice or pad one of them.");
  }

  @Test
  void boundsAreScalarIntegers() {
    dtype(
        () -> foriLoop(0, X, (i, c) -> c, X),
        "`foriLoop`: bounds must be scalars of integer type, got f32[]. Convert it with `astype`.");
    shape(
        () -> foriLoop(array(0), array(1, 2), (i, c) -> c, X),
        "`foriLoop`: bounds must be scalars of integer type, got i32[2]. Take one element, as in"
            + " `x.get(0)`.");
    dtype(
        () -> foriLoop(array(0), array(2L).astype(DType.UINT64), (i, c) -> c, X),
        "`foriLoop`: bounds must have a common integer type, got i32[] and u64[]. Convert one with"
            + " `astype`.");
    refused(
        IllegalArgumentException.class,
        () -> foriLoop(array(Long.MIN_VALUE), array(Long.MAX_VALUE), (i, c) -> c, X),
        "`foriLoop`: a loop has 2^63 - 1 steps at most, got bounds -9223372036854775808 and"
            + " 9223372036854775807. Nest two loops.");
    refused(
        IllegalArgumentException.class,
        () -> whileLoop((Array c) -> c.lt(3), c -> c, X, -1),
        "`whileLoop`: maxSteps must not be negative, got -1. Leave it away for a loop without a"
            + " bound.");
    refused(
        IllegalArgumentException.class,
        () -> foriLoop(0, array(2), (i, c) -> c, X, -5),
        "`foriLoop`: maxSteps must not be negative, got -5. Leave it away for a loop without a"
            + " bound.");
  }

  @Test
  void anAssociativeFunctionKeepsItsElements() {
    shape(
        () -> associativeScan((Array a, Array b) -> a, X),
        "`associativeScan`: axis 0 is out of range for the elements of type f32[]. Use one of its 0"
            + " axes.");
    shape(
        () -> associativeScan((List<Array> a, List<Array> b) -> a, List.of(V, zeros(4))),
        "`associativeScan`: all elements must have one size along axis 0, but at `[0]` they are"
            + " f32[3] and at `[1]` f32[4]. Slice or pad one of them.");
    dtype(
        () -> associativeScan((Array a, Array b) -> a.gt(b), V),
        "`associativeScan`: the function must return what it takes, but it takes f32[1] and returns"
            + " bool[1]. Convert the elements with `astype`.");
    shape(
        () -> associativeScan((Array a, Array b) -> a.sum(), V),
        "`associativeScan`: the function must return what it takes, but it takes f32[1] and returns"
            + " f32[]. Reshape or broadcast what it returns.");
    shape(
        () -> associativeScan((List<Array> a, List<Array> b) -> a, List.of()),
        "`associativeScan`: there is no array among the elements. Give one at least.");
  }
}
