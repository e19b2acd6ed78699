package org.lanewise.staging;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;

/// A program with the arrays that it closes over (JAX's "closed jaxpr").
///
/// @param jaxpr the program
/// @param constants one array for each of the program's constants: concrete arrays, or tracers of
///   transformations around the one that staged it
public record StagedProgram(Jaxpr jaxpr, List<Array> constants) {
  /// Copies the list.
  public StagedProgram {
    constants = List.copyOf(constants);
    if (constants.size() != jaxpr.constants().size()) {
      throw new AssertionError(
          "a program of %d constants was given %d: %s. Please report this."
              .formatted(jaxpr.constants().size(), constants.size(), jaxpr));
    }
  }

  /// Applies the program through the current interpreter; see [JaxprEvaluator].
  public List<Array> apply(List<Array> arguments) {
    return JaxprEvaluator.evaluate(jaxpr, constants, arguments);
  }
}
