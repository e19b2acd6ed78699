package org.lanewise.vmap;

import org.lanewise.NamedAxis;
import org.lanewise.ir.CustomRule;

/// A rule of an author's for another transformation that stays with its function under batching: a
/// custom derivative, which a derivative around the `vmap` still has to find.
///
/// Without this a [org.lanewise.ir.Structured.CustomCall] becomes its program, and the rule is
/// gone.
public interface BatchableRule extends CustomRule {

  /// Returns the rule for all lanes together. Mapped values have the lanes along axis 0; all
  /// results of the call are mapped. A [LaneMap] runs the parts of the rule of one lane.
  ///
  /// @param axis the mapped axis
  /// @param mapped for each operand of the call, whether it is mapped
  CustomRule batched(NamedAxis axis, boolean[] mapped);
}
