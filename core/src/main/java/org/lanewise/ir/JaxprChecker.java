package org.lanewise.ir;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The invariants of a program, checked when one is built and between passes:
/// - every variable is bound once, by a parameter or by an equation, and before it is read;
/// - the results of an equation have the types that [TypeRules] gives for its operands;
/// - a literal holds a value of its type: no bits above the type's width, and 0 or 1 for `bool`.
///
/// A program that breaks one is our mistake, never the user's, so the answer is an `AssertionError`
/// that prints the program and the equation.
public final class JaxprChecker {
  private final Jaxpr program;
  private final Set<Atom.Var> bound = new HashSet<>();

  private JaxprChecker(Jaxpr program) {
    this.program = program;
  }

  /// Checks a program.
  ///
  /// @return the program
  /// @throws AssertionError if it breaks an invariant
  public static Jaxpr check(Jaxpr program) {
    new JaxprChecker(program).run();
    return program;
  }

  private void run() {
    for (Atom.Var constant : program.constants()) {
      bind(constant, () -> "a constant");
    }
    for (Atom.Var input : program.inputs()) {
      bind(input, () -> "an argument");
    }
    for (int i = 0; i < program.equations().size(); i++) {
      check(program.equations().get(i), i);
    }
    for (Atom output : program.outputs()) {
      read(output, () -> "the list of results");
    }
  }

  private void check(Equation equation, int index) {
    Supplier<String> place =
        () -> "equation %d `%s`".formatted(index, JaxprPrinter.print(program, equation));
    for (Atom input : equation.inputs()) {
      read(input, place);
    }
    List<ArrayType> expected = infer(equation, place);
    List<ArrayType> actual = equation.outputs().stream().map(Atom::type).toList();
    if (!actual.equals(expected)) {
      throw broken(
          "%s binds results of types %s, but the type rule gives %s"
              .formatted(place.get(), withWeakness(actual), withWeakness(expected)));
    }
    for (Atom.Var output : equation.outputs()) {
      bind(output, place);
    }
  }

  private List<ArrayType> infer(Equation equation, Supplier<String> place) {
    try {
      return TypeRules.infer(equation.primitive(), equation.inputTypes());
    } catch (IllegalArgumentException e) {
      AssertionError error = broken(place.get() + " is not well typed: " + e.getMessage());
      error.initCause(e);
      throw error;
    }
  }

  private void bind(Atom.Var variable, Supplier<String> place) {
    if (!bound.add(variable)) {
      throw broken("%s binds a variable of type %s again".formatted(place.get(), variable.type()));
    }
  }

  private void read(Atom atom, Supplier<String> place) {
    switch (atom) {
      case Atom.Var variable -> {
        if (!bound.contains(variable)) {
          throw broken(
              "%s reads a variable of type %s before it is bound"
                  .formatted(place.get(), variable.type()));
        }
      }
      case Atom.Literal literal -> {
        int width = literal.dtype() == DType.BOOL ? 1 : literal.dtype().bitSize();
        if (width < 64 && literal.bits() >>> width != 0) {
          throw broken(
              "%s reads a literal of type %s with bits 0x%x"
                  .formatted(place.get(), literal.type(), literal.bits()));
        }
      }
    }
  }

  /// Types that differ in weakness alone must not look alike.
  private static String withWeakness(List<ArrayType> types) {
    return types.stream().map(type -> type + (type.weak() ? "*" : "")).toList().toString();
  }

  private AssertionError broken(String rule) {
    return new AssertionError(
        "broken program: %s, in%n%s%nPlease report this.".formatted(rule, program));
  }
}
