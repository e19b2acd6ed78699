package org.lanewise;

import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/// Runs functions of one lane on arrays of all lanes: what batching lends to rules of a function's
/// author.
///
/// The lanes of a mapped array lie along its axis 0. An array that is not mapped is the same in all
/// lanes and has the type that one lane sees.
public interface LaneMap {

  /// The number of lanes.
  long size();

  /// Applies a function to each lane: yᵢ = f(xᵢ).
  ///
  /// @param function from the arrays of one lane to arrays of one lane
  /// @param arguments its arguments, of all lanes
  /// @param mapped which of them are mapped
  Lanes apply(UnaryOperator<List<Array>> function, List<Array> arguments, BitSet mapped);

  /// Arrays of all lanes.
  ///
  /// @param arrays the arrays
  /// @param mapped which of them are mapped
  record Lanes(List<Array> arrays, BitSet mapped) {
    /// Copies the list.
    public Lanes {
      arrays = List.copyOf(arrays);
    }

    /// The arrays with lanes in each: those that are not mapped are repeated.
    ///
    /// @param size the number of lanes
    public List<Array> repeated(long size) {
      Array[] all = arrays.toArray(Array[]::new);
      for (int i = mapped.nextClearBit(0); i < all.length; i = mapped.nextClearBit(i + 1)) {
        all[i] = Lax.broadcast(all[i], size);
      }
      return List.of(all);
    }
  }
}
