package org.lanewise.autodiff;

import java.util.List;
import java.util.Set;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured.Call;
import org.lanewise.ir.Structured.While;

/// Evaluates the condition of a loop that is being linearized, on what is known.
final class LoopCondition {
  private LoopCondition() {}

  private record Key(List<Integer> known) {}

  /// Whether the loop goes on.
  ///
  /// @param loop the loop
  /// @param operands the constants of the condition and the carry
  /// @throws IllegalArgumentException if the condition reads a value that is linear and not known
  static Array of(While loop, SplitOperands operands) {
    List<Integer> known = operands.partition().known(operands.mask());
    Jaxpr condition = loop.condition().derived(new Key(known), each -> restricted(each, known));
    return CurrentInterpreter.bindOne(
        new Call("condition", condition), known.stream().map(operands.x()::get).toList());
  }

  private static Jaxpr restricted(Jaxpr condition, List<Integer> known) {
    List<Atom.Var> inputs = known.stream().map(condition.inputs()::get).toList();
    Set<Atom.Var> read = ProgramSlice.used(ProgramSlice.pruned(condition));
    for (Atom.Var input : condition.inputs()) {
      if (read.contains(input) && !inputs.contains(input)) {
        throw new IllegalArgumentException(
            "`while_loop`: a linear function cannot choose its number of steps by a value that is"
                + " linear, but the condition reads the argument "
                + condition.inputs().indexOf(input)
                + " of type "
                + input.type()
                + ", which is linear. Count the steps in a carry of its own.");
      }
    }
    return ProgramSlice.of(condition, inputs, condition.outputs(), true);
  }
}
