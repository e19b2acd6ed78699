package org.lanewise.vmap;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.NamedAxis;
import org.lanewise.ir.CustomRule;

/// An author's rule for batching itself: it says what a function does to all lanes.
public interface BatchingRule extends CustomRule {

  /// The results of all lanes.
  ///
  /// @param arrays the results
  /// @param mapped for each, whether it has the lanes along axis 0, or is the same in all lanes
  record Results(List<Array> arrays, List<Boolean> mapped) {
    /// Copies the lists.
    public Results {
      arrays = List.copyOf(arrays);
      mapped = List.copyOf(mapped);
    }
  }

  /// Applies the function to all lanes; it runs where the `vmap` was called.
  ///
  /// @param axis the mapped axis
  /// @param operands the operands; mapped ones have the lanes along axis 0
  /// @param mapped for each operand, whether it is mapped
  Results batch(NamedAxis axis, List<Array> operands, List<Boolean> mapped);
}
