package org.lanewise.backend.definition;

/// A function of one `float`.
@FunctionalInterface
public interface FloatUnary {
  /// The value at `x`.
  float apply(float x);
}
