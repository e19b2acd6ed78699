package org.lanewise.pytree;

/// The walk back from leaves and structure to a tree.
final class Building {
  private final Object[] leaves;
  private int next;

  private Building(Object[] leaves) {
    this.leaves = leaves;
  }

  static Object build(String operation, TreeDef def, Object[] leaves) {
    if (leaves.length != def.numLeaves()) {
      throw new TreeException(
          "`"
              + operation
              + "`: the structure "
              + def
              + " has "
              + def.numLeaves()
              + " leaves, but "
              + leaves.length
              + " were given. Give one per leaf.");
    }
    try {
      return new Building(leaves).build(def);
    } catch (PathFailure failure) {
      throw failure.named(operation);
    }
  }

  private Object build(TreeDef def) {
    if (def.isLeaf()) {
      Object leaf = leaves[next++];
      if (leaf == null) {
        throw Flattener.missing();
      }
      return leaf;
    }
    Node node = def.node();
    int arity = def.arity();
    Object[] children = new Object[arity];
    int i = 0;
    try {
      for (; i < arity; i++) {
        children[i] = build(def.child(i));
      }
    } catch (PathFailure failure) {
      throw failure.under(node.key(i));
    }
    return node.build(children);
  }
}
