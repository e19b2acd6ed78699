package org.lanewise.vector.fusion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.ir.Indexing;

/// Updates of a slice that can be done in the memory of the parameter that they update: nothing
/// reads it afterwards.
final class InPlace {
  private InPlace() {}

  /// For each step, whether it is such an update.
  static boolean[] of(Lowered program, List<Step> steps) {
    boolean[] found = new boolean[steps.size()];
    Set<Value> later = new HashSet<>();
    program.outputs().forEach(output -> later.add(output.root()));
    for (int i = steps.size() - 1; i >= 0; i--) {
      switch (steps.get(i)) {
        case Step.Nest nest -> nest.fused().forEach(stage -> later.addAll(stage.reads()));
        case Step.Call(Operation.Call call) -> {
          found[i] = isUpdate(call, program.parameters(), later);
          call.operands().forEach(operand -> later.add(operand.root()));
        }
      }
    }
    return found;
  }

  private static boolean isUpdate(Operation.Call call, List<Value> parameters, Set<Value> later) {
    if (!(call.primitive() instanceof Indexing.DynamicUpdateSlice)) {
      return false;
    }
    Value target = call.operands().get(0);
    boolean readsItself =
        call.operands().stream().skip(1).anyMatch(operand -> operand.root() == target);
    return parameters.contains(target) && !later.contains(target) && !readsItself;
  }
}
