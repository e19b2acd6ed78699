package org.lanewise.ir;

import java.util.List;
import org.lanewise.type.ArrayType;

/// One step of a program: applies a primitive to atoms and binds its results to fresh variables.
///
/// @param primitive what is computed
/// @param inputs the operands
/// @param outputs the variables that are bound, one per result
/// @param source where in the user's program the primitive was applied
public record Equation(
    Primitive primitive, List<Atom> inputs, List<Atom.Var> outputs, Source source) {
  /// Copies the lists.
  public Equation {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// An equation of nobody knows where.
  public Equation(Primitive primitive, List<Atom> inputs, List<Atom.Var> outputs) {
    this(primitive, inputs, outputs, Source.UNKNOWN);
  }

  /// The types of the operands.
  public List<ArrayType> inputTypes() {
    return inputs.stream().map(Atom::type).toList();
  }
}
