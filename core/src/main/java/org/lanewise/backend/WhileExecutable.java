package org.lanewise.backend;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

/// Runs a body for as long as a condition holds.
///
/// @param loop the primitive
/// @param condition its condition
/// @param body its body
/// @param isPrivate whether their memory may be given back; see [StepMemory]
record WhileExecutable(
    Structured.While loop, Executable condition, Executable body, boolean isPrivate)
    implements Executable {
  @Override
  public Strided[] execute(Strided... operands) {
    int first = loop.conditionConstants();
    int second = first + loop.bodyConstants();
    Strided[] conditionOperands = Arrays.copyOf(operands, first + operands.length - second);
    Strided[] bodyOperands = Arrays.copyOfRange(operands, first, operands.length);
    Strided[] carry = Arrays.copyOfRange(operands, second, operands.length);
    StepMemory memory = new StepMemory(isPrivate, operands);
    for (long step = 0; step != loop.maxSteps(); step++) {
      Interruption.check(loop.name(), step);
      System.arraycopy(carry, 0, conditionOperands, first, carry.length);
      if (!isTrue(condition.execute(conditionOperands)[0])) {
        break;
      }
      System.arraycopy(carry, 0, bodyOperands, second - first, carry.length);
      Strided[] next = body.execute(bodyOperands);
      memory.release(carry, 0, carry.length, next, next.length);
      carry = next;
    }
    return carry;
  }

  private static boolean isTrue(Strided scalar) {
    long bits = Transfer.bits(scalar);
    Reference.reachabilityFence(scalar.buffer()); // the memory is ours until it is read
    return bits != 0;
  }
}
