package org.lanewise.transform;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Function3;
import org.lanewise.UserFrame;

/// The part of [Transforms] that maps functions over axes of arrays.
abstract sealed class VmapForms extends JitForms permits Transforms {
  VmapForms() {}

  /// Returns a function of all lanes from a function of one: it maps the first axis of every array
  /// of the argument, and the results are stacked along a new first axis.
  ///
  /// The function runs once, on stand-ins that have one axis less; each operation in it works on
  /// all lanes at once. The bits are those of a loop over the lanes (but for products of matrices
  /// and vectors, see `org.lanewise.vmap`). Leaves that are no arrays are the same in all lanes,
  /// and what does not depend on a mapped array is repeated in the result.
  ///
  /// ```java
  /// Function<Array, Array> norms = vmap((Array row) -> row.square().sum().sqrt());
  /// norms.apply(matrix);                               // one number per row
  /// vmap((Key k) -> Sample.normal(k)).apply(key.split(10));
  /// ```
  ///
  /// The function that is returned throws a `ShapeException` that names the argument and the path
  /// if mapped sizes differ, if there is no axis to map, or if nothing is mapped.
  ///
  /// @param f the function of one lane
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> Function<A, R> vmap(Function<A, R> f) {
    return vmap(f, VmapOptions.DEFAULT);
  }

  /// Maps a function of two arguments along the first axes of both; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f) {
    return vmap(f, VmapOptions.DEFAULT);
  }

  /// Maps a function of three arguments along the first axes of all; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, R> vmap(Function3<A, B, C, R> f) {
    return vmap(f, VmapOptions.DEFAULT);
  }

  /// Maps along other axes; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param in the axis of each array of the argument; negative ones count from the end
  /// @param out the axis of the lanes in each array of the result
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> Function<A, R> vmap(Function<A, R> f, int in, int out) {
    return vmap(f, MapAxes.of(in), MapAxes.of(out));
  }

  /// Maps along other axes; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param first the axis of each array of the first argument
  /// @param second the axis of each array of the second argument
  /// @param out the axis of the lanes in each array of the result
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, R> vmap(
      BiFunction<A, B, R> f, int first, int second, int out) {
    return vmap(f, MapAxes.of(first), MapAxes.of(second), MapAxes.of(out));
  }

  /// Maps along other axes; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param first the axis of each array of the first argument
  /// @param second the axis of each array of the second argument
  /// @param third the axis of each array of the third argument
  /// @param out the axis of the lanes in each array of the result
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, R> vmap(
      Function3<A, B, C, R> f, int first, int second, int third, int out) {
    return vmap(f, MapAxes.of(first), MapAxes.of(second), MapAxes.of(third), MapAxes.of(out));
  }

  /// Maps along axes that differ from part to part; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param in the axes of the argument
  /// @param out the axes of the lanes in the result
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  public static <A, R> Function<A, R> vmap(Function<A, R> f, MapAxes in, MapAxes out) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(in).outAxes(out));
  }

  /// Maps along axes that differ from argument to argument.
  ///
  /// ```java
  /// vmap((Array w, Array x) -> w.matmul(x), MapAxes.none(), MapAxes.of(0), MapAxes.of(0))
  /// ```
  ///
  /// See [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param first the axes of the first argument
  /// @param second the axes of the second argument
  /// @param out the axes of the lanes in the result
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  public static <A, B, R> BiFunction<A, B, R> vmap(
      BiFunction<A, B, R> f, MapAxes first, MapAxes second, MapAxes out) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(first, second).outAxes(out));
  }

  /// Maps along axes that differ from argument to argument; see [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param first the axes of the first argument
  /// @param second the axes of the second argument
  /// @param third the axes of the third argument
  /// @param out the axes of the lanes in the result
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  public static <A, B, C, R> Function3<A, B, C, R> vmap(
      Function3<A, B, C, R> f, MapAxes first, MapAxes second, MapAxes third, MapAxes out) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(first, second, third).outAxes(out));
  }

  /// Maps as the options say: axes, a name for collectives, the number of lanes.
  ///
  /// ```java
  /// VmapOptions lanes = VmapOptions.DEFAULT.axisName("i");
  /// vmap((Array x) -> x.div(Collectives.psum(x, "i")), lanes)
  /// ```
  ///
  /// See [#vmap(Function)].
  ///
  /// @param f the function of one lane
  /// @param options what to map
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // the function gets its argument, and gives its result, again
  public static <A, R> Function<A, R> vmap(Function<A, R> f, VmapOptions options) {
    VmapCall call = new VmapCall(options, UserFrame.capture());
    return a -> (R) call.apply(x -> f.apply((A) x[0]), a);
  }

  /// Maps as the options say; see [#vmap(Function, VmapOptions)].
  ///
  /// @param f the function of one lane
  /// @param options what to map
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // as above
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, VmapOptions options) {
    VmapCall call = new VmapCall(options, UserFrame.capture());
    return (a, b) -> (R) call.apply(x -> f.apply((A) x[0], (B) x[1]), a, b);
  }

  /// Maps as the options say; see [#vmap(Function, VmapOptions)].
  ///
  /// @param f the function of one lane
  /// @param options what to map
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <C> the class of the third argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // as above
  public static <A, B, C, R> Function3<A, B, C, R> vmap(
      Function3<A, B, C, R> f, VmapOptions options) {
    VmapCall call = new VmapCall(options, UserFrame.capture());
    return (a, b, c) -> (R) call.apply(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
  }
}
