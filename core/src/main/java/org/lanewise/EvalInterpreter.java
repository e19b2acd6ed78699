package org.lanewise;

import java.util.List;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Eager evaluation: runs each primitive at once, as a program of one equation.
///
/// What only moves elements in a regular pattern (reshape, slice, transpose, broadcast, ...)
/// becomes a view of the same memory; everything else goes to the process's backend.
final class EvalInterpreter implements Interpreter {
  static final EvalInterpreter INSTANCE = new EvalInterpreter();

  private EvalInterpreter() {}

  @Override
  public Interpreter parent() {
    return this;
  }

  @Override
  public List<Array> interpret(Primitive primitive, List<Array> operands) {
    ArrayType[] types = new ArrayType[operands.size()];
    Strided[] data = new Strided[types.length];
    for (int i = 0; i < types.length; i++) {
      switch (operands.get(i)) {
        case ConcreteArray array -> {
          types[i] = array.type();
          data[i] = array.data();
        }
        case Tracer tracer -> throw TracerLeakException.of(tracer);
      }
    }
    EagerProgram program = EagerProgram.of(primitive, List.of(types));
    Strided[] results = Diagnostics.checksNans() ? program.runChecked(data) : program.run(data);
    return program.wrap(results);
  }
}
