package org.lanewise.type;

import java.io.Serial;

/// Signals that an operation does not accept the element types it was given; the message names the
/// operation, the types and the repair.
public class DTypeException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// Makes an exception with a message that names operation, rule, types and repair.
  public DTypeException(String message) {
    super(message);
  }

  /// The one answer of every operation to complex operands.
  public static DTypeException complexNotSupported(String operation, DType type) {
    return new DTypeException(
        "`"
            + operation
            + "`: complex dtypes are not yet supported, got "
            + type
            + ". Keep real and imaginary parts as two arrays.");
  }
}
