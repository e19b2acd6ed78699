package org.lanewise.vector.loops;

import java.lang.ref.Reference;
import java.util.List;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.fusion.Described;

/// A scan as one loop.
///
/// @param scan the primitive
/// @param loop its steps
record ScanLoop(Structured.Scan scan, CompiledLoop loop) implements Described {
  @Override
  public String form() {
    return loop.form();
  }

  @Override
  public String describe() {
    return "%d steps in %s: %s".formatted(scan.length(), form(), scan.body());
  }

  @Override
  public Strided[] execute(Strided... operands) {
    int constants = scan.constants();
    int before = constants + scan.carries();
    List<ArrayType> types = scan.body().outputTypes();
    Strided[] results = new Strided[types.size()];
    try (LoopMemory memory = loop.memory()) {
      for (int i = 0; i < operands.length; i++) {
        if (i < constants) {
          memory.addConstant(operands[i]);
        } else if (i < before) {
          memory.addCarry(operands[i]);
        } else {
          memory.addRows(operands[i], scan.reverse());
        }
      }
      for (int i = scan.carries(); i < results.length; i++) {
        ArrayType row = types.get(i);
        results[i] = Strided.allocate(row.dtype(), row.shape().insert(0, scan.length()));
        memory.addRows(results[i], scan.reverse());
      }
      loop.run(memory, scan.length());
      for (int i = 0; i < scan.carries(); i++) {
        results[i] = memory.result(constants + i);
      }
      Reference.reachabilityFence(operands);
    }
    return results;
  }
}
