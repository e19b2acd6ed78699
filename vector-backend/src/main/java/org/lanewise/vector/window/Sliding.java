package org.lanewise.vector.window;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.team.Team;

/// Folds of windows that slide over an array, without holes: what [Slide] computes for each output.
///
/// One axis is a vector's, *across*: along it neighbours are neighbours in the source and the
/// target, be it an axis without windows (features that come last) or one with them, at a distance
/// of one (a row of an image). Another one is *along*: the outputs of one call of a kernel. Where
/// no axis can be a vector's, elements are computed one by one.
public final class Sliding {
  /// The taps below which a second thread does not pay.
  private static final double WORTH_A_THREAD = 1 << 16;

  final Slide slide;
  final Element element;
  final Track[] tracks;
  final long[] targetSteps;
  final MemorySegment source;
  final long at;
  final MemorySegment target;
  final long to;
  final Object identity;
  final @Nullable Weights weights;
  final int across;
  final int along;

  /// The taps in row-major order: the place of each along each axis, one after the other.
  final int[] taps;

  /// Where each tap lies from the first one on.
  final long[] tapOffsets;

  /// @param slide the operator
  /// @param tracks the axes of the array
  /// @param targetSteps the distances of outputs in the target, by axis, in bytes
  /// @param source the memory of the array, as kernels get it
  /// @param at where place 0 of all axes lies in it
  /// @param target the memory of the outputs
  /// @param to where the first output lies in it
  /// @param identity an array of one element, the identity of the operator
  /// @param weights the weights of a product, else null; they may differ along axis 0 alone
  public Sliding(
      Slide slide,
      Track[] tracks,
      long[] targetSteps,
      MemorySegment source,
      long at,
      MemorySegment target,
      long to,
      Object identity,
      @Nullable Weights weights) {
    this.slide = slide;
    this.element = slide.element();
    this.tracks = tracks;
    this.targetSteps = targetSteps;
    this.source = source;
    this.at = at;
    this.target = target;
    this.to = to;
    this.identity = identity;
    this.weights = weights;
    this.across = across(tracks, targetSteps, element.size());
    this.along = along(weights == null ? 0 : 1);
    int count = 1;
    for (Track track : tracks) {
      count = Math.multiplyExact(count, (int) track.taps());
    }
    this.taps = new int[count * tracks.length];
    this.tapOffsets = new long[count];
    enumerateTaps();
  }

  private void enumerateTaps() {
    for (int tap = 0; tap < tapOffsets.length; tap++) {
      int rest = tap;
      for (int axis = tracks.length - 1; axis >= 0; axis--) {
        Track track = tracks[axis];
        int place = (int) (rest % track.taps());
        rest /= (int) track.taps();
        taps[tap * tracks.length + axis] = place;
        tapOffsets[tap] += place * track.tapStep() * track.stride();
      }
    }
  }

  /// The axis that can best be a vector's, or −1.
  public static int across(Track[] tracks, long[] targetSteps, int size) {
    int best = -1;
    for (int axis = 0; axis < tracks.length; axis++) {
      Track track = tracks[axis];
      boolean fits =
          targetSteps[axis] == size && track.step() * track.stride() == size && track.patches() > 1;
      if (fits && (best < 0 || track.patches() > tracks[best].patches())) {
        best = axis;
      }
    }
    return best;
  }

  /// Of the other axes from one on with several outputs, the one whose outputs lie closest
  /// together; −1 if there is none.
  private int along(int from) {
    int best = -1;
    for (int axis = from; axis < tracks.length; axis++) {
      boolean closer = best < 0 || targetSteps[axis] < targetSteps[best];
      if (axis != across && tracks[axis].patches() > 1 && closer) {
        best = axis;
      }
    }
    return best;
  }

  /// Computes all outputs, shared by the team where that pays. The caller keeps the memory
  /// reachable.
  public void run() {
    long rows = 1;
    double each = tapOffsets.length + 1.0;
    for (int axis = 0; axis < tracks.length; axis++) {
      if (axis == across || axis == along) {
        each *= tracks[axis].patches();
      } else {
        rows *= tracks[axis].patches();
      }
    }
    long grain = (long) Math.max(1, WORTH_A_THREAD / each);
    Team.shared().forRange(rows, grain, (from, to) -> new SlideRow(this).run(from, to));
  }
}
