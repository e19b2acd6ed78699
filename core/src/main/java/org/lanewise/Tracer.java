package org.lanewise;

import org.lanewise.type.ArrayType;

/// The stand-in for an array while a transformation runs: it has a type and, to the interpreter
/// that made it, a meaning.
///
/// A tracer is of use only while its interpreter is current or an ancestor of the current one, in
/// the thread where it was made. `equals` is identity, as for every array.
public abstract non-sealed class Tracer implements Array {
  private final Interpreter interpreter;
  private final Thread thread = Thread.currentThread();

  /// Makes a tracer that belongs to an interpreter.
  @SuppressWarnings("this-escape") // noted weakly, and not looked at before it is made
  protected Tracer(Interpreter interpreter) {
    this.interpreter = interpreter;
    Diagnostics.made(this);
  }

  /// The interpreter that made this tracer.
  public final Interpreter interpreter() {
    return interpreter;
  }

  /// The thread that made this tracer.
  public final Thread thread() {
    return thread;
  }

  @Override
  public abstract ArrayType type();

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }

  /// What the tracer stands for: `Traced<f32[3]>`.
  @Override
  public String toString() {
    return "Traced<" + type() + ">";
  }
}
