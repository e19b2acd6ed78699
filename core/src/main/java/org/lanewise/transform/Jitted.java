package org.lanewise.transform;

import org.lanewise.jit.CompiledFunction;

/// What compiled functions have in common: they tell of themselves.
public abstract sealed class Jitted permits JitFunction, JitBiFunction, JitFunction3 {
  private final CompiledFunction function;

  Jitted(CompiledFunction function) {
    this.function = function;
  }

  /// Calls the function.
  final Object call(Object... arguments) {
    return function.call(arguments);
  }

  /// Runs the function for a while, and tells what it was compiled to and where the time goes.
  final String profileOf(Object... arguments) {
    return this + "\n" + function.profile(arguments);
  }

  /// Counters of the programs of the function, and why it was compiled again. All that was made of
  /// one function object counts together.
  public final JitStatistics statistics() {
    return JitStatistics.of(function);
  }

  /// Forgets the programs; the next call traces again.
  public final void clear() {
    function.clear();
  }

  /// `jit(step)`.
  @Override
  public final String toString() {
    return "jit(" + function.label() + ")";
  }
}
