package org.lanewise.backend;

import org.lanewise.ir.Jaxpr;

/// A way to run programs: the reference backend in this module, the SIMD backend in another.
///
/// Backends are found with `ServiceLoader`; [Backends] picks one for the process and says why. All
/// backends give the same bits for the same program.
public interface Backend {

  /// A short name: `reference`, `simd`.
  String name();

  /// Whether this backend can run in this process; the higher number wins, negative means it
  /// cannot.
  int priority();

  /// One line for people: vector width, FMA, threads, and why.
  String description();

  /// Prepares a program. Its constants are leading operands of the executable.
  ///
  /// The program is checked already. Preparation may be lazy and may go on in the background.
  Executable compile(Jaxpr program);

  /// Whether programs that were prepared are still being made faster in the background. Their
  /// results do not depend on it.
  boolean isCompiling();
}
