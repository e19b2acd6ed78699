package org.lanewise.transform;

/// What compiled functions tell of themselves.
public sealed interface Jitted permits JitFunction, JitBiFunction, JitFunction3 {

  /// Counters of the programs of the function, and why it was compiled again. All that was made of
  /// one function object counts together.
  JitStatistics statistics();

  /// Forgets the programs; the next call traces again.
  void clear();
}
