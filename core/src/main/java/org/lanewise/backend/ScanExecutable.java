package org.lanewise.backend;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Runs a body for each row of its operands and stacks what it gives.
///
/// @param scan the primitive
/// @param body its body
/// @param isPrivate whether the body's memory may be given back; see [StepMemory]
record ScanExecutable(Structured.Scan scan, Executable body, boolean isPrivate)
    implements Executable {
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
    Strided[] arguments = operands.clone();
    StepMemory memory = new StepMemory(isPrivate, operands);
    for (long step = 0; step < scan.length(); step++) {
      Interruption.check(scan.name(), step);
      long row = scan.reverse() ? scan.length() - 1 - step : step;
      for (int i = before; i < operands.length; i++) {
        arguments[i] = row(operands[i], row);
      }
      Strided[] given = body.execute(arguments);
      for (int i = carries; i < given.length; i++) {
        store(given[i], results[i], row);
      }
      memory.release(given, carries, given.length, given, carries);
      memory.release(arguments, constants, before, given, carries);
      System.arraycopy(given, 0, arguments, constants, carries);
    }
    System.arraycopy(arguments, constants, results, 0, carries);
    return results;
  }

  /// A row of a stack, as a view.
  private static Strided row(Strided stack, long row) {
    Layout layout = stack.layout();
    long[] starts = new long[layout.shape().rank()];
    long[] steps = new long[starts.length];
    Arrays.fill(steps, 1);
    starts[0] = row;
    long[] sizes = layout.shape().toArray();
    sizes[0] = 1;
    return stack.with(layout.slice(starts, steps, Shape.of(sizes)).squeeze(Axes.of(0)));
  }

  private static void store(Strided given, Strided stack, long row) {
    long bytes = given.shape().size() * given.dtype().byteSize();
    Transfer.copyTo(given, stack.buffer().segment().asSlice(row * bytes, bytes));
    Reference.reachabilityFence(given.buffer());
  }
}
