package org.lanewise.jit;

import java.util.List;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Structured.Call;
import org.lanewise.ir.Structured.Checkpoint;
import org.lanewise.ir.Structured.Cond;
import org.lanewise.ir.Structured.CustomCall;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.ir.Structured.While;

/// Simplifies the programs inside primitives: each by itself, once, kept with the program.
final class Bodies implements Pass {
  private record Key() {}

  @Override
  public Draft apply(Draft draft) {
    Rewriter rewriter = new Rewriter();
    for (Equation equation : draft.program().equations()) {
      Equation renamed = rewriter.renamed(equation);
      if (renamed.primitive() instanceof Structured structured) {
        Structured simple = simplified(structured);
        if (!simple.equals(structured)) {
          rewriter.replace(equation, rewriter.add(simple, renamed.inputs(), renamed.source()));
          continue;
        }
      }
      rewriter.keep(equation, renamed);
    }
    return draft.with(rewriter.finish(draft.program()));
  }

  private static Structured simplified(Structured primitive) {
    return switch (primitive) {
      case Call(String label, Jaxpr program) -> new Call(label, body(program));
      case Cond(List<Jaxpr> branches) -> new Cond(branches.stream().map(Bodies::body).toList());
      case While(Jaxpr condition, int first, Jaxpr body, int second, long maxSteps) ->
          new While(body(condition), first, body(body), second, maxSteps);
      case Scan(Jaxpr body, int constants, int carries, long length, boolean reverse, int unroll) ->
          new Scan(body(body), constants, carries, length, reverse, unroll);
      case Checkpoint(Jaxpr program, var policy, boolean again) ->
          new Checkpoint(body(program), policy, again);
      case CustomCall(var rule, Jaxpr program) -> new CustomCall(rule, body(program));
    };
  }

  private static Jaxpr body(Jaxpr program) {
    return program.derived(new Key(), body -> Simplifier.simplify(Draft.ofBody(body)).program());
  }
}
