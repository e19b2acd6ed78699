package org.lanewise.ir;

import java.util.List;
import org.lanewise.type.ArrayType;

/// Decides which intermediate values of a checkpointed function are kept for reverse mode; all
/// others are computed again.
@FunctionalInterface
public interface CheckpointPolicy {

  /// Whether the results of a primitive are kept.
  ///
  /// @param primitive what computes them
  /// @param operands the types of its operands
  boolean keeps(Primitive primitive, List<ArrayType> operands);
}
