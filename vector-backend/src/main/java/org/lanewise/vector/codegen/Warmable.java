package org.lanewise.vector.codegen;

import java.util.function.BooleanSupplier;

/// What becomes fast by being called: a kernel, or the method of a loop.
public interface Warmable {

  /// Warms it, or goes on with that.
  ///
  /// @param interrupted whether to stop and be submitted again
  void warm(BooleanSupplier interrupted);

  /// The work so far that would have been done faster if this were hot. What grows fastest is
  /// warmed first.
  long work();
}
