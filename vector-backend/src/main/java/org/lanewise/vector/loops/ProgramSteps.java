package org.lanewise.vector.loops;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.vector.loops.LoopBody.Kind;
import org.lanewise.vector.loops.LoopBody.Slot;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;

/// Runs the steps of a small loop by the compiled program of its body, in the memory of its other
/// forms: for loops that are too long for a method of scalar code, until their vector form is hot.
final class ProgramSteps implements Steps {
  private final List<Slot> arrays;
  private final @Nullable Executable condition;
  private final int conditionConstants;
  private final Executable body;
  private final boolean reverse;

  /// @param condition the compiled condition, whose constants are the first arrays
  /// @param body the compiled step, whose operands are all others that are read
  /// @param reverse whether step 0 has the last row
  ProgramSteps(
      List<Slot> arrays,
      @Nullable Executable condition,
      int conditionConstants,
      Executable body,
      boolean reverse) {
    this.arrays = arrays;
    this.condition = condition;
    this.conditionConstants = conditionConstants;
    this.body = body;
    this.reverse = reverse;
  }

  @Override
  public long run(LoopMemory memory, long from, long to) {
    for (long step = from; step < to; step++) {
      if (condition != null && !holds(condition, memory)) {
        return step;
      }
      run(memory, step);
    }
    return to;
  }

  private boolean holds(Executable asked, LoopMemory memory) {
    Strided[] operands = new Strided[arrays.size()];
    int count = 0;
    for (int i = 0; i < arrays.size(); i++) {
      if (i < conditionConstants || arrays.get(i).kind() == Kind.CARRY) {
        operands[count++] = memory.array(i);
      }
    }
    Strided answer = asked.execute(Arrays.copyOf(operands, count))[0];
    boolean holds = Transfer.bits(answer) != 0;
    Reference.reachabilityFence(answer.buffer());
    return holds;
  }

  private void run(LoopMemory memory, long step) {
    Strided[] operands = new Strided[arrays.size()];
    int count = 0;
    for (int i = conditionConstants; i < arrays.size(); i++) {
      switch (arrays.get(i).kind()) {
        case CONSTANT, CARRY -> operands[count++] = memory.array(i);
        case ROW -> operands[count++] = row(memory, i, step);
        case STACK -> {}
      }
    }
    Strided[] results = body.execute(Arrays.copyOf(operands, count));
    for (int i = 0; i < results.length; i++) {
      // the next carry may be a view of the last one
      results[i] = isIn(results[i], operands, count) ? RowMajor.copy(results[i]) : results[i];
    }
    int next = 0;
    for (int i = 0; i < arrays.size(); i++) {
      switch (arrays.get(i).kind()) {
        case CONSTANT, ROW -> {}
        case CARRY -> Mover.move(results[next++], memory.array(i));
        case STACK -> Mover.move(results[next++], row(memory, i, step));
      }
    }
    for (Strided result : results) {
      result.buffer().release();
    }
  }

  private static boolean isIn(Strided result, Strided[] operands, int count) {
    for (int i = 0; i < count; i++) {
      if (operands[i].buffer() == result.buffer()) {
        return true;
      }
    }
    return false;
  }

  /// The row of a step.
  private Strided row(LoopMemory memory, int array, long step) {
    Strided stack = memory.array(array);
    return new Rows(stack).at(reverse ? stack.shape().get(0) - 1 - step : step);
  }
}
