package org.lanewise.type;

import java.io.Serial;

/// Signals that an operation does not accept the shapes, axes or sizes it was given; the message
/// names the operation, the shapes and positions at fault, and the repair.
public class ShapeException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// Makes an exception with a message that names operation, rule, shapes and repair.
  public ShapeException(String message) {
    super(message);
  }
}
