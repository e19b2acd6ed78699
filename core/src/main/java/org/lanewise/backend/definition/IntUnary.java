package org.lanewise.backend.definition;

/// A function of one `int`.
@FunctionalInterface
public interface IntUnary {
  /// The value at `x`.
  int apply(int x);
}
