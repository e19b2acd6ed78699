package org.lanewise.backend.definition;

/// A function of one `long`.
@FunctionalInterface
public interface LongUnary {
  /// The value at `x`.
  long apply(long x);
}
