package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.ir.Structured;

/// Forward mode for every primitive that holds programs: the same primitive with programs of dual
/// numbers.
final class StructuredJvp {
  private StructuredJvp() {}

  /// Applies a primitive to dual numbers, at least one of which has a tangent; the interpreter of
  /// both parts is current.
  ///
  /// @param primitive what to apply
  /// @param x the operands
  /// @param dx their tangents
  static List<Dual> apply(Structured primitive, List<Array> x, List<Tangent> dx) {
    return switch (primitive) {
      case Structured.Call(var label, var program) -> CallDerivative.jvp(label, program, x, dx);
      case Structured.Cond cond -> CondDerivative.jvp(cond, x, dx);
      case Structured.While loop -> WhileDerivative.jvp(loop, x, dx);
      case Structured.Scan scan -> ScanDerivative.jvp(scan, x, dx);
      case Structured.Checkpoint checkpoint -> CheckpointDerivative.jvp(checkpoint, x, dx);
      // a rule that autodiff does not know
      case Structured.CustomCall(var rule, var program) ->
          CallDerivative.jvp(rule.name(), program, x, dx);
    };
  }
}
