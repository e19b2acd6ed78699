package org.lanewise.backend.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lanewise.backend.Backend;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;

/// The scalar backend: obvious code, the oracle of the tests, and the fallback where the Vector API
/// is not available.
///
/// Equations are evaluated one after the other, each by a loop over the elements of its results.
public final class ReferenceBackend implements Backend {

  /// Makes the backend; it has no state.
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public String description() {
    return "scalar reference, one thread";
  }

  @Override
  public Executable compile(Jaxpr program) {
    return operands -> run(program, operands);
  }

  private static Strided[] run(Jaxpr program, Strided[] operands) {
    Map<Atom, Strided> values = new HashMap<>();
    int next = 0;
    for (Atom.Var constant : program.constants()) {
      values.put(constant, operands[next++]);
    }
    for (Atom.Var input : program.inputs()) {
      values.put(input, operands[next++]);
    }
    for (Equation equation : program.equations()) {
      Strided[] inputs = read(equation.inputs(), values);
      Strided[] outputs = evaluate(equation, inputs);
      for (int i = 0; i < outputs.length; i++) {
        values.put(equation.outputs().get(i), outputs[i]);
      }
    }
    return read(program.outputs(), values);
  }

  private static Strided[] read(List<Atom> atoms, Map<Atom, Strided> values) {
    Strided[] data = new Strided[atoms.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] =
          switch (atoms.get(i)) {
            case Atom.Literal literal -> Transfer.scalar(literal.dtype(), literal.bits());
            case Atom.Var variable -> Objects.requireNonNull(values.get(variable));
          };
    }
    return data;
  }

  private static Strided[] evaluate(Equation equation, Strided[] in) {
    ArrayType out = equation.outputs().get(0).type();
    return switch (equation.primitive()) {
      case Elementwise elementwise -> one(ElementwiseReference.evaluate(elementwise, in, out));
      case Shaping shaping -> one(ShapingReference.evaluate(shaping, in, out));
      case Indexing indexing -> one(IndexingReference.evaluate(indexing, in, out));
      case Reducing reducing -> one(ReducingReference.evaluate(reducing, in, out));
      case Combining combining -> CombiningReference.evaluate(combining, in, out);
    };
  }

  private static Strided[] one(Strided result) {
    return new Strided[] {result};
  }
}
