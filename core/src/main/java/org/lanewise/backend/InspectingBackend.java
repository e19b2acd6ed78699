package org.lanewise.backend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

/// Runs programs equation by equation on another backend and shows each result to an inspector:
/// slow, with the same bits, for finding where something went wrong.
///
/// It goes into the programs that primitives hold.
public final class InspectingBackend implements Backend {
  private final Backend inner;
  private final Inspector inspector;

  /// Who looks at results; it throws to stop.
  @FunctionalInterface
  public interface Inspector {
    /// Looks at the results of an equation that was just computed.
    void inspect(Equation equation, Strided[] results);
  }

  /// Makes a backend.
  ///
  /// @param inner what computes
  /// @param inspector who looks
  public InspectingBackend(Backend inner, Inspector inspector) {
    this.inner = inner;
    this.inspector = inspector;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public int priority() {
    return inner.priority();
  }

  @Override
  public String description() {
    return inner.description() + ", inspected";
  }

  @Override
  public Executable compile(Jaxpr program) {
    List<Executable> steps = program.equations().stream().map(this::step).toList();
    return operands -> execute(program, steps, operands);
  }

  @Override
  public boolean isCompiling() {
    return inner.isCompiling();
  }

  private Executable step(Equation equation) {
    return equation.primitive() instanceof Structured structured
        ? StructuredExecutable.of(this, structured)
        : inner.compile(Jaxpr.of(equation.primitive(), equation.inputTypes()));
  }

  private Strided[] execute(Jaxpr program, List<Executable> steps, Strided[] operands) {
    Map<Atom.Var, Strided> values = new HashMap<>();
    int next = 0;
    for (List<Atom.Var> parameters : List.of(program.constants(), program.inputs())) {
      for (Atom.Var parameter : parameters) {
        values.put(parameter, operands[next++]);
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      Equation equation = program.equations().get(i);
      Strided[] results = steps.get(i).execute(read(equation.inputs(), values));
      inspector.inspect(equation, results);
      for (int j = 0; j < results.length; j++) {
        values.put(equation.outputs().get(j), results[j]);
      }
    }
    return read(program.outputs(), values);
  }

  private static Strided[] read(List<Atom> atoms, Map<Atom.Var, Strided> values) {
    Strided[] read = new Strided[atoms.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] =
          switch (atoms.get(i)) {
            case Atom.Var variable -> bound(values.get(variable), variable);
            case Atom.Literal literal -> Transfer.scalar(literal.dtype(), literal.bits());
          };
    }
    return read;
  }

  private static Strided bound(
      @org.jspecify.annotations.Nullable Strided value, Atom.Var variable) {
    if (value == null) {
      throw new AssertionError("a variable is read before it is bound: " + variable);
    }
    return value;
  }
}
