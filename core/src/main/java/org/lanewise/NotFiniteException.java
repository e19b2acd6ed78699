package org.lanewise;

import java.io.Serial;

/// Signals that an operation gave NaN, or an infinity, while [Diagnostics#checkNans] or
/// [Diagnostics#checkFinite] looked for it.
public final class NotFiniteException extends ArithmeticException {
  @Serial private static final long serialVersionUID = 1L;

  NotFiniteException(String message) {
    super(message);
  }
}
