package org.lanewise.vector.convolution;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.matmul.TiledProduct;
import org.lanewise.vector.move.Mover;
import org.lanewise.vector.team.Team;

/// A convolution as products of matrices: the patches of the array by the filter, one product for
/// each group and each combination of sweeps.
///
/// Rows of a product are patches and columns output features where output features are neighbours in
/// the result, and the other way round where patches are. Where neither are, the result is made with
/// output features as neighbours and moved.
final class PatchProducts {
  /// The multiplications that are worth handing to another thread.
  private static final double GRAIN = 1 << 18;

  /// Runs of features that are shorter are not worth a loop of their own, if patches are neighbours.
  private static final long SHORT = 8;

  private final PatchKernels.Kind kind;
  private final Element element;
  private final Geometry geometry;
  private final Strided array;
  private final Strided filter;
  private final Strided result;
  private final boolean turned;

  private PatchProducts(
      PatchKernels.Kind kind, Geometry geometry, Strided array, Strided filter, Strided result) {
    this.kind = kind;
    this.element = kind.tiles().shape().element();
    this.geometry = geometry;
    this.array = array;
    this.result = result;
    this.turned = patchesAreNeighbours(geometry, result);
    this.filter = turned ? byInputs(geometry, filter) : byOutputs(geometry, filter);
  }

  /// Computes a convolution.
  ///
  /// @param array the array, in the order of the geometry
  /// @param filter the filter
  /// @param result where the result goes
  static void run(
      PatchKernels.Kind kind, Geometry geometry, Strided array, Strided filter, Strided result) {
    if (geometry.outputs() > 1
        && result.layout().stride(1) != 1
        && !patchesAreNeighbours(geometry, result)) {
      Strided moved =
          Strided.allocate(result.dtype(), result.shape())
              .with(geometry.featuresLast(result.shape()));
      new PatchProducts(kind, geometry, array, filter, moved).run();
      Mover.move(moved, result);
      moved.buffer().release();
    } else {
      new PatchProducts(kind, geometry, array, filter, result).run();
    }
  }

  /// Whether the patches along some axis are neighbours in the result, and better suited to be the
  /// columns of a product than the features.
  private static boolean patchesAreNeighbours(Geometry geometry, Strided result) {
    boolean neighbours = result.layout().stride(0) == 1 && result.shape().get(0) > 1;
    for (int axis = 0; axis < geometry.rank(); axis++) {
      neighbours |=
          result.layout().stride(axis + 2) == 1
              && result.shape().get(axis + 2) > 1
              && geometry.isPlain(axis);
    }
    return neighbours && (result.layout().stride(1) != 1 || geometry.outputs() == 1);
  }

  /// A filter whose output features are neighbours.
  private static Strided byOutputs(Geometry geometry, Strided filter) {
    if (filter.layout().stride(0) == 1 || geometry.outputs() == 1) {
      return filter;
    }
    Strided copy =
        Strided.allocate(filter.dtype(), filter.shape()).with(geometry.outputsLast());
    Mover.move(filter, copy);
    return copy;
  }

  /// A filter of which either kind of features are neighbours.
  private static Strided byInputs(Geometry geometry, Strided filter) {
    if (filter.layout().stride(0) == 1 || filter.layout().stride(1) == 1) {
      return filter;
    }
    Strided copy =
        Strided.allocate(filter.dtype(), filter.shape())
            .with(geometry.featuresLast(filter.shape()));
    Mover.move(filter, copy);
    return copy;
  }

