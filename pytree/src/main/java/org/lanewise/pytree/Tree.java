package org.lanewise.pytree;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Everything that is done with trees. A tree is any object; see the package page for what is
/// opened and what is a leaf.
///
/// ```java
/// record Layer(Array weight, Array bias) {}
///
/// Layer step = Tree.map((Array p, Array g) -> p.minus(g.times(0.1)), params, gradient);
/// Layer fresh = Tree.at(params, p -> p.bias(), zeros(3));
/// ```
///
/// Every method fails with a [TreeException] that names the path where a tree holds a `null`, where
/// a map's keys cannot be sorted, and where a record cannot be opened.
public final class Tree extends TreeEditing {
  private Tree() {}

  /// Prints a tree on one line, as Python does: `[{'p': [1, 4], 'x': 1.0}, (5, 'a')]`; records
  /// print as `Layer(weight=..., bias=...)`.
  ///
  /// @param tree the tree
  public static String toString(Object tree) {
    return Printer.values(tree).flat();
  }

  /// Prints what a tree holds rather than the values: leaves that are [Described] as they describe
  /// themselves, `Layer(weight=f32[150,8], bias=f32[8])`; broken into lines of at most 80 columns.
  ///
  /// @param tree the tree
  public static String describe(Object tree) {
    Leaves<Object> flat = Flattener.flatten("Tree.describe", tree);
    return Printer.leaves(flat, Printer::describe).pretty(80);
  }

  /// Makes a class a node. Register a class once, best in a static initializer of its own, so that
  /// no value can be older than the registration. Subclasses are not registered with it.
  ///
  /// ```java
  /// static {
  ///   Tree.register(
  ///       TwoValues.class, t -> List.of(t.a, t.b), c -> new TwoValues(c.get(0), c.get(1)));
  /// }
  /// ```
  ///
  /// @param type the class
  /// @param children returns the children of a value
  /// @param build makes a value of new children
  /// @param <T> the class
  /// @throws TreeException when the class is registered already
  public static <T> void register(
      Class<T> type, Function<T, List<?>> children, Function<List<Object>, T> build) {
    register(type, children, _ -> Optional.empty(), (_, parts) -> build.apply(parts));
  }

  /// Makes a class with auxiliary data a node.
  ///
  /// @param type the class
  /// @param children returns the children of a value
  /// @param aux returns what else the value holds: part of the structure, compared by `equals`
  /// @param build makes a value of auxiliary data and new children
  /// @param <T> the class
  /// @param <A> its auxiliary data
  /// @throws TreeException when the class is registered already
  public static <T, A> void register(
      Class<T> type,
      Function<T, List<?>> children,
      Function<T, A> aux,
      BiFunction<A, List<Object>, T> build) {
    register(type, NodeRecipe.of(children, aux, build));
  }

  /// Makes a class a node by a recipe, which may also name the children.
  ///
  /// @param type the class
  /// @param recipe how values are opened and built
  /// @param <T> the class
  /// @param <A> its auxiliary data
  /// @throws TreeException when the class is registered already
  @SuppressWarnings("unchecked")
  public static <T, A> void register(Class<T> type, NodeRecipe<T, A> recipe) {
    NodeRecipe<Object, Object> raw = (NodeRecipe<Object, Object>) recipe;
    Nodes.register(type, value -> new RegisteredNode(type, raw, raw.aux(value)));
  }

  /// Makes a class a node without leaves, whose value is part of the structure.
  ///
  /// @param type a class with value equality
  /// @throws TreeException when the class is registered already
  public static <T> void registerStatic(Class<T> type) {
    register(type, _ -> List.of(), value -> value, (value, _) -> value);
  }

  /// Makes a class a leaf that would be opened otherwise: a record, a list, a map.
  ///
  /// @param type the class
  /// @throws TreeException when the class is registered already
  public static void registerLeaf(Class<?> type) {
    Nodes.register(type, Nodes.always(Node.leaf()));
  }

  /// Lets Lanewise open the records of the caller's module whose packages are not `opens`.
  ///
  /// @param lookup `MethodHandles.lookup()`, called in that module
  /// @throws TreeException when the lookup has not full access
  public static void allow(MethodHandles.Lookup lookup) {
    RecordAccess.allow(lookup);
  }
}
