package org.lanewise.pytree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.eclipse.collections.api.list.ListIterable;
import org.eclipse.collections.impl.factory.Lists;
import org.jspecify.annotations.Nullable;

/// Lists: Java's, of whatever class, which come back as an unmodifiable list, and Eclipse
/// Collections' two kinds, which come back as the same kind.
enum ListNode implements Node {
  JAVA,
  IMMUTABLE,
  MUTABLE;

  /// Structures of lists up to this size over leaves only are shared.
  private static final int SHARED = 32;

  @SuppressWarnings("ImmutableEnumChecker") // a cache of immutable values, filled on demand
  private final @Nullable TreeDef[] flat = new TreeDef[SHARED];

  @Override
  public @Nullable Object[] children(Object value) {
    return switch (this) {
      case JAVA -> ((List<?>) value).toArray();
      case IMMUTABLE, MUTABLE -> ((ListIterable<?>) value).toArray();
    };
  }

  @Override
  public Object build(@Nullable Object[] children) {
    return switch (this) {
      case JAVA -> Collections.unmodifiableList(Arrays.asList(children));
      case IMMUTABLE -> Lists.immutable.with(children);
      case MUTABLE -> Lists.mutable.with(children);
    };
  }

  @Override
  public PathKey key(int child) {
    return new PathKey.Index(child);
  }

  @Override
  public boolean pure() {
    return true;
  }

  @Override
  public TreeDef over(TreeDef[] children) {
    if (children.length >= SHARED || !TreeDef.allLeaves(children)) {
      return new TreeDef(this, children);
    }
    TreeDef shared = flat[children.length];
    if (shared == null) {
      shared = new TreeDef(this, children);
      flat[children.length] = shared;
    }
    return shared;
  }

  @Override
  public Doc structure(List<Doc> children) {
    Doc list = value(children);
    return switch (this) {
      case JAVA -> list;
      case IMMUTABLE -> Printer.custom("ImmutableList[None]", children);
      case MUTABLE -> Printer.custom("MutableList[None]", children);
    };
  }

  @Override
  public Doc value(List<Doc> children) {
    return new Doc.Group("[", children, "]");
  }

  @Override
  public String words() {
    return switch (this) {
      case JAVA -> "a list";
      case IMMUTABLE -> "an ImmutableList";
      case MUTABLE -> "a MutableList";
    };
  }
}
