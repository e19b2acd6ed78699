package org.lanewise.backend;

import java.util.concurrent.CancellationException;

/// Lets long loops end when their thread is interrupted.
public final class Interruption {
  private Interruption() {}

  /// Looks whether the thread was interrupted; its flag stays set.
  ///
  /// @throws CancellationException if it was
  public static void check(String operation, long step) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "`%s`: the thread \"%s\" was interrupted after %d steps."
              .formatted(operation, Thread.currentThread().getName(), step));
    }
  }
}
