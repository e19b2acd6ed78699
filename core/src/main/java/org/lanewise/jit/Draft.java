package org.lanewise.jit;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;

/// A program between two passes, with the arrays that it closes over.
///
/// @param program the program
/// @param constants the value of each constant of the program: concrete arrays, or tracers of
///   transformations around it
/// @param open whether a pass may give the program further constants; one inside a primitive has
///   none
record Draft(Jaxpr program, List<Array> constants, boolean open) {
  Draft {
    constants = List.copyOf(constants);
  }

  /// The program of a primitive that holds programs.
  static Draft ofBody(Jaxpr program) {
    return new Draft(program, List.of(), false);
  }

  /// Another program with the same constants.
  Draft with(Jaxpr other) {
    return other == program ? this : new Draft(other, constants, open);
  }
}
