package org.lanewise.vmap;

import java.util.BitSet;
import org.lanewise.ir.Callback;

/// A Java function that says how it is called for all lanes of a mapped axis.
public interface BatchableFunction extends Callback.HostFunction {

  /// The callback for all lanes. Its results have the lanes along axis 0.
  ///
  /// @param callback the callback for one lane, whose function this is
  /// @param mapped which operands are mapped, along axis 0; at least one
  /// @param size the number of lanes
  Callback batched(Callback callback, BitSet mapped, long size);
}
