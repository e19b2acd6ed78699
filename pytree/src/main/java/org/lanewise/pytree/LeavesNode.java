package org.lanewise.pytree;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [Leaves] inside a tree: a node with the leaves as children.
record LeavesNode(TreeDef structure) implements Node {
  @Override
  public @Nullable Object[] children(Object value) {
    return ((Leaves<?>) value).toArray();
  }

  @Override
  public Object build(@Nullable Object[] children) {
    return new Leaves<>(structure, Arrays.asList(children).toArray());
  }

  @Override
  public PathKey key(int child) {
    return new PathKey.FlatIndex(child);
  }

  @Override
  public Class<?> slot(int child) {
    return Object.class;
  }

  @Override
  public Doc structure(List<Doc> children) {
    return Printer.custom("Leaves[" + structure + "]", children);
  }

  @Override
  public Doc value(List<Doc> children) {
    return Printer.render(structure, children, false);
  }

  @Override
  public String words() {
    return "Leaves of " + structure;
  }
}
