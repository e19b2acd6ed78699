package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.Interpreter;
import org.lanewise.Tracer;
import org.lanewise.type.ArrayType;

/// A dual number x + ε·dx: the value that forward mode hands to the user's function.
final class JvpTracer extends Tracer {
  private final Array primal;
  private final Array tangent;

  JvpTracer(Interpreter interpreter, Array primal, Array tangent) {
    super(interpreter);
    this.primal = primal;
    this.tangent = tangent;
  }

  Array primal() {
    return primal;
  }

  Array tangent() {
    return tangent;
  }

  @Override
  public ArrayType type() {
    return primal.type();
  }

  @Override
  public String toString() {
    return "Traced<" + type() + ">(primal=" + primal + ", tangent=" + tangent + ")";
  }
}
