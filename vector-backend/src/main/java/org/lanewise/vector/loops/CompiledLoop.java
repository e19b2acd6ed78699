package org.lanewise.vector.loops;

import java.util.concurrent.atomic.AtomicInteger;
import org.lanewise.backend.Interruption;

/// A loop in its forms, and how many steps are run at a time.
///
/// A chunk of steps is one call: many short ones bring a new method through the compiler sooner
/// than one long one, and between two of them the thread may be interrupted.
final class CompiledLoop {
  private static final int SHORT = 32;
  private static final int LONG = 4096;

  /// Calls after which the JVM has compiled a method.
  private static final int WARM = 2000;

  private final String name;
  private final LoopKernel scalar;
  private final AtomicInteger calls = new AtomicInteger();

  /// @param name the primitive, for messages
  CompiledLoop(String name, LoopKernel scalar) {
    this.name = name;
    this.scalar = scalar;
  }

  /// Runs steps until the condition fails, or all of them.
  ///
  /// @param steps how many at most
  void run(LoopMemory memory, long steps) {
    long step = 0;
    while (step < steps) {
      Interruption.check(name, step);
      boolean isWarm = calls.getPlain() >= WARM;
      long to = Math.min(steps, step + (isWarm ? LONG : SHORT));
      long reached = memory.run(scalar, step, to);
      if (!isWarm) {
        calls.incrementAndGet();
      }
      if (reached < to) {
        return;
      }
      step = reached;
    }
  }
}
