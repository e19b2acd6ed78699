package org.lanewise.pytree;

import java.util.List;

/// The registered class of the source document.
final class TwoValues {
  static {
    Tree.register(
        TwoValues.class,
        t -> List.of(t.a, t.b),
        parts -> new TwoValues(parts.get(0), parts.get(1)));
  }

  private final Object a;
  private final Object b;

  TwoValues(Object a, Object b) {
    this.a = a;
    this.b = b;
  }

  Object a() {
    return a;
  }

  Object b() {
    return b;
  }
}
