package org.lanewise.pytree;

/// A leaf with its place, as [Tree#leavesWithPath(Object)] lists them.
///
/// @param path where the leaf stands
/// @param leaf the leaf
public record PathLeaf(KeyPath path, Object leaf) {
  @Override
  public String toString() {
    return path + "=" + Doc.literal(leaf);
  }
}
