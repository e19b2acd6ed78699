package org.lanewise;

import java.util.Map;
import java.util.Optional;
import org.lanewise.oracle.OracleCase;

/// The oracle's cases that Lanewise does not follow, and why.
final class NumpyOracleSkips {
  private NumpyOracleSkips() {}

  private static final Map<String, String> REASONS = Map.of();

  static Optional<String> reason(OracleCase c) {
    return Optional.ofNullable(REASONS.get(c.id()));
  }
}
