package org.lanewise.backend.definition;

/// A function of two `double`s.
@FunctionalInterface
public interface DoubleBinary {
  /// The value at `x` and `y`.
  double apply(double x, double y);
}
