package org.lanewise;

import java.io.Serial;

/// Signals that the elements of a tracer were asked for, although a transformation knows only its
/// type.
public final class ConcretizationException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private ConcretizationException(String message) {
    super(message);
  }

  static ConcretizationException of(String operation, Tracer tracer) {
    String line = UserFrame.capture();
    String scope = Diagnostics.scope();
    return new ConcretizationException(
        "`"
            + operation
            + "`: the elements of a traced "
            + tracer.type()
            + " are not known while a transformation runs"
            + (line.isEmpty() ? "" : " (at " + line + (scope.isEmpty() ? "" : " in " + scope) + ")")
            + ". Use `where` or `cond` instead of a Java `if`, or compute the value outside of the"
            + " transformed function.");
  }
}
