package org.lanewise;

import java.util.ArrayList;
import java.util.List;

/// The methods of [Array] that read and replace entries by NumPy's `x[…]`.
public sealed interface ArrayIndexing permits Array {

  /// The entries at leading positions: `x[i, j]`. Negative positions count from the end; positions
  /// out of bounds are clamped, as in JAX. A view.
  ///
  /// @throws org.lanewise.type.ShapeException if there are more positions than axes
  default Array get(long... positions) {
    List<Index> index = new ArrayList<>(positions.length);
    for (long position : positions) {
      index.add(Index.at(position));
    }
    return ArrayReading.read((Array) this, index);
  }

  /// The entries that an index in NumPy's syntax names: `x.get("..., ::2")`.
  ///
  /// @throws IllegalArgumentException if the text is not an index (see [Index#parse])
  /// @throws org.lanewise.type.ShapeException if there are too many indices
  default Array get(String index) {
    return ArrayReading.read((Array) this, Index.parse(index));
  }

  /// The entries that an index names. Known positions and slices give a view; arrays gather.
  ///
  /// @throws org.lanewise.type.ShapeException if there are too many indices, or arrays among them
  ///   do not broadcast together
  default Array get(Index... index) {
    return ArrayReading.read((Array) this, List.of(index));
  }

  /// The entries at leading positions, to be replaced in a copy.
  default IndexUpdate at(long... positions) {
    List<Index> index = new ArrayList<>(positions.length);
    for (long position : positions) {
      index.add(Index.at(position));
    }
    return new IndexUpdate((Array) this, index);
  }

  /// The entries that an index in NumPy's syntax names, to be replaced in a copy: `x.at("0,
  /// 1:").set(5)`.
  default IndexUpdate at(String index) {
    return new IndexUpdate((Array) this, Index.parse(index));
  }

  /// The entries that an index names, to be replaced in a copy: `x.at(Index.of(i)).add(y)`.
  default IndexUpdate at(Index... index) {
    return new IndexUpdate((Array) this, List.of(index));
  }
}
