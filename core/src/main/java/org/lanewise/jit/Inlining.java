package org.lanewise.jit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;

/// Writes the programs of calls in place.
///
/// A call computes what its program computes, so its equations may stand where it stood. The same
/// holds for custom rules, which no transformation will ask for any more, for a checkpoint that is
/// the first computation, and for the branch of a `cond` whose index is a literal. A checkpoint of
/// the second computation stays apart, or it would be merged with the first.
final class Inlining implements Pass {
  @Override
  public Draft apply(Draft draft) {
    Jaxpr program = draft.program();
    while (true) {
      Jaxpr next = once(program);
      if (next == program) {
        return draft.with(program);
      }
      program = next; // what was written in place may hold calls
    }
  }

  private static Jaxpr once(Jaxpr program) {
    Rewriter rewriter = new Rewriter();
    for (Equation equation : program.equations()) {
      List<Atom> inputs = rewriter.now(equation.inputs());
      Jaxpr called = called(equation.primitive(), inputs);
      if (called == null) {
        rewriter.keep(equation);
      } else {
        boolean picks = equation.primitive() instanceof Structured.Cond;
        List<Atom> arguments = picks ? inputs.subList(1, inputs.size()) : inputs;
        rewriter.replace(equation, rewriter.inline(called, arguments));
      }
    }
    return rewriter.finish(program);
  }

  /// The program that an equation runs whatever happens, or null.
  private static @Nullable Jaxpr called(Primitive primitive, List<Atom> inputs) {
    return switch (primitive) {
      case Structured.Call(_, Jaxpr program) -> program;
      case Structured.CustomCall(_, Jaxpr program) -> program;
      case Structured.Checkpoint(Jaxpr program, _, boolean again) when !again -> program;
      case Structured.Cond(List<Jaxpr> branches)
          when inputs.getFirst() instanceof Atom.Literal index ->
          branches.get(Constants.position(index, branches.size()));
      case Primitive _ -> null;
    };
  }
}
