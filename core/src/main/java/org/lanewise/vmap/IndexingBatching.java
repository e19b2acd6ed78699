package org.lanewise.vmap;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.DynamicSlice;
import org.lanewise.ir.Indexing.DynamicUpdateSlice;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.TypeRules;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Primitives that read or write at places known only at run time.
///
/// Places that are the same in all lanes leave the lanes' axis to the windows, of which it becomes
/// one more axis. Places of each lane's own make it a batched axis of operand and indices. (The
/// cases are those of JAX's `_gather_batching_rule` and `_scatter_batching_rule`.)
final class IndexingBatching {
  private IndexingBatching() {}

  static Lanes apply(Indexing primitive, List<Lanes> x, long lanes) {
    return switch (primitive) {
      // the box of xᵢ at the lane's own start
      case DynamicSlice(Shape sizes) -> DynamicSlices.read(sizes, x, lanes);
      // xᵢ with a box replaced at the lane's own start
      case DynamicUpdateSlice _ -> DynamicSlices.write(x, lanes);
      case Gather gather -> gather(gather, x.get(0), x.get(1), lanes);
      case Scatter scatter -> scatter(scatter, x.get(0), x.get(1), x.get(2), lanes);
    };
  }

  static Lanes gather(Gather gather, Lanes x, Lanes indices, long lanes) {
    if (!indices.isMapped()) {
      // the window runs over all lanes
      Shape window = gather.sliceSizes().insert(0, lanes);
      Dimensions wider = withLanesInWindow(gather.dimensions());
      return lanesInFront(gather, x.moved(0), indices.array(), wider, window);
    }
    if (!x.isMapped()) {
      // more places in the one operand
      Dimensions d = gather.dimensions();
      Dimensions wider =
          new Dimensions(
              behind(d.windowDims()),
              d.droppedDims(),
              d.indexedDims(),
              d.operandBatchDims(),
              behind(d.indicesBatchDims()));
      return lanesInFront(gather, x.array(), indices.moved(0), wider, gather.sliceSizes());
    }
    if (lanes == 0) {
      // no slice of size 1 fits into an axis of size 0
      ArrayType lane = TypeRules.infer(gather, List.of(x.type(), indices.type())).get(0);
      return new Lanes(Lax.zeros(lane.withShape(lane.shape().insert(0, 0))), 0);
    }
    // lane by lane
    Shape window = gather.sliceSizes().insert(0, 1);
    Dimensions wider = withLanesBatched(gather.dimensions());
    return lanesInFront(gather, x.moved(0), indices.moved(0), wider, window);
  }

  private static Lanes lanesInFront(
      Gather gather, Array x, Array indices, Dimensions dimensions, Shape window) {
    Gather wider =
        new Gather(
            dimensions, window, gather.mode(), gather.indicesAreSorted(), gather.uniqueIndices());
    return new Lanes(Lax.gather(x, indices, wider), 0);
  }

  static Lanes scatter(Scatter scatter, Lanes x, Lanes indices, Lanes updates, long lanes) {
    boolean own = indices.isMapped();
    Dimensions wider =
        own ? withLanesBatched(scatter.dimensions()) : withLanesInWindow(scatter.dimensions());
    Scatter all =
        new Scatter(
            scatter.op(),
            wider,
            scatter.mode(),
            scatter.indicesAreSorted(),
            scatter.uniqueIndices());
    Array places = own ? indices.moved(0) : indices.array();
    return new Lanes(Lax.scatter(x.at(0, lanes), places, updates.at(0, lanes), all), 0);
  }

  /// The lanes are axis 0 of the operand and of what is read or written, inside the window.
  private static Dimensions withLanesInWindow(Dimensions d) {
    return new Dimensions(
        Axes.of(0).concat(behind(d.windowDims())),
        behind(d.droppedDims()),
        behind(d.indexedDims()),
        behind(d.operandBatchDims()),
        d.indicesBatchDims());
  }

  /// The lanes are axis 0 of everything, and a lane of the indices reads or writes in that lane.
  private static Dimensions withLanesBatched(Dimensions d) {
    return new Dimensions(
        behind(d.windowDims()),
        behind(d.droppedDims()),
        behind(d.indexedDims()),
        Axes.of(0).concat(behind(d.operandBatchDims())),
        Axes.of(0).concat(behind(d.indicesBatchDims())));
  }

  /// The axes of a lane behind that of the lanes.
  private static Axes behind(Axes axes) {
    return axes.map(axis -> axis + 1);
  }
}
