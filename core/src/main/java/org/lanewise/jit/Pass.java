package org.lanewise.jit;

/// One exact rewriting of programs: the results keep their bits (NaN is NaN).
///
/// A pass keeps the arguments and the number of results; it may drop or add constants, and a type
/// may change its weakness, which no computation sees. It returns the draft itself where it finds
/// nothing to do.
interface Pass {

  /// Rewrites a program.
  Draft apply(Draft draft);
}
