package org.lanewise.pytree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Spreads the values of a prefix tree over the leaves of a full structure, as the axes of `vmap`
/// are.
final class Prefixes {
  private final Object[] values;
  private int next;

  private Prefixes(int size) {
    this.values = new Object[size];
  }

  static Object[] broadcast(String operation, Object prefix, TreeDef full) {
    Prefixes prefixes = new Prefixes(full.numLeaves());
    try {
      prefixes.spread(prefix, full);
    } catch (PathFailure failure) {
      throw failure.named(operation);
    }
    return prefixes.values;
  }

  private void spread(@Nullable Object prefix, TreeDef full) {
    if (prefix == null) {
      throw Flattener.missing();
    }
    if (prefix instanceof Leaves<?> leaves && !(full.node() instanceof LeavesNode)) {
      spread(leaves.structure(), leaves, 0, full);
      return;
    }
    Node node = Nodes.of(prefix);
    if (node.isLeaf()) {
      fill(prefix, full);
      return;
    }
    @Nullable Object[] children = children(prefix, node, full);
    int i = 0;
    try {
      for (; i < children.length; i++) {
        spread(children[i], full.child(i));
      }
    } catch (PathFailure failure) {
      throw failure.under(full.node().key(i));
    }
  }

  /// The children of the prefix in the full tree's order. A map may stand for a record, with the
  /// names of the components as keys, since a record of axes cannot be written where components are
  /// arrays.
  private static @Nullable Object[] children(Object prefix, Node node, TreeDef full) {
    if (full.node() instanceof RecordNode shape && prefix instanceof Map<?, ?> map) {
      List<String> names = shape.childNames();
      if (map.size() == names.size() && map.keySet().containsAll(names)) {
        return names.stream().<@Nullable Object>map(map::get).toArray();
      }
    }
    @Nullable Object[] children = node.children(prefix);
    if (!node.equals(full.node()) || children.length != full.arity()) {
      throw mismatch(node, children.length, full);
    }
    return children;
  }

  private void spread(TreeDef given, Leaves<?> leaves, int from, TreeDef full) {
    if (given.isLeaf()) {
      fill(leaves.get(from), full);
      return;
    }
    if (!given.node().equals(full.node()) || given.arity() != full.arity()) {
      throw mismatch(given.node(), given.arity(), full);
    }
    int position = from;
    for (int i = 0; i < given.arity(); i++) {
      try {
        spread(given.child(i), leaves, position, full.child(i));
      } catch (PathFailure failure) {
        throw failure.under(full.node().key(i));
      }
      position += given.child(i).numLeaves();
    }
  }

  private void fill(Object value, TreeDef full) {
    Arrays.fill(values, next, next + full.numLeaves(), value);
    next += full.numLeaves();
  }

  private static PathFailure mismatch(Node node, int arity, TreeDef full) {
    return new PathFailure(
        place ->
            "the prefix must be a leaf, or a node like the full tree's, but "
                + place
                + " the prefix has "
                + Matching.words(node, arity)
                + " and the full tree has "
                + Matching.words(full.node(), full.arity())
                + ". Give one value for the whole subtree, or one per child.");
  }
}
