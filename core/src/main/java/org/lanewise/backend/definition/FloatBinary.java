package org.lanewise.backend.definition;

/// A function of two `float`s.
@FunctionalInterface
public interface FloatBinary {
  /// The value at `x` and `y`.
  float apply(float x, float y);
}
