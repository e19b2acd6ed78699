package org.lanewise.transform;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.ir.Structured;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.pytree.TreeDef;
import org.lanewise.staging.FunctionTrace;
import org.lanewise.staging.StagedFunction;

/// Functions whose author says what `vmap` makes of them.
public final class CustomBatching {
  private CustomBatching() {}

  /// What a function of one argument is for all lanes.
  ///
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  @FunctionalInterface
  public interface VmapRule<A, R> {
    /// The results of all lanes.
    ///
    /// @param size the number of lanes
    /// @param mapped which leaves of the argument differ from lane to lane
    /// @param x the argument; lanes lie along axis 0 of these leaves
    Batched<R> apply(long size, Leaves<Boolean> mapped, A x);
  }

  /// What a function of two arguments is for all lanes.
  ///
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  @FunctionalInterface
  public interface VmapRule2<A, B, R> {
    /// The results of all lanes.
    ///
    /// @param size the number of lanes
    /// @param mappedX which leaves of the first argument differ from lane to lane
    /// @param mappedY which leaves of the second argument differ from lane to lane
    /// @param x the first argument; lanes lie along axis 0 of these leaves
    /// @param y the second argument
    Batched<R> apply(long size, Leaves<Boolean> mappedX, Leaves<Boolean> mappedY, A x, B y);
  }

  /// A function with a rule for `vmap`.
  ///
  /// Without `vmap` it is the function. Under `vmap` the rule computes the results of all lanes
  /// from the arguments of all lanes; it may use the function, also under another `vmap`. If no
  /// argument is mapped the function is applied once. The rule is differentiated where `grad` is
  /// outside of `vmap`; where it is inside, the function is, and `vmap` meets the derivative, of
  /// which the rule says nothing.
  ///
  /// ```java
  /// // the sum of a product of one row, for all rows one product of a matrix and a vector
  /// Function<Array, Array> f =
  ///     customVmap((Array x) -> x.times(w).sum(), (n, mapped, xs) -> Batched.mapped(xs.matmul(w)));
  /// vmap(f).apply(rows);
  /// ```
  ///
  /// @param f the function, from tree to tree
  /// @param rule its rule
  /// @param <A> the class of the argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // the arguments are those given, with tracers
  public static <A, R> Function<A, R> customVmap(Function<A, R> f, VmapRule<A, R> rule) {
    StagedFunction<R> staged =
        new StagedFunction<>(
            "customVmap",
            args -> f.apply((A) args[0]),
            trace ->
                call(
                    trace,
                    (size, mapped, args) -> rule.apply(size, part(mapped, args, 0), (A) args[0])));
    return staged::apply;
  }

  /// The same for a function of two arguments.
  ///
  /// @param f the function
  /// @param rule its rule
  /// @param <A> the class of the first argument
  /// @param <B> the class of the second argument
  /// @param <R> the class of the result
  @SuppressWarnings("unchecked") // as above
  public static <A, B, R> BiFunction<A, B, R> customVmap(
      BiFunction<A, B, R> f, VmapRule2<A, B, R> rule) {
    StagedFunction<R> staged =
        new StagedFunction<>(
            "customVmap",
            args -> f.apply((A) args[0], (B) args[1]),
            trace ->
                call(
                    trace,
                    (size, mapped, args) ->
                        rule.apply(
                            size,
                            part(mapped, args, 0),
                            part(mapped, args, 1),
                            (A) args[0],
                            (B) args[1])));
    return staged::apply;
  }

  private static Structured call(FunctionTrace trace, CustomVmapRule.OfTrees rule) {
    return new Structured.CustomCall(new CustomVmapRule(trace, rule), trace.program());
  }

  /// The truth values of one of the arguments.
  private static Leaves<Boolean> part(Leaves<Boolean> mapped, Object[] arguments, int index) {
    int from = 0;
    for (int i = 0; i < index; i++) {
      from += Tree.structure(arguments[i]).numLeaves();
    }
    TreeDef structure = Tree.structure(arguments[index]);
    return Leaves.of(structure, mapped.list().subList(from, from + structure.numLeaves()));
  }
}
