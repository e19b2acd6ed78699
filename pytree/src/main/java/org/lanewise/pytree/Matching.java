package org.lanewise.pytree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes a tree apart along a given structure, which must be a prefix of the tree's own.
@SuppressWarnings("ReferenceEquality") // shared nodes are worth recognising at once
final class Matching {
  private final Object[] found;
  private int next;

  private Matching(int size) {
    this.found = new Object[size];
  }

  static Object[] upTo(String operation, TreeDef def, Object tree) {
    Matching matching = new Matching(def.numLeaves());
    try {
      matching.match(def, tree);
    } catch (PathFailure failure) {
      throw failure.named(operation);
    }
    return matching.found;
  }

  private void match(TreeDef def, @Nullable Object value) {
    if (value == null) {
      throw Flattener.missing();
    }
    if (def.isLeaf()) {
      found[next++] = value;
      return;
    }
    if (value instanceof Leaves<?> leaves && !(def.node() instanceof LeavesNode)) {
      match(def, leaves.structure(), leaves, 0);
      return;
    }
    Node expected = def.node();
    Node actual = Nodes.of(value);
    @Nullable Object[] children = actual.children(value);
    boolean same = actual == expected || actual.equals(expected);
    if (!same || children.length != def.arity()) {
      throw mismatch(expected, def.arity(), actual, children.length);
    }
    int i = 0;
    try {
      for (; i < children.length; i++) {
        match(def.child(i), children[i]);
      }
    } catch (PathFailure failure) {
      throw failure.under(expected.key(i));
    }
  }

  /// [Leaves] stand for the tree whose structure they have.
  private void match(TreeDef def, TreeDef given, Leaves<?> leaves, int from) {
    if (def.isLeaf()) {
      found[next++] = given.isLeaf() ? leaves.get(from) : leaves.part(given, from);
      return;
    }
    if (!def.node().equals(given.node()) || def.arity() != given.arity()) {
      throw mismatch(def.node(), def.arity(), given.node(), given.arity());
    }
    int position = from;
    for (int i = 0; i < def.arity(); i++) {
      try {
        match(def.child(i), given.child(i), leaves, position);
      } catch (PathFailure failure) {
        throw failure.under(def.node().key(i));
      }
      position += given.child(i).numLeaves();
    }
  }

  private static PathFailure mismatch(Node expected, int arity, Node actual, int actualArity) {
    return new PathFailure(
        place ->
            "the trees must have the same structure, but "
                + place
                + " the first has "
                + words(expected, arity)
                + " and the other has "
                + words(actual, actualArity)
                + ". Give trees of one structure, or name with `isLeaf` what shall not be opened.");
  }

  static String words(Node node, int arity) {
    return switch (node) {
      case LeafNode _, OptionalNode _, MapNode _, RecordNode _ -> node.words();
      case ListNode _, ObjectArrayNode _, RegisteredNode _, LeavesNode _ ->
          node.words() + " with " + arity + (arity == 1 ? " child" : " children");
    };
  }

  /// Whether the first tree's structure is a prefix of the second's.
  static boolean isPrefix(TreeDef prefix, TreeDef full) {
    if (prefix.isLeaf()) {
      return true;
    }
    if (!prefix.node().equals(full.node()) || prefix.arity() != full.arity()) {
      return false;
    }
    for (int i = 0; i < prefix.arity(); i++) {
      if (!isPrefix(prefix.child(i), full.child(i))) {
        return false;
      }
    }
    return true;
  }

  static Object[] slice(Object[] array, int from, int length) {
    return Arrays.copyOfRange(array, from, from + length);
  }
}
