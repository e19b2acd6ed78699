package org.lanewise;

import java.util.BitSet;
import java.util.List;
import org.lanewise.ir.CustomRule;

/// A rule of a function's author that says what the function does to all lanes of a mapped axis.
public interface LaneRule extends CustomRule {

  /// Applies the function to all lanes.
  ///
  /// @param operands the operands of the call; lanes lie along axis 0
  /// @param mapped which of them are mapped, at least one
  /// @param size the number of lanes
  /// @return the results of the call
  LaneMap.Lanes apply(List<Array> operands, BitSet mapped, long size);
}
