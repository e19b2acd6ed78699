package org.lanewise.pytree;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
@SuppressWarnings("TypeParameterUnusedInFormals") // only the caller knows the class of the tree
public final class Tree {
  private Tree() {}

  // Apart and together.

  /// Takes a tree apart into leaves and structure.
  ///
  /// @param tree the tree
  /// @return the leaves, depth first, with the structure
  public static Leaves<Object> flatten(Object tree) {
    return Flattener.flatten("Tree.flatten", tree);
  }

  /// Takes a tree apart, opening nothing that the predicate holds for.
  ///
  /// @param tree the tree
  /// @param isLeaf asked for every node before it is opened
  public static Leaves<Object> flatten(Object tree, Predicate<Object> isLeaf) {
    return Flattener.flatten("Tree.flatten", tree, isLeaf);
  }

  /// Builds a tree from structure and leaves.
  ///
  /// @param structure the structure
  /// @param leaves one per leaf, in order
  /// @param <T> the tree's class, which the caller knows
  /// @return a tree of the same kinds of containers as the one that the structure came from
  /// @throws TreeException when the number of leaves is wrong, or a record's component or an array
  ///   does not accept its leaf
  @SuppressWarnings("unchecked")
  public static <T> T unflatten(TreeDef structure, List<?> leaves) {
    return (T) Building.build("Tree.unflatten", structure, leaves.toArray());
  }

  /// Returns the leaves of a tree, depth first.
  ///
  /// @param tree the tree
  public static List<Object> leaves(Object tree) {
    return Flattener.flatten("Tree.leaves", tree).list();
  }

  /// Returns the leaves of a tree, opening nothing that the predicate holds for.
  ///
  /// @param tree the tree
  /// @param isLeaf asked for every node before it is opened
  public static List<Object> leaves(Object tree, Predicate<Object> isLeaf) {
    return Flattener.flatten("Tree.leaves", tree, isLeaf).list();
  }

  /// Returns the structure of a tree: `PyTreeDef([{'p': [*, *], 'x': *}, *])`.
  ///
  /// @param tree the tree
  public static TreeDef structure(Object tree) {
    return Flattener.flatten("Tree.structure", tree).structure();
  }

  /// Returns the structure of a tree, opening nothing that the predicate holds for.
  ///
  /// @param tree the tree
  /// @param isLeaf asked for every node before it is opened
  public static TreeDef structure(Object tree, Predicate<Object> isLeaf) {
    return Flattener.flatten("Tree.structure", tree, isLeaf).structure();
  }

  /// Returns the leaves with their paths.
  ///
  /// @param tree the tree
  public static List<PathLeaf> leavesWithPath(Object tree) {
    return withPath(Flattener.flatten("Tree.leavesWithPath", tree)).list();
  }

  /// Takes a tree apart into leaves with their paths, and structure.
  ///
  /// @param tree the tree
  public static Leaves<PathLeaf> flattenWithPath(Object tree) {
    return withPath(Flattener.flatten("Tree.flattenWithPath", tree));
  }

  /// Takes a tree apart with paths, opening nothing that the predicate holds for.
  ///
  /// @param tree the tree
  /// @param isLeaf asked for every node before it is opened
  public static Leaves<PathLeaf> flattenWithPath(Object tree, Predicate<Object> isLeaf) {
    return withPath(Flattener.flatten("Tree.flattenWithPath", tree, isLeaf));
  }

  private static Leaves<PathLeaf> withPath(Leaves<Object> flat) {
    List<PathLeaf> found = new ArrayList<>(flat.size());
    for (int i = 0; i < flat.size(); i++) {
      found.add(new PathLeaf(flat.structure().paths().get(i), flat.get(i)));
    }
    return Leaves.of(flat.structure(), found);
  }

  // Leaf by leaf.

  /// Applies a function to every leaf.
  ///
  /// The result has the containers of the tree. A record accepts only leaves of its components'
  /// types; for others map [Leaves]: `Tree.flatten(tree).map(function)`.
  ///
  /// @param function from leaf to leaf; its parameter's class is what all leaves must be
  /// @param tree the tree
  /// @param <T> the tree's class
  /// @param <L> the leaves' class
  /// @throws TreeException when a leaf is not of the parameter's class, the new leaf is `null`, or
  ///   a place does not accept its new leaf; the message names the path
  public static <T, L> T map(Function<L, ?> function, T tree) {
    return mapLeaves(function, Flattener.flatten("Tree.map", tree));
  }

  /// Applies a function to every leaf, opening nothing that the predicate holds for.
  ///
  /// @param function from leaf to leaf
  /// @param tree the tree
  /// @param isLeaf asked for every node before it is opened
  /// @param <T> the tree's class
  /// @param <L> the leaves' class
  public static <T, L> T map(Function<L, ?> function, T tree, Predicate<Object> isLeaf) {
    return mapLeaves(function, Flattener.flatten("Tree.map", tree, isLeaf));
  }

