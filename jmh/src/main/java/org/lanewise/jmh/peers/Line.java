package org.lanewise.jmh.peers;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/// One line of the comparison: some work that Lanewise and its peers do on the same inputs.
///
/// @param group the heading it stands under
/// @param name the name, which is the peers' name for it too
/// @param target the wanted ratio, JAX's time over ours
/// @param limit what the machine could do at best
/// @param tolerance how far results may differ, relative to the largest element
/// @param work makes the inputs and what is timed; each call of that computes the results anew
record Line(
    String group,
    String name,
    double target,
    Limit limit,
    double tolerance,
    Supplier<Supplier<Object>> work) {

  /// Whether a regular expression is found in group and name.
  boolean matches(String wanted) {
    return Pattern.compile(wanted).matcher(group + " " + name).find();
  }

  /// The least that a line must do, by which its share of the machine's limit is told.
  ///
  /// @param flops floating-point operations
  /// @param bytes bytes that must go through memory; 0 where all stays in caches
  record Limit(double flops, double bytes) {
    /// Nothing that could be told.
    static final Limit NONE = new Limit(0, 0);

    static Limit flops(double flops) {
      return new Limit(flops, 0);
    }

    static Limit bytes(double bytes) {
      return new Limit(0, bytes);
    }

    /// The seconds that the machine needs at least.
    double seconds(Machine machine) {
      return Math.max(flops / machine.flopsPerSecond(), bytes / machine.bytesPerSecond());
    }
  }
}
