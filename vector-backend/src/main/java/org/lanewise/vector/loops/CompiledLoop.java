package org.lanewise.vector.loops;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.lanewise.backend.Interruption;
import org.lanewise.vector.loops.LoopBody.Slot;

/// A small loop in its forms, and how many steps are run at a time.
///
/// A chunk of steps is one call: many short ones bring a new method through the compiler sooner
/// than one long one, and between two of them the thread may be interrupted.
final class CompiledLoop {
  private static final int SHORT = 32;
  private static final int LONG = 4096;

  /// Calls after which the JVM has compiled a method.
  private static final int WARM = 2000;

  private final String name;
  private final List<Slot> arrays;
  private final String atOnce;
  private final CarryBlock block;
  private final Steps first;
  private final VectorSteps vector;
  private final AtomicInteger calls = new AtomicInteger();

  /// @param name the primitive, for messages
  /// @param atOnce what the first form is called
  /// @param first the form that is there at once
  /// @param vector the form that may take over
  CompiledLoop(String name, List<Slot> arrays, String atOnce, Steps first, VectorSteps vector) {
    this.name = name;
    this.atOnce = atOnce;
    this.arrays = arrays;
    this.block = CarryBlock.of(arrays);
    this.first = first;
    this.vector = vector;
  }

  /// Which form runs next: `vectors`, `scalars`, or `steps` of the body's program.
  String form() {
    return vector.ready() != null ? "vectors" : atOnce;
  }

  /// Memory for one run.
  LoopMemory memory() {
    return new LoopMemory(arrays, block);
  }

  /// Fixes the form, for tests.
  void force(boolean toVector) {
    vector.force(toVector);
  }

  /// Runs steps until the condition fails, or all of them.
  ///
  /// @param steps how many at most
  void run(LoopMemory memory, long steps) {
    boolean prepared = false;
    long step = 0;
    while (step < steps) {
      Interruption.check(name, step);
      boolean isWarm = calls.getPlain() >= WARM;
      long to = Math.min(steps, step + (isWarm ? LONG : SHORT));
      VectorSteps.Ready fast = vector.ready();
      if (fast != null) {
        if (!prepared) {
          fast.plan().prepare(memory);
          prepared = true;
        }
        to = Math.min(steps, step + LONG);
        step = memory.run(fast.kernel(), step, to);
        if (step == to) {
          continue;
        }
        // the loop has ended, or there is a step that vectors cannot do
        to = Math.min(steps, step + SHORT);
      } else if (!isWarm) {
        calls.incrementAndGet();
      }
      long reached = first.run(memory, step, to);
      if (fast == null) {
        vector.heat(memory, reached - step, steps);
      }
      if (reached < to) {
        return;
      }
      step = reached;
    }
  }
}
