package org.lanewise.vector.loops;

import java.lang.ref.Reference;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.vector.fusion.Described;

/// A while as one loop.
///
/// @param loop the primitive
/// @param steps its condition and its steps
record WhileLoop(Structured.While loop, CompiledLoop steps) implements Described {
  @Override
  public String form() {
    return steps.form();
  }

  @Override
  public String describe() {
    return "steps in %s: %s%nwhile %s".formatted(form(), loop.body(), loop.condition());
  }

  @Override
  public Strided[] execute(Strided... operands) {
    int constants = loop.conditionConstants() + loop.bodyConstants();
    Strided[] results = new Strided[operands.length - constants];
    try (LoopMemory memory = steps.memory()) {
      for (int i = 0; i < operands.length; i++) {
        if (i < constants) {
          memory.addConstant(operands[i]);
        } else {
          memory.addCarry(operands[i]);
        }
      }
      steps.run(memory, loop.maxSteps() < 0 ? Long.MAX_VALUE : loop.maxSteps());
      for (int i = 0; i < results.length; i++) {
        results[i] = memory.result(constants + i);
      }
      Reference.reachabilityFence(operands);
    }
    return results;
  }
}
