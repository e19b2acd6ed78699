package org.lanewise.transform;

import org.lanewise.Function3;
import org.lanewise.jit.CompiledFunction;

/// A compiled function of three arguments; see [Transforms#jit(Function3)].
///
/// @param <A> the class of the first argument
/// @param <B> the class of the second argument
/// @param <C> the class of the third argument
/// @param <R> the class of the result
@SuppressWarnings("unchecked") // the call returns what the user's function returns
public final class JitFunction3<A, B, C, R> implements Function3<A, B, C, R>, Jitted {
  private final CompiledFunction function;

  JitFunction3(CompiledFunction function) {
    this.function = function;
  }

  @Override
  public R apply(A a, B b, C c) {
    return (R) function.call(a, b, c);
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
