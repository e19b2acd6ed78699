package org.lanewise;

import java.util.BitSet;
import org.lanewise.ir.CustomRule;

/// A rule of a function's author that survives batching: of the function of all lanes, another one.
///
/// Batching a `CustomCall` with such a rule gives a `CustomCall` of the batched program, all of
/// whose results have their lanes along axis 0, with the batched rule.
public interface BatchableRule extends CustomRule {

  /// The rule of the function of all lanes.
  ///
  /// @param mapped which operands of the call are mapped, along axis 0
  /// @param lanes runs parts of this rule on all lanes, whenever and under whatever interpreter
  CustomRule batched(BitSet mapped, LaneMap lanes);
}
