package org.lanewise.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Source;
import org.lanewise.ir.TypeRules;
import org.lanewise.type.ArrayType;

/// Rebuilds a program equation by equation: remembers what stands for each variable of the old
/// program, and which equation makes each variable of the new one.
final class Rewriter {
  private final Map<Atom.Var, Atom> replacements = new HashMap<>();
  private final Map<Atom.Var, Equation> definitions = new HashMap<>();
  private final List<Equation> equations = new ArrayList<>();
  private boolean changed;

  /// What stands for an atom of the old program.
  Atom now(Atom atom) {
    return switch (atom) {
      case Atom.Var variable -> replacements.getOrDefault(variable, variable);
      case Atom.Literal literal -> literal;
    };
  }

  /// What stands for atoms of the old program.
  List<Atom> now(List<? extends Atom> atoms) {
    return atoms.stream().map(this::now).toList();
  }

  /// An equation of the old program over the atoms of the new one.
  ///
  /// Weakness may change with the operands; then the results get new variables.
  Equation renamed(Equation equation) {
    List<Atom> inputs = now(equation.inputs());
    return inputs.equals(equation.inputs())
        ? equation
        : typed(equation.primitive(), inputs, equation.outputs(), equation.source());
  }

  private static Equation typed(
      Primitive primitive, List<? extends Atom> inputs, List<Atom.Var> outputs, Source source) {
    List<ArrayType> types = TypeRules.infer(primitive, inputs.stream().map(Atom::type).toList());
    List<Atom.Var> fitting = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      boolean fits = i < outputs.size() && outputs.get(i).type().equals(types.get(i));
      fitting.add(fits ? outputs.get(i) : new Atom.Var(types.get(i)));
    }
    return new Equation(primitive, List.copyOf(inputs), fitting, source);
  }

  /// Takes an equation over; `renamed` is what [#renamed] made of it.
  void keep(Equation old, Equation renamed) {
    append(renamed);
    substitute(old.outputs(), renamed.outputs());
  }

  /// Takes an equation over.
  void keep(Equation old) {
    keep(old, renamed(old));
  }

  /// Writes a new equation.
  List<Atom.Var> add(Primitive primitive, List<? extends Atom> inputs, Source source) {
    Equation equation = typed(primitive, inputs, List.of(), source);
    changed = true;
    append(equation);
    return equation.outputs();
  }

  private void append(Equation equation) {
    equations.add(equation);
    equation.outputs().forEach(output -> definitions.put(output, equation));
  }

  /// Drops an equation whose results other atoms stand for.
  void replace(Equation old, List<? extends Atom> by) {
    changed = true;
    substitute(old.outputs(), by);
  }

  /// Drops an equation that nobody needs.
  void drop() {
    changed = true;
  }

  private void substitute(List<Atom.Var> old, List<? extends Atom> by) {
    for (int i = 0; i < old.size(); i++) {
      if (old.get(i) != by.get(i)) {
        replacements.put(old.get(i), by.get(i));
      }
    }
  }

  /// Writes the equations of a program in place, on given arguments, and returns what its results
  /// are.
  List<Atom> inline(Jaxpr program, List<? extends Atom> arguments) {
    Map<Atom.Var, Atom> names = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      names.put(program.inputs().get(i), arguments.get(i));
    }
    for (Equation equation : program.equations()) {
      List<Atom> inputs = named(names, equation.inputs());
      List<Atom.Var> outputs = add(equation.primitive(), inputs, equation.source());
      for (int i = 0; i < outputs.size(); i++) {
        names.put(equation.outputs().get(i), outputs.get(i));
      }
    }
    return named(names, program.outputs());
  }

  private static List<Atom> named(Map<Atom.Var, Atom> names, List<Atom> atoms) {
    return atoms.stream()
        .map(
            atom ->
                switch (atom) {
                  case Atom.Var variable -> names.getOrDefault(variable, variable);
                  case Atom.Literal literal -> literal;
                })
        .toList();
  }

  /// The equation of the new program that makes an atom, or null for parameters and literals.
  @Nullable Equation definition(Atom atom) {
    return switch (atom) {
      case Atom.Var variable -> definitions.get(variable);
      case Atom.Literal _ -> null;
    };
  }

  /// The new program, or the old one if nothing was changed.
  Jaxpr finish(Jaxpr old) {
    return changed ? new Jaxpr(old.constants(), old.inputs(), equations, now(old.outputs())) : old;
  }

  /// The new program with further constants.
  Jaxpr finish(Jaxpr old, List<Atom.Var> constants) {
    return changed ? new Jaxpr(constants, old.inputs(), equations, now(old.outputs())) : old;
  }
}
