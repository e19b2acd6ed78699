package org.lanewise;

import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Axes;

/// Adds at places of the first axis.
final class ScatterAdd {
  private ScatterAdd() {}

  /// A copy of a vector with `updates[i]` added at `places[i]`, in order; places outside are
  /// dropped.
  static Array along0(Array x, Array places, Array updates) {
    Dimensions dimensions = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));
    Array vectors = Lax.expandDims(places, Axes.of(1));
    return Lax.scatter(Scatter.Op.ADD, x, vectors, updates, dimensions, Indexing.Mode.FILL_OR_DROP);
  }
}
