package org.lanewise.staging;

import org.lanewise.Tracer;
import org.lanewise.ir.Atom;
import org.lanewise.type.ArrayType;

/// Stands for a value of a program that is being written: a variable.
public final class JaxprTracer extends Tracer {
  private final Atom.Var variable;

  JaxprTracer(StagingInterpreter interpreter, Atom.Var variable) {
    super(interpreter);
    this.variable = variable;
  }

  @Override
  public ArrayType type() {
    return variable.type();
  }

  /// The variable in the program.
  Atom.Var variable() {
    return variable;
  }
}
