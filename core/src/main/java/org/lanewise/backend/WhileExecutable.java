package org.lanewise.backend;

import java.util.Arrays;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

/// Runs a body for as long as a condition holds.
///
/// @param loop the primitive
/// @param condition its condition
/// @param body its body
record WhileExecutable(Structured.While loop, Executable condition, Executable body)
    implements Executable {
  @Override
  public Strided[] execute(Strided... operands) {
    int first = loop.conditionConstants();
    int second = first + loop.bodyConstants();
    Strided[] conditionOperands = Arrays.copyOf(operands, first + operands.length - second);
    Strided[] bodyOperands = Arrays.copyOfRange(operands, first, operands.length);
    Strided[] carry = Arrays.copyOfRange(operands, second, operands.length);
    for (long step = 0; step != loop.maxSteps(); step++) {
      Interruption.check(loop.name(), step);
      System.arraycopy(carry, 0, conditionOperands, first, carry.length);
      if (Transfer.bits(condition.execute(conditionOperands)[0]) == 0) {
        break;
      }
      System.arraycopy(carry, 0, bodyOperands, second - first, carry.length);
      carry = body.execute(bodyOperands);
    }
    return carry;
  }
}
