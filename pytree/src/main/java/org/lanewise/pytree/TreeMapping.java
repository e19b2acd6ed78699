package org.lanewise.pytree;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/// The part of [Tree] that goes through trees leaf by leaf.
@SuppressWarnings("TypeParameterUnusedInFormals") // only the caller knows the class of the tree
abstract sealed class TreeMapping extends TreeFlattening permits TreeEditing {
  TreeMapping() {}

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
}
