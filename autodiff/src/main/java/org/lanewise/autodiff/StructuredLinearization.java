package org.lanewise.autodiff;

import org.lanewise.ir.Structured;

/// The linearization of every primitive that holds programs: what is known is computed, what is
/// linear becomes a [LinearMap].
///
/// Serves reverse mode, where an operand is a value with a tangent, and linear functions that meet
/// control flow, where an operand is one or the other; see [Partition].
final class StructuredLinearization {
  private StructuredLinearization() {}

  /// Applies a primitive; the interpreter of the known values is current.
  static SplitResult apply(Structured primitive, SplitOperands operands) {
    return switch (primitive) {
      case Structured.Call(var label, var program) ->
          CallDerivative.linearize(label, program, operands);
      case Structured.Cond cond -> CondDerivative.linearize(cond, operands);
      case Structured.While loop -> WhileDerivative.linearize(loop, operands);
      case Structured.Scan scan -> ScanDerivative.linearize(scan, operands);
      case Structured.Checkpoint checkpoint -> CheckpointDerivative.linearize(checkpoint, operands);
      // a rule that autodiff does not know
      case Structured.CustomCall(var rule, var program) ->
          CallDerivative.linearize(rule.name(), program, operands);
    };
  }
}