  @SuppressWarnings("unchecked")
  private static <T, L> T mapLeaves(Function<L, ?> function, Leaves<Object> flat) {
    return Mapping.tree(
        "Tree.map", Mapping.map("Tree.map", row -> function.apply((L) row[0]), flat, List.of()));
  }

  /// Applies a function to the leaves of a tree and what stands at the same places of a second one.
  ///
  /// The second tree has the structure of the first, or goes on below its leaves; [Leaves] stand
  /// for their tree.
  ///
  /// @param function from a leaf of each tree to a leaf
  /// @param tree the first tree
  /// @param second the second tree
  /// @param <T> the tree's class
  /// @param <A> the class of the first tree's leaves
  /// @param <B> the class of the second tree's leaves
  /// @throws TreeException as for one tree, and when the structures differ; the message names the
  ///   path
  public static <T, A, B> T map(BiFunction<A, B, ?> function, T tree, Object second) {
    return mapPairs(function, Flattener.flatten("Tree.map", tree), second);
  }

  /// Applies a function to the leaves of two trees, opening nothing that the predicate holds for.
  ///
  /// @param function from a leaf of each tree to a leaf
  /// @param tree the first tree
  /// @param second the second tree
  /// @param isLeaf asked for every node of the first tree before it is opened
  /// @param <T> the tree's class
  /// @param <A> the class of the first tree's leaves
  /// @param <B> the class of the second tree's leaves
  public static <T, A, B> T map(
      BiFunction<A, B, ?> function, T tree, Object second, Predicate<Object> isLeaf) {
    return mapPairs(function, Flattener.flatten("Tree.map", tree, isLeaf), second);
  }

  @SuppressWarnings("unchecked")
  private static <T, A, B> T mapPairs(
      BiFunction<A, B, ?> function, Leaves<Object> flat, Object second) {
    return Mapping.tree(
        "Tree.map",
        Mapping.map(
            "Tree.map", row -> function.apply((A) row[0], (B) row[1]), flat, List.of(second)));
  }

  /// Applies a function to the leaves of three trees.
  ///
  /// @param function from a leaf of each tree to a leaf
  /// @param tree the first tree
  /// @param second the second tree
  /// @param third the third tree
  /// @param <T> the tree's class
  /// @param <A> the class of the first tree's leaves
  /// @param <B> the class of the second tree's leaves
  /// @param <C> the class of the third tree's leaves
  @SuppressWarnings("unchecked")
  public static <T, A, B, C> T map(
      LeafFunction3<A, B, C, ?> function, T tree, Object second, Object third) {
    return Mapping.tree(
        "Tree.map",
        Mapping.map(
            "Tree.map",
            row -> function.apply((A) row[0], (B) row[1], (C) row[2]),
            Flattener.flatten("Tree.map", tree),
            List.of(second, third)));
  }

  /// Applies a function to the leaves of any number of trees.
  ///
  /// @param function from the leaves at one place, in the order of the trees, to a leaf
  /// @param tree the first tree
  /// @param rest the other trees
  /// @param <T> the tree's class
  public static <T> T mapAll(Function<List<Object>, ?> function, T tree, Object... rest) {
    return Mapping.tree(
        "Tree.mapAll",
        Mapping.map(
            "Tree.mapAll",
            row -> function.apply(List.of(row)),
            Flattener.flatten("Tree.mapAll", tree),
            List.of(rest)));
  }

  /// Applies a function to the leaves of one class and keeps the others.
  ///
  /// ```java
  /// Tree.mapOnly(Array.class, a -> a.times(2), model)
  /// ```
  ///
  /// @param type the class
  /// @param function from leaf to leaf
  /// @param tree the tree
  /// @param <T> the tree's class
  /// @param <L> the class of the leaves that change
  public static <T, L> T mapOnly(Class<L> type, Function<? super L, ?> function, T tree) {
    return Mapping.tree(
        "Tree.mapOnly",
        Mapping.map(
            "Tree.mapOnly",
            row -> type.isInstance(row[0]) ? function.apply(type.cast(row[0])) : row[0],
            Flattener.flatten("Tree.mapOnly", tree),
            List.of()));
  }

