package org.lanewise.vector.convolution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.backend.ConvGeometry;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.matmul.TiledProduct;
import org.lanewise.vector.window.Sweep;
import org.lanewise.vector.window.Track;

/// The operands of one product of a convolution, for one combination of sweeps: how patches and
/// filter are packed, and where the result goes.
final class PatchProduct {
  /// Runs of features that are shorter are not worth a loop of their own, if patches are
  /// neighbours.
  private static final long SHORT = 8;

  private final PatchKernels.Kind kind;
  private final Element element;
  private final ConvGeometry geometry;
  private final List<Sweep> sweeps;
  private final Strided array;
  private final Strided filter;
  private final Strided result;
  private final boolean turned;
  private final int rank;
  private final Track[] samples;
  private final int[] order;

  PatchProduct(
      PatchKernels.Kind kind,
      ConvGeometry geometry,
      List<Sweep> sweeps,
      Strided array,
      Strided filter,
      Strided result,
      boolean turned) {
    this.kind = kind;
    this.element = kind.tiles().shape().element();
    this.geometry = geometry;
    this.sweeps = sweeps;
    this.array = array;
    this.filter = filter;
    this.result = result;
    this.turned = turned;
    this.rank = geometry.spatialRank();
    this.samples = samples();
    this.order = patchOrder();
  }

  /// The product of one group.
  Runnable of(long group, long patches, long columns, long depth) {
    Unfolding left = patches(group);
    Unfolding right = taps(group);
    Steps rows = patchSteps();
    Steps across = columnSteps();
    long at = Memory.at(result) + group * bytes(result, 0);
    for (int axis = 0; axis < rank; axis++) {
      at += sweeps.get(axis).start() * bytes(result, axis + 2);
    }
    TiledProduct product =
        turned
            ? new TiledProduct(
                kind.tiles(), right, left, spread(at, across, rows), columns, patches, depth)
            : new TiledProduct(
                kind.tiles(), left, right, spread(at, rows, across), patches, columns, depth);
    return product::run;
  }

  private Spread spread(long at, Steps rows, Steps columns) {
    return new Spread(kind.tiles(), Memory.segment(result), at, rows, columns);
  }

  private long bytes(Strided operand, int axis) {
    return operand.layout().stride(axis) * element.size();
  }

  /// The axes of the array: the batch, and the spatial ones.
  private Track[] samples() {
    Track[] tracks = new Track[rank + 1];
    tracks[0] = Track.plain(geometry.batch(), bytes(array, 1));
    for (int axis = 0; axis < rank; axis++) {
      tracks[axis + 1] =
          sweeps.get(axis).samples(geometry.axes().get(axis).samples(), bytes(array, axis + 2));
    }
    return tracks;
  }

  private Steps patchSteps() {
    Steps.Builder steps = new Steps.Builder();
    for (int axis : order) {
      long period = axis == 0 ? 1 : sweeps.get(axis - 1).period();
      steps.add(samples[axis].patches(), bytes(result, axis + 1) * period);
    }
    return steps.build();
  }

  private Steps columnSteps() {
    Steps.Builder steps = new Steps.Builder();
    for (int axis = 0; axis < rank; axis++) {
      steps.add(sweeps.get(axis).phases(), bytes(result, axis + 2));
    }
    return steps.add(geometry.outputs(), bytes(result, rank + 2)).build();
  }

  /// The axes of the array in the order of patches: as they lie in the result, unless it is better
  /// to go along neighbours in the array.
  private int[] patchOrder() {
    int[] byResult =
        IntStream.rangeClosed(0, rank)
            .boxed()
            .sorted(Comparator.comparingLong(this::rankInResult))
            .mapToInt(Integer::intValue)
            .toArray();
    int inner = turned || goesByRuns() ? -1 : neighbours();
    if (inner < 0) {
      return byResult;
    }
    int[] others = Arrays.stream(byResult).filter(axis -> axis != inner).toArray();
    int[] moved = Arrays.copyOf(others, rank + 1);
    moved[rank] = inner;
    return moved;
  }

  private long rankInResult(int axis) {
    return samples[axis].patches() == 1 ? Long.MIN_VALUE : -result.layout().stride(axis + 1);
  }

  /// An axis along which patches are neighbours in the array, or −1.
  private int neighbours() {
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

  /// Whether rows of patches are packed by runs of features.
  private boolean goesByRuns() {
    long inputs = geometry.inputs();
    Track last = samples[rank];
    long run = inputs * (PatchRuns.joins(last, inputs, element.size()) ? last.taps() : 1);
    return (inputs == 1 || bytes(array, rank + 2) == element.size())
        && (run >= SHORT || neighbours() < 0);
  }

  private Unfolding patches(long group) {
    return new Unfolding(
        kind,
        Memory.segment(array),
        Memory.at(array) + group * bytes(array, 0),
        samples,
        order,
        geometry.inputs(),
        bytes(array, rank + 2),
        !turned && goesByRuns());
  }

  /// The filter: a patch for each phase and each output feature.
  private Unfolding taps(long group) {
    Track[] tracks = new Track[rank + 1];
    int[] outputsLast = new int[rank + 1];
    tracks[0] = Track.plain(geometry.outputs(), bytes(filter, rank + 2));
    for (int axis = 0; axis < rank; axis++) {
      tracks[axis + 1] =
          sweeps.get(axis).filter(geometry.axes().get(axis).taps(), bytes(filter, axis + 1));
      outputsLast[axis] = axis + 1;
    }
    boolean byRuns =
        turned
            && bytes(filter, rank + 1) == element.size()
            && (bytes(filter, rank + 2) != element.size() || geometry.inputs() >= SHORT);
    return new Unfolding(
        kind,
        Memory.segment(filter),
        Memory.at(filter) + group * bytes(filter, 0),
        tracks,
        outputsLast,
        geometry.inputs(),
        bytes(filter, rank + 1),
        byRuns);
  }
}
