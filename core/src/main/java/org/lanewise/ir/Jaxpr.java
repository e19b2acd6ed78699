package org.lanewise.ir;

import java.util.List;
import org.lanewise.type.ArrayType;

/// A program: a list of equations in single assignment, between parameters and results.
///
/// `constants` are the leading parameters that the program closes over (arrays that tracing met);
/// their values are kept by whoever traced the program. A `Jaxpr` is immutable and says nothing of
/// where it runs. [JaxprChecker] states its invariants, [JaxprPrinter] its text:
///
/// ```
/// { lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = mul b a in (c,) }
/// ```
///
/// @param constants variables for closed-over arrays
/// @param inputs variables for arguments
/// @param equations the steps, in an order in which every variable is bound before it is read
/// @param outputs the results
public record Jaxpr(
    List<Atom.Var> constants, List<Atom.Var> inputs, List<Equation> equations, List<Atom> outputs) {
  /// Copies the lists.
  public Jaxpr {
    constants = List.copyOf(constants);
    inputs = List.copyOf(inputs);
    equations = List.copyOf(equations);
    outputs = List.copyOf(outputs);
  }

  /// The types of the arguments.
  public List<ArrayType> inputTypes() {
    return inputs.stream().map(Atom::type).toList();
  }

  /// The types of the results.
  public List<ArrayType> outputTypes() {
    return outputs.stream().map(Atom::type).toList();
  }

  /// Makes the program of one equation, whose inputs are the operands.
  public static Jaxpr of(Primitive primitive, List<ArrayType> operands) {
    List<Atom.Var> inputs = operands.stream().map(Atom.Var::new).toList();
    List<Atom.Var> outputs =
        TypeRules.infer(primitive, operands).stream().map(Atom.Var::new).toList();
    Equation equation = new Equation(primitive, List.copyOf(inputs), outputs);
    return new Jaxpr(List.of(), inputs, List.of(equation), List.copyOf(outputs));
  }

  /// The program's text, as [JaxprPrinter] writes it.
  @Override
  public String toString() {
    return JaxprPrinter.print(this);
  }
}
