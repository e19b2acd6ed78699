package org.lanewise.vmap;

import org.lanewise.NamedAxis;
import org.lanewise.ir.CustomRule;

/// A rule of an author's for another transformation that stays with its function under batching: a
/// custom derivative, which a derivative around the `vmap` still has to find.
///
/// Without this a [org.lanewise.ir.Structured.CustomCall] becomes its program, and the rule is
/// gone.
public interface BatchableRule extends CustomRule {

  /// Returns the rule for all lanes together. Mapped values have the lanes along axis 0.
  ///
  /// @param axis the mapped axis
  /// @param mappedInputs for each operand of the call, whether it is mapped
  /// @param mappedOutputs for each result of the batched program, whether it is mapped
  CustomRule batched(NamedAxis axis, boolean[] mappedInputs, boolean[] mappedOutputs);
}
