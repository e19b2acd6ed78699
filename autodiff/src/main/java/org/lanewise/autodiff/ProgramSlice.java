package org.lanewise.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.JaxprChecker;

/// Cuts out of a program what computes some of its values from others.
final class ProgramSlice {
  private final Set<Atom.Var> given;
  private final Set<Atom.Var> needed = new HashSet<>();

  private ProgramSlice(List<Atom.Var> given) {
    this.given = new HashSet<>(given);
  }

  /// The part of a program that computes some values.
  ///
  /// @param program the program
  /// @param given the arguments of the part: variables that suffice to compute what is wanted
  /// @param wanted the results of the part: literals and variables of the program
  /// @param effects whether equations with effects stay although nobody reads them
  static Jaxpr of(
      Jaxpr program, List<Atom.Var> given, List<? extends Atom> wanted, boolean effects) {
    ProgramSlice slice = new ProgramSlice(given);
    slice.need(wanted);
    Deque<Equation> kept = new ArrayDeque<>();
    for (Equation equation : program.equations().reversed()) {
      if (equation.outputs().stream().anyMatch(slice.needed::contains)
          || effects && Effects.has(equation.primitive())) {
        kept.addFirst(equation);
        slice.need(equation.inputs());
      }
    }
    return JaxprChecker.check(new Jaxpr(List.of(), given, List.copyOf(kept), wanted));
  }

  /// Leaves out of a program what its results and effects do not need, constants included;
  /// arguments stay.
  static Jaxpr pruned(Jaxpr program) {
    List<Atom.Var> all = Masks.joined(program.constants(), program.inputs());
    Jaxpr slice = of(program, all, program.outputs(), true);
    Set<Atom.Var> used = used(slice);
    List<Atom.Var> constants = program.constants().stream().filter(used::contains).toList();
    return new Jaxpr(constants, program.inputs(), slice.equations(), slice.outputs());
  }

  /// The variables that equations or results of a program read.
  static Set<Atom.Var> used(Jaxpr program) {
    Set<Atom.Var> used = new HashSet<>();
    List<Atom> read = new ArrayList<>(program.outputs());
    program.equations().forEach(equation -> read.addAll(equation.inputs()));
    for (Atom atom : read) {
      if (atom instanceof Atom.Var variable) {
        used.add(variable);
      }
    }
    return used;
  }

  /// The variables of a program that depend on nothing but the given ones.
  static Set<Atom.Var> dependents(Jaxpr program, List<Atom.Var> given) {
    Set<Atom.Var> known = new HashSet<>(given);
    for (Equation equation : program.equations()) {
      boolean all =
          equation.inputs().stream()
              .allMatch(atom -> atom instanceof Atom.Literal || known.contains(atom));
      if (all && !Effects.has(equation.primitive())) {
        known.addAll(equation.outputs());
      }
    }
    return known;
  }

  private void need(List<? extends Atom> atoms) {
    for (Atom atom : atoms) {
      if (atom instanceof Atom.Var variable && !given.contains(variable)) {
        needed.add(variable);
      }
    }
  }
}