  /// Applies a function to every leaf and its path.
  ///
  /// @param function from path and leaf to leaf
  /// @param tree the tree
  /// @param <T> the tree's class
  /// @param <L> the leaves' class
  @SuppressWarnings("unchecked")
  public static <T, L> T mapWithPath(BiFunction<KeyPath, L, ?> function, T tree) {
    Leaves<Object> flat = Flattener.flatten("Tree.mapWithPath", tree);
    Leaves<KeyPath> paths = Leaves.of(flat.structure(), flat.structure().paths());
    return Mapping.tree(
        "Tree.mapWithPath",
        Mapping.map(
            "Tree.mapWithPath",
            row -> function.apply((KeyPath) row[1], (L) row[0]),
            flat,
            List.of(paths)));
  }

  /// Folds the leaves, first to last: `f(f(initial, leaf0), leaf1)`.
  ///
  /// @param function from the value so far and a leaf to the next value
  /// @param tree the tree
  /// @param initial the first value
  /// @param <R> the value's class
  /// @param <L> the leaves' class
  @SuppressWarnings("unchecked")
  public static <R, L> R reduce(
      BiFunction<? super R, L, ? extends R> function, Object tree, R initial) {
    R value = initial;
    for (Object leaf : Flattener.flatten("Tree.reduce", tree)) {
      value = function.apply(value, (L) leaf);
    }
    return value;
  }

  /// Whether all leaves are true.
  ///
  /// @param tree a tree of `Boolean` leaves
  /// @throws TreeException when a leaf is not a `Boolean`; the message names the path
  public static boolean all(Object tree) {
    boolean all = true;
    for (PathLeaf each : withPath(Flattener.flatten("Tree.all", tree))) {
      if (!(each.leaf() instanceof Boolean value)) {
        throw new TreeException(
            "`Tree.all`: all leaves must be Boolean, but "
                + each.path().place()
                + " is "
                + Nodes.aType(each.leaf().getClass())
                + ". Give a predicate: `Tree.all(leaf -> ..., tree)`.");
      }
      all &= value;
    }
    return all;
  }

  /// Whether the predicate holds for all leaves.
  ///
  /// @param predicate asked for leaf after leaf until it fails
  /// @param tree the tree
  /// @param <L> the leaves' class
  @SuppressWarnings("unchecked")
  public static <L> boolean all(Predicate<L> predicate, Object tree) {
    for (Object leaf : Flattener.flatten("Tree.all", tree)) {
      if (!predicate.test((L) leaf)) {
        return false;
      }
    }
    return true;
  }

  /// Turns a tree of trees inside out: from `outer` over `inner` to `inner` over `outer`.
  ///
  /// A list of three records with two leaves becomes a record of two lists with three.
  ///
  /// @param outer the structure of the outer tree
  /// @param inner the structure of each inner tree
  /// @param tree a tree of the structure `outer.compose(inner)`
  /// @param <T> the result's class, which the caller knows
  /// @throws TreeException when the tree has another structure; the message names the path
  public static <T> T transpose(TreeDef outer, TreeDef inner, Object tree) {
    Object[] leaves = Matching.upTo("Tree.transpose", outer.compose(inner), tree);
    int rows = outer.numLeaves();
    int columns = inner.numLeaves();
    Object[] parts = new Object[columns];
    for (int c = 0; c < columns; c++) {
      Object[] part = new Object[rows];
      for (int r = 0; r < rows; r++) {
        part[r] = leaves[r * columns + c];
      }
      parts[c] = Building.build("Tree.transpose", outer, part);
    }
    return Mapping.tree("Tree.transpose", new Leaves<>(inner, parts));
  }

  /// Gives every leaf of the full tree its value from a prefix tree: a leaf of the prefix is
  /// repeated for all leaves below its place.
  ///
  /// `[0, {'a': 1}]` over `[(x, y), {'a': z}]` gives `[(0, 0), {'a': 1}]`. A map with the names of
  /// its components may stand for a record.
  ///
  /// @param prefix a tree whose structure is a prefix of the full tree's
  /// @param full the full tree
  /// @throws TreeException when the prefix does not fit; the message names the path
  public static Leaves<Object> broadcastPrefix(Object prefix, Object full) {
    TreeDef structure = Flattener.flatten("Tree.broadcastPrefix", full).structure();
    return new Leaves<>(structure, Prefixes.broadcast("Tree.broadcastPrefix", prefix, structure));
  }

  // Surgery.

  /// Returns the part of a tree at a path.
  ///
  /// @param tree the tree
  /// @param path the path, as [KeyPath#parse(String)] reads it
  /// @throws TreeException when nothing has that path; the message names what is there
  public static Object get(Object tree, String path) {
    return Surgery.get("Tree.get", tree, KeyPath.parse(path));
  }

