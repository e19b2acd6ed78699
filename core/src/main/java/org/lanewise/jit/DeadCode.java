package org.lanewise.jit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.Array;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;

/// Drops equations whose results nobody reads, and constants that nobody reads.
///
/// What has an effect stays, with all that it reads. Arguments stay too: they are the caller's.
final class DeadCode implements Pass {
  @Override
  public Draft apply(Draft draft) {
    Jaxpr program = draft.program();
    Set<Atom.Var> read = new HashSet<>();
    collect(program.outputs(), read);
    List<Equation> kept = needed(program, read);
    List<Atom.Var> constants = new ArrayList<>();
    List<Array> values = new ArrayList<>();
    for (int i = 0; i < program.constants().size(); i++) {
      if (read.contains(program.constants().get(i))) {
        constants.add(program.constants().get(i));
        values.add(draft.constants().get(i));
      }
    }
    boolean same =
        kept.size() == program.equations().size() && constants.size() == program.constants().size();
    return same
        ? draft
        : new Draft(
            new Jaxpr(constants, program.inputs(), kept, program.outputs()), values, draft.open());
  }

  /// The equations that something read depends on; adds what they read.
  ///
  /// @param read the variables that are read from outside, which grows
  static List<Equation> needed(Jaxpr program, Set<Atom.Var> read) {
    List<Equation> kept = new ArrayList<>();
    for (Equation equation : program.equations().reversed()) {
      if (equation.outputs().stream().anyMatch(read::contains) || Effects.in(equation)) {
        kept.add(equation);
        collect(equation.inputs(), read);
      }
    }
    return kept.reversed();
  }

  /// Adds the variables among atoms.
  static void collect(List<? extends Atom> atoms, Set<Atom.Var> read) {
    for (Atom atom : atoms) {
      if (atom instanceof Atom.Var variable) {
        read.add(variable);
      }
    }
  }
}
