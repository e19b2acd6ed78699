package org.lanewise.vector.loops;

import org.lanewise.backend.Executable;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;

/// A while as one loop.
///
/// @param loop the primitive
/// @param steps its condition and its steps
record WhileLoop(Structured.While loop, CompiledLoop steps) implements Executable {
  @Override
  public Strided[] execute(Strided... operands) {
    int constants = loop.conditionConstants() + loop.bodyConstants();
    LoopMemory memory = new LoopMemory(operands.length);
    Strided[] results = new Strided[operands.length - constants];
    for (int i = 0; i < operands.length; i++) {
      if (i < constants) {
        memory.addConstant(operands[i]);
      } else {
        results[i - constants] = memory.addCarry(operands[i]);
      }
    }
    steps.run(memory, loop.maxSteps() < 0 ? Long.MAX_VALUE : loop.maxSteps());
    return results;
  }
}
