package org.lanewise.vector.team;

import java.util.function.IntSupplier;

/// What one thread does of work that is cut into parts, independent of each other.
@FunctionalInterface
public interface PartsTask {

  /// Works on parts until none is left. Called from several threads at once.
  ///
  /// @param first the first part
  /// @param more gives the next part, or −1 if none is left
  void run(int first, IntSupplier more);
}