  private void run() {
    List<Runnable> products = new ArrayList<>();
    boolean empty = false;
    double largest = 0;
    for (List<Sweep> sweeps : geometry.combinations()) {
      Shapes shapes = new Shapes(sweeps);
      empty |= shapes.depth == 0;
      if (shapes.depth > 0 && shapes.patches > 0) {
        largest = Math.max(largest, (double) shapes.patches * shapes.columns * shapes.depth);
        for (long group = 0; group < geometry.groups(); group++) {
          products.add(product(shapes, group));
        }
      }
    }
    if (empty) {
      result.buffer().segment().fill((byte) 0);
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
    Reference.reachabilityFence(array.buffer());
    Reference.reachabilityFence(filter.buffer());
    Reference.reachabilityFence(result.buffer());
  }

  /// The sizes of the product of one combination of sweeps.
  private final class Shapes {
    final List<Sweep> sweeps;
    final long patches;
    final long columns;
    final long depth;

    Shapes(List<Sweep> sweeps) {
      long count = geometry.result().get(0);
      long phases = 1;
      long taps = geometry.inputs();
      for (Sweep sweep : sweeps) {
        count *= sweep.outputs();
        phases *= sweep.phases();
        taps *= sweep.taps();
      }
      this.sweeps = sweeps;
      this.patches = count;
      this.columns = phases * geometry.outputs();
      this.depth = taps;
    }
  }

  private long bytes(Strided operand, int axis) {
    return operand.layout().stride(axis) * element.size();
  }

  private Runnable product(Shapes shapes, long group) {
    Track[] samples = samples(shapes.sweeps);
    int[] order = patchOrder(samples);
    Unfolding patches = patches(samples, order, group);
    Unfolding taps = taps(shapes.sweeps, group);
    Steps.Builder patchSteps = new Steps.Builder();
    for (int axis : order) {
      long step =
          axis == 0
              ? bytes(result, 0)
              : bytes(result, axis + 1) * shapes.sweeps.get(axis - 1).period();
      patchSteps.add(samples[axis].patches(), step);
    }
    Steps.Builder columnSteps = new Steps.Builder();
    long at =
        Memory.at(result) + group * geometry.outputs() * bytes(result, 1);
    for (int axis = 0; axis < shapes.sweeps.size(); axis++) {
      Sweep sweep = shapes.sweeps.get(axis);
      columnSteps.add(sweep.phases(), bytes(result, axis + 2));
      at += sweep.start() * bytes(result, axis + 2);
    }
    columnSteps.add(geometry.outputs(), bytes(result, 1));
    MemorySegment segment = Memory.segment(result);
    Steps rows = patchSteps.build();
    Steps columns = columnSteps.build();
    TiledProduct product =
        turned
            ? new TiledProduct(
                kind.tiles(),
                taps,
                patches,
                new Spread(kind.tiles(), segment, at, columns, rows),
                shapes.columns,
                shapes.patches,
                shapes.depth)
            : new TiledProduct(
                kind.tiles(),
                patches,
                taps,
                new Spread(kind.tiles(), segment, at, rows, columns),
                shapes.patches,
                shapes.columns,
                shapes.depth);
    return product::run;
  }

  /// The axes of the array: the batch, and the spatial ones.
  private Track[] samples(List<Sweep> sweeps) {
    Track[] samples = new Track[sweeps.size() + 1];
    samples[0] = Track.plain(geometry.result().get(0), bytes(array, 0));
    for (int axis = 0; axis < sweeps.size(); axis++) {
      samples[axis + 1] =
          sweeps.get(axis).samples(geometry.array().get(axis + 2), bytes(array, axis + 2));
    }
    return samples;
  }

  /// The axes of the array in the order of patches: as they lie in the result, unless it is better
  /// to go along neighbours in the array.
  private int[] patchOrder(Track... samples) {
    int[] order =
        IntStream.range(0, samples.length)
            .boxed()
            .sorted(
                Comparator.comparingLong(
                    axis ->
                        samples[axis].patches() == 1
                            ? Long.MIN_VALUE
                            : -result.layout().stride(axis == 0 ? 0 : axis + 1)))
            .mapToInt(Integer::intValue)
            .toArray();
    int neighbours = turned || goesByRuns(samples) ? -1 : neighbours(samples);
    if (neighbours >= 0) {
      int[] others = Arrays.stream(order).filter(axis -> axis != neighbours).toArray();
      System.arraycopy(others, 0, order, 0, others.length);
      order[others.length] = neighbours;
    }
    return order;
  }

  /// An axis along which patches are neighbours in the array, or −1.
  private int neighbours(Track... samples) {
    int best = -1;
    for (int axis = 0; axis < samples.length; axis++) {
      Track track = samples[axis];
      boolean fits = track.step() * track.stride() == element.size() && track.patches() > 1;
      if (fits && (best < 0 || track.patches() > samples[best].patches())) {
        best = axis;
      }
    }
    return best;
  }

  /// Whether the patches are packed by runs of features.
  private boolean goesByRuns(Track... samples) {
    Track last = samples[samples.length - 1];
    boolean joined = PatchRuns.joins(last, geometry.inputs(), element.size());
    long run = geometry.inputs() * (joined ? last.taps() : 1);
    return (geometry.inputs() == 1 || array.layout().stride(1) == 1)
        && (run >= SHORT || neighbours(samples) < 0);
  }

  private Unfolding patches(Track[] samples, int[] order, long group) {
    long first =
        geometry.batchGroups() > 1
            ? group * geometry.result().get(0) * bytes(array, 0)
            : group * geometry.inputs() * bytes(array, 1);
    return new Unfolding(
        kind,
        Memory.segment(array),
        Memory.at(array) + first,
        samples,
        order,
        geometry.inputs(),
        bytes(array, 1),
        !turned && goesByRuns(samples));
  }

  /// The filter: a patch for each output feature of the group and each phase.
  private Unfolding taps(List<Sweep> sweeps, long group) {
    Track[] tracks = new Track[sweeps.size() + 1];
    tracks[0] = Track.plain(geometry.outputs(), bytes(filter, 0));
    int[] order = new int[tracks.length];
    for (int axis = 0; axis < sweeps.size(); axis++) {
      tracks[axis + 1] =
          sweeps.get(axis).filter(geometry.filter().get(axis + 2), bytes(filter, axis + 2));
      order[axis] = axis + 1;
    }
    return new Unfolding(
        kind,
        Memory.segment(filter),
        Memory.at(filter) + group * geometry.outputs() * bytes(filter, 0),
        tracks,
        order,
        geometry.inputs(),
        bytes(filter, 1),
        turned && filter.layout().stride(1) == 1 && filter.layout().stride(0) != 1);
  }
}
