package org.lanewise.vmap;

import java.util.List;
import org.lanewise.NamedAxis;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;

/// What every primitive does to all lanes: from the operands of all lanes to the results of all.
///
/// One switch per family, cases in the order of declaration. A rule says how the primitive's own
/// axes move when the lanes get an axis, and where the lanes are in the result. In the comments a
/// subscript is a lane: yᵢ = f(xᵢ).
final class BatchingRules {
  private BatchingRules() {}

  /// Applies a primitive to operands at least one of which is mapped.
  ///
  /// @param primitive what to apply to each lane
  /// @param x the operands
  /// @param axis the mapped axis
  static List<Lanes> apply(Primitive primitive, List<Lanes> x, NamedAxis axis) {
    return switch (primitive) {
      // the same on arrays with one axis more
      case Elementwise elementwise -> ElementwiseBatching.apply(elementwise, x);
      case Shaping shaping -> List.of(ShapingBatching.apply(shaping, x, axis.size()));
      case Indexing indexing -> List.of(IndexingBatching.apply(indexing, x, axis.size()));
      case Reducing reducing -> List.of(ReducingBatching.apply(reducing, x.get(0)));
      case Combining combining -> CombiningBatching.apply(combining, x, axis.size());
      case Windowing windowing -> List.of(WindowingBatching.apply(windowing, x, axis.size()));
      case Collective collective -> List.of(CollectiveBatching.foreign(collective, x));
      case Structured structured -> StructuredBatching.apply(structured, x, axis);
      case Callback callback -> CallbackBatching.apply(callback, x, axis.size());
    };
  }
}
