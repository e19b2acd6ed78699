package org.lanewise.autodiff;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;

/// A program that computes with the linear part of another one: pushes tangents, or pulls
/// cotangents.
///
/// @param residuals the program's leading arguments
/// @param program the program, without constants
record LinearProgram(List<Residual> residuals, Jaxpr program) {
  LinearProgram {
    residuals = List.copyOf(residuals);
  }

  /// The operands of a call: the residuals, then what is given.
  List<Array> operands(Map<Residual, Array> values, List<Array> given) {
    return Masks.joined(resolved(residuals, values), given);
  }

  /// The arrays of residuals.
  static List<Array> resolved(List<Residual> residuals, Map<Residual, Array> values) {
    return residuals.stream().map(residual -> resolved(residual, values)).toList();
  }

  private static Array resolved(Residual residual, Map<Residual, Array> values) {
    return residual instanceof Residual.Fixed(Array array)
        ? array
        : Objects.requireNonNull(values.get(residual), "a residual was not saved");
  }
}
