package org.lanewise.backend;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

/// Runs the branch that an index picks.
///
/// @param branches the branches
record CondExecutable(List<Executable> branches) implements Executable {
  @Override
  public Strided[] execute(Strided... operands) {
    int picked = (int) Transfer.bits(operands[0]); // the low half is the i32
    Reference.reachabilityFence(operands[0].buffer()); // the memory is the index's until it is read
    int index = Math.clamp(picked, 0, branches.size() - 1);
    return branches.get(index).execute(Arrays.copyOfRange(operands, 1, operands.length));
  }
}
