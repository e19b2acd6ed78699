package org.lanewise.ir;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.type.ArrayType;

/// Writes a program equation by equation; nothing that was added is dropped.
///
/// ```java
/// JaxprBuilder builder = new JaxprBuilder();
/// Atom.Var x = builder.input(ArrayType.of(DType.FLOAT32, 3));
/// Atom.Var y = builder.add(new Elementwise.Neg(), List.of(x)).get(0);
/// Jaxpr program = builder.build(List.of(y));
/// ```
///
/// A builder is used by one thread.
public final class JaxprBuilder {
  private final List<Atom.Var> constants = new ArrayList<>();
  private final List<Atom.Var> inputs = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();

  /// Makes an empty program without parameters.
  public JaxprBuilder() {}

  /// Adds a parameter for a closed-over array, after those added before.
  ///
  /// @param type the array's type
  /// @return its variable
  public Atom.Var constant(ArrayType type) {
    Atom.Var variable = new Atom.Var(type);
    constants.add(variable);
    return variable;
  }

  /// Adds a parameter for an argument, after those added before.
  ///
  /// @param type the argument's type
  /// @return its variable
  public Atom.Var input(ArrayType type) {
    Atom.Var variable = new Atom.Var(type);
    inputs.add(variable);
    return variable;
  }

  /// Adds an equation.
  ///
  /// @param primitive what is computed
  /// @param operands literals, and variables that this builder gave
  /// @return fresh variables for the results, of the types that [TypeRules] gives
  /// @throws IllegalArgumentException if the primitive does not accept the operands
  public List<Atom.Var> add(Primitive primitive, List<? extends Atom> operands) {
    return add(primitive, operands, Source.UNKNOWN);
  }

  /// Adds an equation that comes from a known place; see [#add(Primitive, List)].
  ///
  /// @param source the place
  public List<Atom.Var> add(Primitive primitive, List<? extends Atom> operands, Source source) {
    List<Atom> inputsOfEquation = List.copyOf(operands);
    List<ArrayType> types = inputsOfEquation.stream().map(Atom::type).toList();
    List<Atom.Var> results = TypeRules.infer(primitive, types).stream().map(Atom.Var::new).toList();
    equations.add(new Equation(primitive, inputsOfEquation, results, source));
    return results;
  }

  /// Finishes the program.
  ///
  /// @param outputs the results: literals, and variables that this builder gave
  /// @return the program, checked
  /// @throws AssertionError if a variable is not this builder's
  public Jaxpr build(List<? extends Atom> outputs) {
    return JaxprChecker.check(new Jaxpr(constants, inputs, equations, List.copyOf(outputs)));
  }
}
