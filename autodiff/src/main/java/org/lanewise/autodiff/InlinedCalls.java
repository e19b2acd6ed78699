package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured.Call;
import org.lanewise.staging.JaxprEvaluator;

/// Writes out the calls in a program: goes into them, and leaves everything else to its parent.
///
/// @param parent who applies everything else
record InlinedCalls(Interpreter parent) implements Interpreter {

  private record Key() {}

  /// The program without calls.
  static Jaxpr of(Jaxpr program) {
    boolean calls =
        program.equations().stream().anyMatch(equation -> equation.primitive() instanceof Call);
    return calls ? program.derived(new Key(), InlinedCalls::inlined) : program;
  }

  private static Jaxpr inlined(Jaxpr program) {
    return Derivation.stage(
            arguments ->
                CurrentInterpreter.with(
                    new InlinedCalls(CurrentInterpreter.get()),
                    () -> JaxprEvaluator.evaluate(program, List.of(), arguments)),
            program.inputTypes())
        .jaxpr();
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    return primitive instanceof Call(_, Jaxpr program)
        ? CurrentInterpreter.with(this, () -> JaxprEvaluator.evaluate(program, List.of(), operands))
        : parent.interpret(primitive, operands);
  }
}
