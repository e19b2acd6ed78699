package org.lanewise.backend.definition;

/// A function of one `double`.
@FunctionalInterface
public interface DoubleUnary {
  /// The value at `x`.
  double apply(double x);
}
