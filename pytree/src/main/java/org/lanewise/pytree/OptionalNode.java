package org.lanewise.pytree;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `Optional`: the empty one is Python's `None`, a node without leaves.
enum OptionalNode implements Node {
  EMPTY,
  PRESENT;

  private static final Object[] NONE = {};

  @Override
  public @Nullable Object[] children(Object value) {
    return switch (this) {
      case EMPTY -> NONE;
      case PRESENT -> new Object[] {((Optional<?>) value).orElseThrow()};
    };
  }

  @Override
  public Object build(@Nullable Object[] children) {
    return switch (this) {
      case EMPTY -> Optional.empty();
      case PRESENT -> Optional.ofNullable(children[0]);
    };
  }

  @Override
  public PathKey key(int child) {
    return new PathKey.Field("get");
  }

  @Override
  public boolean pure() {
    return true;
  }

  @Override
  public Doc structure(List<Doc> children) {
    return switch (this) {
      case EMPTY -> Doc.text("None");
      case PRESENT -> Printer.custom("Optional[None]", children);
    };
  }

  @Override
  public Doc value(List<Doc> children) {
    return switch (this) {
      case EMPTY -> Doc.text("None");
      case PRESENT -> children.getFirst();
    };
  }

  @Override
  public String words() {
    return switch (this) {
      case EMPTY -> "an empty Optional";
      case PRESENT -> "an Optional with a value";
    };
  }
}
