package org.lanewise.transform;

import java.util.function.BiFunction;
import org.lanewise.jit.CompiledFunction;

/// A compiled function of two arguments; see [Transforms#jit(BiFunction)].
///
/// @param <A> the class of the first argument
/// @param <B> the class of the second argument
/// @param <R> the class of the result
@SuppressWarnings("unchecked") // the call returns what the user's function returns
public final class JitBiFunction<A, B, R> implements BiFunction<A, B, R>, Jitted {
  private final CompiledFunction function;

  JitBiFunction(CompiledFunction function) {
    this.function = function;
  }

  @Override
  public R apply(A a, B b) {
    return (R) function.call(a, b);
  }

  @Override
  public JitStatistics statistics() {
    return JitStatistics.of(function);
  }

  @Override
  public void clear() {
    function.clear();
  }

  /// `jit(step)`.
  @Override
  public String toString() {
    return "jit(" + function.label() + ")";
  }
}
