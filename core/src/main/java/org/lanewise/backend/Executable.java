package org.lanewise.backend;

import org.lanewise.memory.Strided;

/// A program made ready to run: buffers in, buffers out; it knows no `Array` and no tracer.
///
/// Executables are immutable and may run in many threads at once.
@FunctionalInterface
public interface Executable {

  /// Runs the program.
  ///
  /// Operands have the types that the program was compiled for, in any layout. Results are fresh
  /// buffers, or views of operands where the program only moves them; no operand is written.
  ///
  /// @param operands constants first, then arguments
  /// @return the results, row-major unless they are views
  Strided[] execute(Strided... operands);
}
