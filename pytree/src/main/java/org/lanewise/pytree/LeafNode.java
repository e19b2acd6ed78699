package org.lanewise.pytree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The end of a branch.
enum LeafNode implements Node {
  LEAF;

  private static final Object[] NONE = {};

  @Override
  public boolean isLeaf() {
    return true;
  }

  @Override
  public @Nullable Object[] children(Object value) {
    return NONE;
  }

  @Override
  public Object build(@Nullable Object[] children) {
    throw new AssertionError("a leaf is not built; please report this");
  }

  @Override
  public PathKey key(int child) {
    throw new AssertionError("a leaf has no child " + child + "; please report this");
  }

  @Override
  public boolean pure() {
    return true;
  }

  @Override
  public Doc structure(List<Doc> children) {
    return Doc.text("*");
  }

  @Override
  public Doc value(List<Doc> children) {
    return Doc.text("*");
  }

  @Override
  public String words() {
    return "a leaf";
  }
}
