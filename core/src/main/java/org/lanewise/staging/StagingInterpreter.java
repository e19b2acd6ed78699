package org.lanewise.staging;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Diagnostics;
import org.lanewise.Interpreter;
import org.lanewise.Tracer;
import org.lanewise.UserFrame;
import org.lanewise.ir.Atom;
import org.lanewise.ir.JaxprBuilder;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;

/// Writes down the primitives that a function applies: one equation each, nothing computed.
///
/// Operands that are not its own are constants of the program: concrete scalars are written as
/// literals, other arrays and tracers of enclosing transformations get a variable, one for each
/// object.
public final class StagingInterpreter implements Interpreter {
  private final Interpreter parent;
  private final String startedAt;
  private final JaxprBuilder builder = new JaxprBuilder();
  private final IdentityHashMap<Array, Atom> constantAtoms = new IdentityHashMap<>();
  private final List<Array> constants = new ArrayList<>();

  /// Makes an interpreter of an empty program below the current one.
  public StagingInterpreter() {
    this.parent = CurrentInterpreter.get();
    this.startedAt = UserFrame.capture();
  }

  @Override
  public Interpreter parent() {
    return parent;
  }

  @Override
  public String startedAt() {
    return startedAt;
  }

  /// Adds an argument to the program.
  ///
  /// @param type the argument's type
  /// @return what stands for it
  public JaxprTracer argument(ArrayType type) {
    return new JaxprTracer(this, builder.input(type));
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    List<Array> results = new ArrayList<>();
    for (Atom.Var variable : builder.add(primitive, atoms(operands), Diagnostics.source())) {
      results.add(new JaxprTracer(this, variable));
    }
    return List.copyOf(results);
  }

  /// Finishes the program.
  ///
  /// @param results the results: tracers of this interpreter, or constants
  /// @return the program and the arrays that it closes over
  public StagedProgram finish(List<Array> results) {
    List<Atom> outputs = atoms(results); // may add constants
    return new StagedProgram(builder.build(outputs), constants);
  }

  private List<Atom> atoms(List<Array> arrays) {
    List<Atom> atoms = new ArrayList<>(arrays.size());
    for (Array array : arrays) {
      boolean isOwn = CurrentInterpreter.owns(this, array);
      atoms.add(
          isOwn && array instanceof JaxprTracer tracer
              ? tracer.variable()
              : constantAtoms.computeIfAbsent(array, this::constant));
    }
    return atoms;
  }

  private Atom constant(Array array) {
    return switch (array) {
      case ConcreteArray scalar when scalar.rank() == 0 ->
          new Atom.Literal(scalar.dtype(), scalar.weakType(), Transfer.bits(scalar.data()));
      case ConcreteArray concrete -> {
        var _ = concrete.kept(); // the program may outlive the scope that made the array
        yield captured(concrete);
      }
      case Tracer tracer -> captured(tracer);
    };
  }

  private Atom captured(Array array) {
    constants.add(array);
    return builder.constant(array.type());
  }
}
