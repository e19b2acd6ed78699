package org.lanewise.vector.loops;

import java.lang.ref.Reference;
import java.util.List;
import org.lanewise.backend.Interruption;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.fusion.Described;
import org.lanewise.vector.fusion.ProgramExecutable;
import org.lanewise.vector.fusion.ProgramRun;

/// A scan whose steps run the program of its body in memory that is laid out once: temporaries and
/// two memories for the carries. Rows are read and written where they are.
///
/// @param scan the primitive
/// @param body its program
record PlacedScan(Structured.Scan scan, ProgramExecutable body) implements Described {
  @Override
  public String form() {
    return "steps";
  }

  @Override
  public String describe() {
    return "%d steps of%n%s".formatted(scan.length(), body);
  }

  @Override
  public Strided[] execute(Strided... operands) {
    int constants = scan.constants();
    int carries = scan.carries();
    int before = constants + carries;
    List<ArrayType> types = scan.body().outputTypes();
    Strided[] results = new Strided[types.size()];
    for (int i = carries; i < results.length; i++) {
      ArrayType row = types.get(i);
      results[i] = Strided.allocate(row.dtype(), row.shape().insert(0, scan.length()));
    }
    if (scan.length() == 0) {
      System.arraycopy(operands, constants, results, 0, carries);
      return results;
    }
    boolean[] copied = new boolean[carries];
    Strided[] first = PlacedCarry.rowMajor(operands, constants, carries, copied);
    Strided[] arguments = operands.clone();
    System.arraycopy(first, 0, arguments, constants, carries);
    Rows[] read = Rows.of(operands, before);
    Rows[] written = Rows.of(results, carries);
    for (int i = before; i < operands.length; i++) {
      arguments[i] = read[i - before].at(0);
    }
    try (ProgramRun run = body.manyRuns(arguments)) {
      for (int i = 0; i < constants; i++) {
        run.set(i, operands[i]);
      }
      PlacedCarry carry = new PlacedCarry(run, constants, copied, first);
      for (long step = 0; step < scan.length(); step++) {
        Interruption.check(scan.name(), step);
        long row = scan.reverse() ? scan.length() - 1 - step : step;
        for (int i = before; i < operands.length; i++) {
          run.set(i, read[i - before].at(row));
        }
        for (int i = carries; i < results.length; i++) {
          run.setTarget(i, written[i - carries].at(row), true);
        }
        carry.step();
      }
      System.arraycopy(carry.finish(), 0, results, 0, carries);
    }
    Reference.reachabilityFence(operands);
    return results;
  }
}
