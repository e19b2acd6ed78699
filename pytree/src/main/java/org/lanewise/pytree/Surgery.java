package org.lanewise.pytree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Replaces one part of a tree: the nodes on the way to it are built anew, all else is shared.
final class Surgery {
  private Surgery() {}

  static @Nullable Object replace(
      String operation,
      Object tree,
      KeyPath path,
      Function<@Nullable Object, @Nullable Object> change) {
    try {
      return replace(tree, path.keys(), change);
    } catch (PathFailure failure) {
      throw failure.named(operation);
    }
  }

  private static @Nullable Object replace(
      @Nullable Object value,
      List<PathKey> keys,
      Function<@Nullable Object, @Nullable Object> change) {
    if (keys.isEmpty()) {
      return change.apply(value);
    }
    if (value == null) {
      throw Flattener.missing();
    }
    Node node = Nodes.of(value);
    @Nullable Object[] children = node.children(value);
    int child = childAt(node, children.length, keys.getFirst());
    try {
      children[child] = replace(children[child], keys.subList(1, keys.size()), change);
    } catch (PathFailure failure) {
      throw failure.under(node.key(child));
    }
    return node.build(children);
  }

  static Object get(String operation, Object tree, KeyPath path) {
    Object value = tree;
    List<PathKey> done = new ArrayList<>();
    for (PathKey key : path.keys()) {
      try {
        Node node = Nodes.of(value);
        @Nullable Object[] children = node.children(value);
        int child = childAt(node, children.length, key);
        done.add(node.key(child));
        value = children[child];
      } catch (PathFailure failure) {
        for (int i = done.size() - 1; i >= 0; i--) {
          failure.under(done.get(i));
        }
        throw failure.named(operation);
      }
      if (value == null) {
        throw new TreeException(
            "`"
                + operation
                + "`: there is a null "
                + KeyPath.of(done).place()
                + ". A tree holds no nulls: use Optional.");
      }
    }
    return value;
  }

  /// The position of the leaf at a path.
  static int leafAt(String operation, TreeDef structure, KeyPath path) {
    TreeDef def = structure;
    int position = 0;
    List<PathKey> done = new ArrayList<>();
    for (PathKey key : path.keys()) {
      try {
        int child = childAt(def.node(), def.arity(), key);
        done.add(def.node().key(child));
        for (int i = 0; i < child; i++) {
          position += def.child(i).numLeaves();
        }
        def = def.child(child);
      } catch (PathFailure failure) {
        for (int i = done.size() - 1; i >= 0; i--) {
          failure.under(done.get(i));
        }
        throw failure.named(operation);
      }
    }
    if (!def.isLeaf()) {
      throw new TreeException(
          "`"
              + operation
              + "`: "
              + KeyPath.of(done).place()
              + " stands "
              + Matching.words(def.node(), def.arity())
              + ", not a leaf. Give the path of a leaf: "
              + structure.paths());
    }
    return position;
  }

  private static int childAt(Node node, int arity, PathKey key) {
    for (int i = 0; i < arity; i++) {
      if (node.key(i).equals(key)) {
        return i;
      }
    }
    for (int i = 0; i < arity; i++) {
      if (node.key(i).accepts(key)) {
        return i;
      }
    }
    StringBuilder there = new StringBuilder();
    for (int i = 0; i < arity; i++) {
      there.append(i == 0 ? "" : ", ").append('`').append(node.key(i)).append('`');
    }
    throw new PathFailure(
        place ->
            "there is no `"
                + key
                + "` in "
                + node.words()
                + " "
                + place
                + ". "
                + (arity == 0 ? "It has no children." : "Its children are " + there + "."));
  }
}
