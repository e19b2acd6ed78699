package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.staging.StagedProgram;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;

/// How programs are derived from programs: traced as if nothing else were going on.
///
/// What is derived is kept with the program that it comes from and serves every later
/// transformation, so it must know nothing of the one that asked first.
final class Derivation {
  private Derivation() {}

  /// Runs a derivation with no transformation around it.
  static <R> R isolated(Supplier<R> derivation) {
    Interpreter root = CurrentInterpreter.get();
    while (root != root.parent()) {
      root = root.parent();
    }
    return CurrentInterpreter.with(root, derivation);
  }

  /// Traces a function, with no transformation around it, and leaves out what is not needed.
  ///
  /// @return the program; its constants are concrete arrays
  static StagedProgram stage(
      Function<List<Array>, List<Array>> function, List<ArrayType> arguments) {
    return isolated(() -> pruned(Staging.stage(function, arguments)));
  }

  /// Leaves out what results and effects do not need.
  static StagedProgram pruned(StagedProgram staged) {
    Jaxpr program = ProgramSlice.pruned(staged.jaxpr());
    Set<Atom.Var> kept = Set.copyOf(program.constants());
    List<Array> constants = new ArrayList<>();
    for (int i = 0; i < staged.constants().size(); i++) {
      if (kept.contains(staged.jaxpr().constants().get(i))) {
        constants.add(staged.constants().get(i));
      }
    }
    return new StagedProgram(program, constants);
  }
}
