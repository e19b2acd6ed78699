package org.lanewise.transform;

import java.util.function.Function;
import org.lanewise.jit.CompiledFunction;

/// A compiled function of one argument; see [Transforms#jit(Function)].
///
/// @param <A> the class of the argument
/// @param <R> the class of the result
@SuppressWarnings("unchecked") // the call returns what the user's function returns
public final class JitFunction<A, R> implements Function<A, R>, Jitted {
  private final CompiledFunction function;

  JitFunction(CompiledFunction function) {
    this.function = function;
  }

  @Override
  public R apply(A a) {
    return (R) function.call(a);
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
