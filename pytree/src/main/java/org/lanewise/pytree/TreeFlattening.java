package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The part of [Tree] that takes trees apart and builds them.
@SuppressWarnings("TypeParameterUnusedInFormals") // only the caller knows the class of the tree
abstract sealed class TreeFlattening permits TreeMapping {
  TreeFlattening() {}

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

  /// Each leaf with its path.
  static Leaves<PathLeaf> withPath(Leaves<Object> flat) {
    List<PathLeaf> found = new ArrayList<>(flat.size());
    for (int i = 0; i < flat.size(); i++) {
      found.add(new PathLeaf(flat.structure().paths().get(i), flat.get(i)));
    }
    return Leaves.of(flat.structure(), found);
  }
}
