package org.lanewise.vector.convolution;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.backend.ConvGeometry;
import org.lanewise.backend.WindowAxis;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.team.Team;
import org.lanewise.vector.window.Sweep;

/// A convolution as products of matrices: the patches of the array by the filter, one product for
/// each group and each combination of sweeps.
///
/// Rows of a product are patches and columns output features where output features are neighbours
/// in the result; where patches are, the product is *turned*, the other way round. Where neither
/// are, the result is made with output features as neighbours and moved.
final class PatchProducts {
  /// The multiplications that are worth handing to another thread.
  private static final double GRAIN = 1 << 18;

  private final PatchKernels.Kind kind;
  private final ConvGeometry geometry;
  private final List<List<Sweep>> combinations;

  PatchProducts(PatchKernels.Kind kind, ConvGeometry geometry) {
    this.kind = kind;
    this.geometry = geometry;
    this.combinations = combinations(geometry);
  }

  /// Every way to take one sweep of each axis. Phases are joined along the last one, where they
  /// become columns of a product.
  private static List<List<Sweep>> combinations(ConvGeometry geometry) {
    List<List<Sweep>> sweeps = new ArrayList<>();
    for (WindowAxis axis : geometry.axes()) {
      sweeps.add(Sweep.of(axis, sweeps.size() == geometry.spatialRank() - 1));
    }
    return Sweep.combinations(sweeps);
  }

  /// The multiplications.
  double work() {
    double work = 0;
    for (List<Sweep> sweeps : combinations) {
      work += new Sizes(sweeps).work();
    }
    return work * geometry.groups();
  }

  /// The sizes of the product of one combination of sweeps.
  private final class Sizes {
    final long patches;
    final long columns;
    final long depth;

    Sizes(List<Sweep> sweeps) {
      long count = geometry.batch();
      long phases = 1;
      long taps = geometry.inputs();
      for (Sweep sweep : sweeps) {
        count *= sweep.outputs();
        phases *= sweep.phases();
        taps *= sweep.taps();
      }
      this.patches = count;
      this.columns = phases * geometry.outputs();
      this.depth = taps;
    }

    double work() {
      return (double) patches * columns * depth;
    }
  }

  /// Computes the convolution.
  ///
  /// @param array the array, in the axes of [ConvGeometry#lhs]
  /// @param filter the filter, in those of [ConvGeometry#rhs]
  /// @param result where the result goes, in those of [ConvGeometry#out]
  void run(Strided array, Strided filter, Strided result) {
    boolean turned = isTurned(result.layout());
    boolean fits = turned || geometry.outputs() == 1 || step(result, -1) == 1;
    Strided place = fits ? result : Strided.allocate(result.dtype(), result.shape());
    Strided suited = turned ? byInputs(filter) : byOutputs(filter);
    multiply(array, suited, place, turned);
    Reference.reachabilityFence(array.buffer());
    Reference.reachabilityFence(suited.buffer());
    Reference.reachabilityFence(place.buffer());
    if (suited.buffer() != filter.buffer()) {
      suited.buffer().release();
    }
    if (!fits) {
      Mover.move(place, result);
      place.buffer().release();
    }
  }

  private static long step(Strided operand, int axis) {
    Layout layout = operand.layout();
    return layout.stride(axis < 0 ? layout.shape().rank() + axis : axis);
  }

  /// Whether patches are neighbours along some axis of the result, and better suited to be the
  /// columns of a product than output features.
  private boolean isTurned(Layout result) {
    int features = result.shape().rank() - 1;
    if (result.stride(features) == 1 && geometry.outputs() > 1) {
      return false;
    }
    return IntStream.range(1, features)
        .filter(axis -> axis == 1 || isPlain(geometry.axes().get(axis - 2)))
        .anyMatch(axis -> result.stride(axis) == 1 && result.shape().get(axis) > 1);
  }

  /// Whether all windows along an axis have the same taps.
  private static boolean isPlain(WindowAxis axis) {
    return axis.period() == 1;
  }

  /// A filter whose output features are neighbours.
  private Strided byOutputs(Strided filter) {
    return geometry.outputs() == 1 || step(filter, -1) == 1 ? filter : RowMajor.copy(filter);
  }

  /// A filter of which either kind of features are neighbours.
  private static Strided byInputs(Strided filter) {
    if (step(filter, -1) == 1 || step(filter, -2) == 1) {
      return filter;
    }
    int rank = filter.shape().rank();
    Axes order = Axes.of(0, rank - 1).concat(Axes.range(1, rank - 1));
    Strided copy = RowMajor.copy(filter.with(filter.layout().transpose(order)));
    return copy.with(copy.layout().transpose(order.inverse()));
  }

  private void multiply(Strided array, Strided filter, Strided result, boolean turned) {
    List<Runnable> products = new ArrayList<>();
    boolean empty = false;
    double largest = 0;
    for (List<Sweep> sweeps : combinations) {
      Sizes sizes = new Sizes(sweeps);
      empty |= sizes.depth == 0;
      if (sizes.work() > 0) {
        largest = Math.max(largest, sizes.work());
        PatchProduct product =
            new PatchProduct(kind, geometry, sweeps, array, filter, result, turned);
        for (long group = 0; group < geometry.groups(); group++) {
          products.add(product.of(group, sizes.patches, sizes.columns, sizes.depth));
        }
      }
    }
    if (empty) {
      result.buffer().segment().fill((byte) 0); // no terms give +0
    }
    if (products.size() == 1 || largest >= 4 * GRAIN) {
      products.forEach(Runnable::run);
    } else {
      Team.shared()
          .forRange(
              products.size(),
              (long) Math.max(1, GRAIN / Math.max(1, largest)),
              (from, to) -> products.subList((int) from, (int) to).forEach(Runnable::run));
    }
  }
}
