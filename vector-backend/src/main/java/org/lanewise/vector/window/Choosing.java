package org.lanewise.vector.window;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.team.Team;

/// What windows without holes choose, gathered or scattered.
///
/// The last axis is free of windows, or has one element: its neighbours are the lanes of a vector.
/// Threads take lanes and places along the other axes that are free of windows, so that whoever
/// adds to an element sees all its windows, in their order.
final class Choosing {
  /// The taps below which a second thread does not pay.
  private static final double WORTH_A_THREAD = 1 << 16;

  private final Choice choice;
  private final boolean scatters;
  private final Track[] tracks;
  private final Strided samples;
  private final Strided other;
  private final Strided windows;
  private final int along;
  private final boolean[] free;
  private final int[][] taps;
  private final long[] tapOffsets;
  private final Object numbers;

  /// @param tracks the axes of the samples, without holes
  /// @param samples row-major
  /// @param other row-major, of the same shape
  /// @param windows row-major, an element for each window
  Choosing(
      Choice choice,
      boolean scatters,
      Track[] tracks,
      Strided samples,
      Strided other,
      Strided windows) {
    this.choice = choice;
    this.scatters = scatters;
    this.tracks = tracks;
    this.samples = samples;
    this.other = other;
    this.windows = windows;
    this.free = new boolean[tracks.length];
    int last = -1;
    int count = 1;
    for (int axis = 0; axis < tracks.length; axis++) {
      free[axis] = isFree(tracks[axis]);
      if (!free[axis]) {
        last = axis;
      }
      count *= (int) tracks[axis].taps();
    }
    this.along = last;
    this.taps = new int[count][tracks.length];
    this.tapOffsets = new long[count];
    for (int tap = 0; tap < count; tap++) {
      int rest = tap;
      for (int axis = tracks.length - 1; axis >= 0; axis--) {
        taps[tap][axis] = (int) (rest % tracks[axis].taps());
        rest /= (int) tracks[axis].taps();
        tapOffsets[tap] += taps[tap][axis] * tracks[axis].tapStep() * tracks[axis].stride();
      }
    }
    this.numbers = choice.numbers(count);
  }

  /// Whether each element along an axis is a window of its own.
  static boolean isFree(Track track) {
    return track.taps() == 1
        && track.first() == 0
        && track.step() == 1
        && track.patches() == track.extent();
  }

  void run() {
    int last = tracks.length - 1;
    long width = tracks[last].patches();
    long blocks = (width + choice.lanes() - 1) / choice.lanes();
    long units = blocks;
    double each = (double) tapOffsets.length * choice.lanes();
    for (int axis = 0; axis < last; axis++) {
      if (free[axis]) {
        units *= tracks[axis].patches();
      } else {
        each *= tracks[axis].patches();
      }
    }
    Team.shared()
        .forRange(
            units,
            (long) Math.max(1, WORTH_A_THREAD / each),
            (from, to) -> {
              Worker worker = new Worker();
              for (long unit = from; unit < to; unit++) {
                worker.unit(unit / blocks, (int) (unit % blocks) * choice.lanes());
              }
            });
  }

  /// Goes through windows.
  private final class Worker {
    private final long[] window = new long[tracks.length];
    private final long[] offsets = new long[tapOffsets.length];
    private final int rank = tracks.length;
    private long lanes;

    /// All windows of a vector at a place of the free axes, in row-major order.
    void unit(long place, int lane) {
      long rest = place;
      long rows = 1;
      for (int axis = rank - 2; axis >= 0; axis--) {
        if (free[axis]) {
          window[axis] = rest % tracks[axis].patches();
          rest /= tracks[axis].patches();
        } else if (axis != along) {
          rows *= tracks[axis].patches();
        }
      }
      window[rank - 1] = lane;
      int width = (int) Math.min(choice.lanes(), tracks[rank - 1].patches() - lane);
      lanes = width == Long.SIZE ? -1L : (1L << width) - 1;
      for (long row = 0; row < rows; row++) {
        long left = row;
        for (int axis = rank - 2; axis >= 0; axis--) {
          if (!free[axis] && axis != along) {
            window[axis] = left % tracks[axis].patches();
            left /= tracks[axis].patches();
          }
        }
        row();
      }
    }

    private void row() {
      if (along < 0) {
        windows(0, 1);
        return;
      }
      Track track = tracks[along];
      int all = (int) track.patches();
      int first = (int) Math.min(all, track.firstInside(0, 0));
      int end = Math.clamp(track.endInside(0, track.taps() - 1), first, all);
      for (int u = 0; u < first; u++) {
        windows(u, 1);
      }
      if (first < end) {
        windows(first, end - first);
      }
      for (int u = end; u < all; u++) {
        windows(u, 1);
      }
    }

    private void windows(int u, int number) {
      if (along >= 0) {
        window[along] = u;
      }
      int count = 0;
      for (int tap = 0; tap < tapOffsets.length; tap++) {
        if (!isPadding(taps[tap])) {
          offsets[count++] = tapOffsets[tap];
        }
      }
      if (count > 0) {
        choose(count, number);
      }
    }

    private boolean isPadding(int... tap) {
      for (int axis = 0; axis < rank; axis++) {
        if (!free[axis] && tracks[axis].leaves(window[axis], 1, tap[axis], 1)) {
          return true;
        }
      }
      return false;
    }

    private void choose(int count, int number) {
      long place = 0;
      long to = Memory.at(windows);
      int size = choice.element().size();
      for (int axis = 0; axis < rank; axis++) {
        place += tracks[axis].place(window[axis], 0) * tracks[axis].stride();
        to += window[axis] * windows.layout().stride(axis) * size;
      }
      long step = along < 0 ? 0 : tracks[along].step() * tracks[along].stride();
      long windowStep = along < 0 ? 0 : windows.layout().stride(along) * size;
      ChoiceKernel kernel = choice.kernel();
      MemorySegment from = Memory.segment(samples);
      MemorySegment beside = Memory.segment(other);
      MemorySegment ofWindows = Memory.segment(windows);
      long at = Memory.at(samples) + place;
      long otherAt = Memory.at(other) + place;
      if (scatters) {
        kernel.scatter(
            from,
            at,
            offsets,
            count,
            step,
            number,
            beside,
            otherAt,
            ofWindows,
            to,
            windowStep,
            numbers,
            lanes);
      } else {
        kernel.gather(
            from,
            at,
            offsets,
            count,
            step,
            number,
            beside,
            otherAt,
            ofWindows,
            to,
            windowStep,
            numbers,
            lanes);
      }
    }
  }
}
