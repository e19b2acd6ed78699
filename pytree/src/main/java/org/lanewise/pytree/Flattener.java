package org.lanewise.pytree;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The walk from a tree to its leaves and structure. One array grows with the leaves; nothing else
/// is kept per leaf.
final class Flattener {
  private final @Nullable Predicate<Object> isLeaf;
  private Object[] leaves = new Object[24];
  private int size;

  private Flattener(@Nullable Predicate<Object> isLeaf) {
    this.isLeaf = isLeaf;
  }

  static Leaves<Object> flatten(String operation, Object tree) {
    return flatten(operation, tree, null);
  }

  static Leaves<Object> flatten(String operation, Object tree, @Nullable Predicate<Object> isLeaf) {
    Flattener flattener = new Flattener(isLeaf);
    try {
      TreeDef def = flattener.open(tree);
      return new Leaves<>(def, Arrays.copyOf(flattener.leaves, flattener.size));
    } catch (PathFailure failure) {
      throw failure.named(operation);
    }
  }

  private TreeDef open(@Nullable Object value) {
    if (value == null) {
      throw missing();
    }
    if (isLeaf != null && isLeaf.test(value)) {
      return leaf(value);
    }
    Node node = Nodes.of(value);
    if (node == LeafNode.LEAF) {
      return leaf(value);
    }
    @Nullable Object[] children = node.children(value);
    TreeDef[] defs = new TreeDef[children.length];
    int i = 0;
    try {
      for (; i < children.length; i++) {
        defs[i] = open(children[i]);
      }
    } catch (PathFailure failure) {
      throw failure.under(node.key(i));
    }
    return node.over(defs);
  }

  private TreeDef leaf(Object value) {
    if (size == leaves.length) {
      leaves = Arrays.copyOf(leaves, 2 * size);
    }
    leaves[size++] = value;
    return TreeDef.LEAF;
  }

  static PathFailure missing() {
    return new PathFailure(
        place ->
            "there is a null "
                + place
                + ". A tree holds no nulls: use Optional, whose empty value is a node without"
                + " leaves.");
  }
}