  /// Replaces one part of a tree; the tree itself is not changed.
  ///
  /// ```java
  /// Tree.at(model, m -> m.step().plant().skeleton(), new PointMass(5.0))
  /// ```
  ///
  /// @param tree the tree
  /// @param where returns the part to replace, a leaf or a whole subtree, as it is in the tree
  /// @param value what to put there
  /// @param <T> the tree's class
  /// @param <V> the part's class
  /// @throws TreeException when the part is found nowhere, or at several places that cannot be told
  ///   apart (the message names their paths), or the place does not accept the value
  public static <T, V> T at(T tree, Function<? super T, ? extends @Nullable V> where, V value) {
    return replace(tree, new Locator<>("Tree.at", tree, where).find(), _ -> value);
  }

  /// Changes one part of a tree by a function.
  ///
  /// @param tree the tree
  /// @param where returns the part to change, as it is in the tree
  /// @param change from the part to what takes its place
  /// @param <T> the tree's class
  /// @param <V> the part's class
  public static <T, V> T at(
      T tree, Function<? super T, ? extends @Nullable V> where, UnaryOperator<V> change) {
    return replace(tree, new Locator<>("Tree.at", tree, where).find(), change);
  }

  /// Replaces the part of a tree at a path.
  ///
  /// @param tree the tree
  /// @param path the path
  /// @param value what to put there
  /// @param <T> the tree's class
  /// @throws TreeException when nothing has that path, or the place does not accept the value
  public static <T> T at(T tree, KeyPath path, Object value) {
    return replace(tree, path, _ -> value);
  }

  /// Replaces the part of a tree at a path: `Tree.at(model, "layers[0].weight", w)`.
  ///
  /// @param tree the tree
  /// @param path the path, as [KeyPath#parse(String)] reads it
  /// @param value what to put there
  /// @param <T> the tree's class
  /// @throws TreeException when nothing has that path, or the place does not accept the value
  public static <T> T at(T tree, String path, Object value) {
    return replace(tree, KeyPath.parse(path), _ -> value);
  }

  /// Changes the part of a tree at a path by a function.
  ///
  /// @param tree the tree
  /// @param path the path
  /// @param change from the part to what takes its place
  /// @param <T> the tree's class
  /// @param <V> the part's class
  public static <T, V> T at(T tree, KeyPath path, UnaryOperator<V> change) {
    return replace(tree, path, change);
  }

  /// Changes the part of a tree at a path by a function.
  ///
  /// @param tree the tree
  /// @param path the path, as [KeyPath#parse(String)] reads it
  /// @param change from the part to what takes its place
  /// @param <T> the tree's class
  /// @param <V> the part's class
  public static <T, V> T at(T tree, String path, UnaryOperator<V> change) {
    return replace(tree, KeyPath.parse(path), change);
  }

  @SuppressWarnings("unchecked")
  private static <T, V> T replace(T tree, KeyPath path, UnaryOperator<V> change) {
    Object replaced =
        Surgery.replace(
            "Tree.at",
            tree,
            path,
            part -> {
              Object changed = part == null ? null : change.apply((V) part);
              if (changed == null) {
                throw Flattener.missing();
              }
              return changed;
            });
    return (T) Objects.requireNonNull(replaced);
  }

  // In two.

  /// Takes a tree in two: the leaves that the predicate holds for, and the rest.
  ///
  /// @param tree the tree
  /// @param select asked for every leaf
  /// @param <T> the tree's class
  public static <T> Partial<T> partition(T tree, Predicate<Object> select) {
    Leaves<Object> flat = Flattener.flatten("Tree.partition", tree);
    return Partial.of(flat, i -> select.test(flat.get(i)));
  }

  /// Takes a tree in two: the predicate sees each leaf and the declared type of its place, which is
  /// `int.class` for a component that cannot hold anything but an `int`; see [TreeDef#slots()].
  ///
  /// @param tree the tree
  /// @param select asked for every leaf
  /// @param <T> the tree's class
  public static <T> Partial<T> partition(T tree, BiPredicate<Object, Class<?>> select) {
    Leaves<Object> flat = Flattener.flatten("Tree.partition", tree);
    List<Class<?>> slots = flat.structure().slots();
    return Partial.of(flat, i -> select.test(flat.get(i), slots.get(i)));
  }

  /// Builds the tree that was taken in two, with other leaves in the place of the selected.
  ///
  /// @param partial what [#partition(Object, Predicate)] gave
  /// @param leaves one per selected leaf, in order
  /// @param <T> the tree's class
  /// @throws TreeException when their number is wrong, or a place does not accept its leaf
  public static <T> T combine(Partial<T> partial, List<?> leaves) {
    return partial.combine(leaves);
  }

  /// Builds the tree from two halves; see [Partial#combine(Partial)].
  ///
  /// @param one a half
  /// @param other the other half
  /// @param <T> the tree's class
  public static <T> T combine(Partial<T> one, Partial<T> other) {
    return one.combine(other);
  }

  // As text.

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

  // Classes of the user's own.

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
