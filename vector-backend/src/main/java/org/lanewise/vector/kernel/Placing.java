package org.lanewise.vector.kernel;

import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Strided;

/// An executable of one result that can be told where to write it.
public interface Placing extends Executable {

  /// Runs the program.
  ///
  /// @param place row-major memory for the result that no operand lies in, or null for new memory
  /// @param operands as for [#execute(Strided...)]
  /// @return the result: in that place, or elsewhere if this run cannot write there
  Strided executeAt(@Nullable Strided place, Strided... operands);

  @Override
  default Strided[] execute(Strided... operands) {
    return new Strided[] {executeAt(null, operands)};
  }
}
