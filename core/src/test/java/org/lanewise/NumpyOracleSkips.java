package org.lanewise;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanewise.oracle.OracleCase;

/// The oracle's cases that Lanewise does not follow, by their source, and why.
final class NumpyOracleSkips {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("jnp.split(x, [1, 9])", "indices beyond the end give empty parts, as in NumPy"),
          Map.entry("jnp.linspace(a, b, 3, axis=1)", "the new axis is the first: use moveaxis"),
          Map.entry("jnp.ravel(x, order='F')", "there is one order of elements: transpose first"),
          Map.entry("jnp.reshape(x, (3, 2), order='F')", "there is one order of elements"),
          Map.entry("jnp.concatenate([x, y], axis=None)", "this is append"),
          Map.entry(
              "jnp.pad(x, ((1, 1), (2, 0)), constant_values=((1, 2), (3, 4)))",
              "one constant per call"),
          Map.entry("jnp.pad(x, 1, mode='maximum')", "no such mode"),
          Map.entry("jnp.pad(x, 1, mode='linear_ramp')", "no such mode"),
          Map.entry("jnp.pad(x, 1, mode='mean')", "no such mode"),
          Map.entry("jnp.searchsorted(a, v, sorter=s)", "take with the sorter first"),
          Map.entry("jnp.unique(x, axis=0)", "unique is of elements"),
          Map.entry("jnp.bincount(x, minlength=6)", "the length is given or found"),
          Map.entry("jnp.diff(x, prepend=0)", "append first"),
          Map.entry("jnp.diff(x, append=7)", "append first"));

  /// Functions whose result shape, or whose way, depends on an operand's values: they work on
  /// concrete operands only, or (`power` with a concrete exponent) compute otherwise with them.
  private static final Set<String> CONCRETE =
      Set.of(
          "jnp.nonzero",
          "jnp.flatnonzero",
          "jnp.argwhere",
          "jnp.unique",
          "jnp.union1d",
          "jnp.intersect1d",
          "jnp.setdiff1d",
          "jnp.setxor1d",
          "jnp.extract",
          "jnp.compress",
          "jnp.bincount",
          "jnp.repeat",
          "jnp.power");

  private NumpyOracleSkips() {}

  static boolean needsValues(OracleCase c) {
    boolean places = c.call().get(0).equals("jnp.where") && c.call().size() == 2;
    return places || CONCRETE.contains(c.call().get(0));
  }

  static Optional<String> reason(OracleCase c) {
    boolean median = c.source().startsWith("jnp.median") && c.error().isPresent();
    if (median && c.inputs().get(0).tokens().isEmpty()) {
      return Optional.of("the median of nothing is NaN, as in NumPy; JAX fails inside gather");
    }
    return Optional.ofNullable(REASONS.get(c.source()));
  }
}
