package org.lanewise.backend.definition;

/// A function of two `long`s.
@FunctionalInterface
public interface LongBinary {
  /// The value at `x` and `y`.
  long apply(long x, long y);
}
