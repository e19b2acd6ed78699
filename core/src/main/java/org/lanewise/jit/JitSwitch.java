package org.lanewise.jit;

import java.util.function.Supplier;

/// Turns compilation off for a while: compiled functions run their Java code as it stands.
public final class JitSwitch {
  private static final ScopedValue<Boolean> OFF = ScopedValue.newInstance();

  // Read before the scoped value, which costs more; a thread sees its own write, and threads that
  // it
  // forks see it too.
  private static boolean everUsed;

  private JitSwitch() {}

  /// Runs a body in which nothing is compiled.
  public static <R> R off(Supplier<R> body) {
    everUsed = true;
    return ScopedValue.where(OFF, true).call(body::get);
  }

  /// Whether compilation is off in this thread.
  static boolean isOff() {
    return everUsed && OFF.isBound();
  }
}
