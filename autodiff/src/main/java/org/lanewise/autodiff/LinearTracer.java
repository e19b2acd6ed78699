package org.lanewise.autodiff;

import org.lanewise.Tracer;
import org.lanewise.type.ArrayType;

/// Stands for a linear value whose node is being made.
final class LinearTracer extends Tracer {
  private final LinearNode node;

  LinearTracer(LinearInterpreter interpreter, LinearNode node) {
    super(interpreter);
    this.node = node;
  }

  LinearNode node() {
    return node;
  }

  @Override
  public ArrayType type() {
    return node.type();
  }
}
