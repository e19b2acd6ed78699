package org.lanewise.pytree;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens the values of one record class; the accessors are looked up at the first of them.
final class RecordOpener implements Function<Object, Node> {
  private final Class<?> type;
  private volatile @Nullable RecordShape shape;

  RecordOpener(Class<?> type) {
    this.type = type;
  }

  @Override
  public Node apply(Object value) {
    RecordShape known = shape;
    if (known == null) {
      known = RecordShape.of(type);
      shape = known;
    }
    return known.node(value);
  }
}
