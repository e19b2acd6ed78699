package org.lanewise.backend.definition;

/// A truth value of one `double`.
@FunctionalInterface
public interface DoublePredicate {
  /// Whether it holds for `x`.
  boolean test(double x);
}
