package org.lanewise.backend;

import org.lanewise.ir.Callback;
import org.lanewise.memory.Strided;

/// A Java function as a backend calls it: elements in, elements out.
///
/// It runs in the thread that runs the program, between the equations before and after it.
public interface HostCall extends Callback.HostFunction {

  /// Calls the function.
  ///
  /// @param operands the operands, which it does not write
  /// @return one value for each result that the callback declares, of the declared types
  Strided[] call(Strided... operands);

  /// The function of a callback.
  static HostCall of(Callback callback) {
    if (callback.function() instanceof HostCall call) {
      return call;
    }
    throw new AssertionError(
        "`" + callback.name() + "` has a function that cannot be called. Please report this.");
  }
}
