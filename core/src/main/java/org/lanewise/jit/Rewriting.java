package org.lanewise.jit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;

/// A pass that looks at one equation after the other and says what else gives its result.
@FunctionalInterface
interface Rewriting extends Pass {

  /// What stands for the result of an equation, or null to keep it.
  ///
  /// @param equation an equation with one result, over atoms of the new program
  /// @param rewriter knows the equations before it, and takes new ones
  @Nullable Atom rewrite(Equation equation, Rewriter rewriter);

  @Override
  default Draft apply(Draft draft) {
    Jaxpr program = draft.program();
    Rewriter rewriter = new Rewriter();
    for (Equation equation : program.equations()) {
      Equation renamed = rewriter.renamed(equation);
      Atom instead = renamed.outputs().size() == 1 ? rewrite(renamed, rewriter) : null;
      if (instead == null) {
        rewriter.keep(equation, renamed);
      } else {
        rewriter.replace(equation, List.of(instead));
      }
    }
    return draft.with(rewriter.finish(program));
  }
}
