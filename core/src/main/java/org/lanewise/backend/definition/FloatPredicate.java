package org.lanewise.backend.definition;

/// A truth value of one `float`.
@FunctionalInterface
public interface FloatPredicate {
  /// Whether it holds for `x`.
  boolean test(float x);
}
