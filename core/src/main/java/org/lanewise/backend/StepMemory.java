package org.lanewise.backend;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.Strided;

/// Gives the memory of a loop's carries back as soon as the next step has replaced them, so that a
/// long loop lives in the memory of two steps and does not wait for the collector.
///
/// A step's results are fresh buffers or views of its operands (see [Executable]). So a buffer that
/// an earlier step made, and that neither the loop's operands nor the new carry lie in, is out of
/// use; unless the step calls a Java function, which may have kept it.
final class StepMemory {
  private final boolean mayRelease;
  private final Set<Buffer> foreign = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Makes the memory of one run of a loop.
  ///
  /// @param mayRelease what [#isPrivate(Jaxpr)] says of the loop's body
  /// @param operands the loop's operands, which belong to others
  StepMemory(boolean mayRelease, Strided... operands) {
    this.mayRelease = mayRelease;
    for (Strided operand : operands) {
      foreign.add(operand.buffer());
    }
  }

  /// Whether nobody but the program sees the buffers that it makes: it calls no Java function.
  static boolean isPrivate(Jaxpr program) {
    for (Equation equation : program.equations()) {
      if (equation.primitive() instanceof Callback
          || equation.primitive() instanceof Structured structured
              && !structured.programs().stream().allMatch(StepMemory::isPrivate)) {
        return false;
      }
    }
    return true;
  }

  /// Gives back what is out of use.
  ///
  /// @param old values of this step that nobody reads any more
  /// @param from the first of them
  /// @param to the one after the last
  /// @param carry the values that the next step reads; a prefix of what the step gave
  /// @param carries how many these are
  void release(Strided[] old, int from, int to, Strided[] carry, int carries) {
    if (!mayRelease) {
      return;
    }
    for (int i = from; i < to; i++) {
      Buffer buffer = old[i].buffer();
      if (!foreign.contains(buffer) && !isIn(buffer, carry, carries)) {
        buffer.release();
      }
    }
  }

  private static boolean isIn(Buffer buffer, Strided[] carry, int carries) {
    for (int i = 0; i < carries; i++) {
      if (carry[i].buffer() == buffer) {
        return true;
      }
    }
    return false;
  }
}
