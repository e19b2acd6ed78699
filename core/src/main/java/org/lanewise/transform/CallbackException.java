package org.lanewise.transform;

import java.io.Serial;

/// Signals that a function which a program calls back has failed; the cause is what it threw.
public final class CallbackException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Makes an exception.
  ///
  /// @param callback what was called: "`pureCallback` at Main.java:12"
  /// @param cause what the function threw
  CallbackException(String callback, RuntimeException cause) {
    super(callback + ": the function threw " + cause, cause);
  }
}
