package org.lanewise.pytree;

/// The error for a wrong tree: the message gives the operation in backticks, the rule, the path of
/// the place at fault, and the repair.
public final class TreeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// Makes the error with its whole message.
  ///
  /// @param message the operation, the rule, the path and the repair
  public TreeException(String message) {
    super(message);
  }

  /// Makes the error with its whole message and what caused it.
  ///
  /// @param message the operation, the rule, the path and the repair
  /// @param cause what was thrown below
  public TreeException(String message, Throwable cause) {
    super(message, cause);
  }
}
