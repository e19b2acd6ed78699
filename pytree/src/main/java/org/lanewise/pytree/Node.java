package org.lanewise.pytree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node of a structure: the kind of container, and what it holds besides its children (keys of
/// a map, `@Static` components, auxiliary data). Nodes are equal when they take the same children
/// to equal containers.
sealed interface Node
    permits LeafNode,
        ListNode,
        ObjectArrayNode,
        MapNode,
        OptionalNode,
        RecordNode,
        RegisteredNode,
        LeavesNode {

  /// The children of a value that has this node, in the order of leaves, in an array of their own.
  @Nullable Object[] children(Object value);

  /// The container of the given children; the array becomes the container's own.
  Object build(@Nullable Object[] children);

  /// The step to a child.
  PathKey key(int child);

  /// The type of the place that holds a child: a record component's, an array's; else `Object`.
  default Class<?> slot(int child) {
    return Object.class;
  }

  /// The printed structure, given those of the children.
  Doc structure(List<Doc> children);

  /// The printed value, given those of the children.
  Doc value(List<Doc> children);

  /// Words for a message: "a list", "a record `Params`".
  String words();

  /// Whether the node follows from a class alone, with no values inside that someone could want
  /// freed.
  default boolean pure() {
    return false;
  }

  /// The structure of this node over the given children.
  default TreeDef over(TreeDef[] children) {
    return new TreeDef(this, children);
  }

  default boolean isLeaf() {
    return false;
  }

  /// The node of everything that no rule opens.
  static Node leaf() {
    return LeafNode.LEAF;
  }
}
