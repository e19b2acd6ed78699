package org.lanewise.backend.definition;

/// A function of two `int`s.
@FunctionalInterface
public interface IntBinary {
  /// The value at `x` and `y`.
  int apply(int x, int y);
}
