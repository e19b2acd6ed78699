package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.Tracer;
import org.lanewise.type.ArrayType;

/// A value that is known, with the node of its tangent: what linearization hands to the user's
/// function.
final class LinearizeTracer extends Tracer {
  private final Array primal;
  private final LinearNode tangent;

  LinearizeTracer(LinearizeInterpreter interpreter, Array primal, LinearNode tangent) {
    super(interpreter);
    this.primal = primal;
    this.tangent = tangent;
  }

  Array primal() {
    return primal;
  }

  LinearNode tangent() {
    return tangent;
  }

  @Override
  public ArrayType type() {
    return primal.type();
  }

  @Override
  public String toString() {
    return "Traced<" + type() + ">(primal=" + primal + ")";
  }
}
