package org.lanewise.vmap;

import java.util.BitSet;
import java.util.List;
import org.lanewise.ir.Callback;
import org.lanewise.type.ArrayType;

/// A Java function that says how it is called for all lanes of a mapped axis.
public interface BatchableFunction extends Callback.HostFunction {

  /// The callback for all lanes. Its results have the lanes along axis 0.
  ///
  /// @param callback the callback for one lane, whose function this is
  /// @param lane the types of its operands
  /// @param mapped which operands are mapped, along axis 0; at least one
  /// @param size the number of lanes
  Callback batched(Callback callback, List<ArrayType> lane, BitSet mapped, long size);
}
