package org.lanewise.staging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Diagnostics;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// Applies the primitives of a program one after the other through the current interpreter.
///
/// With no transformation around that computes the results; under one it transforms the program. A
/// value is let go of after the last equation that reads it.
public final class JaxprEvaluator {
  private final Map<Atom.Var, Array> values = new HashMap<>();
  private final Map<Atom.Var, Integer> readsLeft = new HashMap<>();

  private JaxprEvaluator() {}

  /// Evaluates a program.
  ///
  /// @param program the program
  /// @param constants one array per constant of the program
  /// @param arguments one array per argument
  /// @return the results
  /// @throws ShapeException if shapes or numbers of arguments differ from the program's
  /// @throws DTypeException if element types differ from the program's; weakness is not compared
  public static List<Array> evaluate(Jaxpr program, List<Array> constants, List<Array> arguments) {
    JaxprEvaluator evaluator = new JaxprEvaluator();
    evaluator.countReads(program);
    evaluator.bind("constant", program.constants(), constants);
    evaluator.bind("argument", program.inputs(), arguments);
    for (Equation equation : program.equations()) {
      List<Array> operands = evaluator.read(equation.inputs());
      evaluator.store(equation.outputs(), bind(equation, operands));
    }
    return evaluator.read(program.outputs());
  }

  /// What is recorded of the equation's origin goes on to whoever interprets it.
  private static List<Array> bind(Equation equation, List<Array> operands) {
    return Diagnostics.at(
        equation.source(), () -> CurrentInterpreter.bind(equation.primitive(), operands));
  }

  private void countReads(Jaxpr program) {
    for (Equation equation : program.equations()) {
      count(equation.inputs());
    }
    count(program.outputs());
  }

  private void count(List<Atom> atoms) {
    for (Atom atom : atoms) {
      if (atom instanceof Atom.Var variable) {
        readsLeft.merge(variable, 1, Integer::sum);
      }
    }
  }

  private void bind(String kind, List<Atom.Var> variables, List<Array> arrays) {
    if (variables.size() != arrays.size()) {
      throw new ShapeException(
          "`JaxprEvaluator.evaluate`: the program has %d %ss, got %d. Give one array for each."
              .formatted(variables.size(), kind, arrays.size()));
    }
    for (int i = 0; i < arrays.size(); i++) {
      requireType(kind, i, variables.get(i).type(), arrays.get(i).type());
    }
    store(variables, arrays);
  }

  private static void requireType(String kind, int position, ArrayType expected, ArrayType actual) {
    String message = "`JaxprEvaluator.evaluate`: %s %d must be %s, got %s. %s";
    if (!actual.shape().equals(expected.shape())) {
      throw new ShapeException(
          message.formatted(
              kind, position, expected, actual, "Stage the function for this shape."));
    }
    if (actual.dtype() != expected.dtype()) {
      throw new DTypeException(
          message.formatted(kind, position, expected, actual, "Convert it with `astype`."));
    }
  }

  private void store(List<Atom.Var> variables, List<Array> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      if (readsLeft.containsKey(variables.get(i))) {
        values.put(variables.get(i), arrays.get(i));
      }
    }
  }

  private List<Array> read(List<Atom> atoms) {
    List<Array> arrays = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      arrays.add(
          switch (atom) {
            case Atom.Var variable -> read(variable);
            case Atom.Literal literal ->
                new ConcreteArray(literal.type(), Transfer.scalar(literal.dtype(), literal.bits()));
          });
    }
    return List.copyOf(arrays);
  }

  private Array read(Atom.Var variable) {
    Array value = values.get(variable);
    if (value == null) {
      throw new AssertionError("a program reads a variable that is not bound; please report this");
    }
    if (readsLeft.merge(variable, -1, Integer::sum) == 0) {
      values.remove(variable);
    }
    return value;
  }
}
