package org.lanewise.vector.window;

/// Goes through a part of the outputs of a [Sliding], row by row: a row is all outputs along the
/// two axes that kernels walk.
///
/// The taps of a row are listed once. In its middle all of them meet samples; at its ends the list
/// is made for each output. Taps on padding are left out of folds; in products they are terms, with
/// an empty mask.
final class SlideRow {
  private final Sliding sliding;
  private final SlideKernel kernel;
  private final Track[] tracks;
  private final int across;
  private final int along;
  private final boolean weighs;
  private final int lanes;
  private final long[] output;
  private final long[] offsets;
  private final int[] listed;
  private final long[] masks;
  private int count;
  private boolean partial;

  SlideRow(Sliding sliding) {
    this.sliding = sliding;
    this.kernel = sliding.slide.kernel();
    this.tracks = sliding.tracks;
    this.across = sliding.across;
    this.along = sliding.along;
    this.weighs = sliding.weights != null;
    this.lanes = sliding.slide.lanes();
    this.output = new long[tracks.length];
    this.offsets = new long[sliding.tapOffsets.length];
    this.listed = new int[sliding.tapOffsets.length];
    this.masks = new long[sliding.tapOffsets.length];
  }

  void run(long from, long to) {
    for (long row = from; row < to; row++) {
      seek(row);
      if (along < 0) {
        outputs(0, 1);
        continue;
      }
      Track track = tracks[along];
      int all = (int) track.patches();
      int first = (int) Math.min(all, track.firstInside(0, 0));
      int end = Math.clamp(track.endInside(0, track.taps() - 1), first, all);
      for (int u = 0; u < first; u++) {
        outputs(u, 1);
      }
      if (first < end) {
        outputs(first, end - first);
      }
      for (int u = end; u < all; u++) {
        outputs(u, 1);
      }
    }
  }

  private void seek(long row) {
    long rest = row;
    for (int axis = tracks.length - 1; axis >= 0; axis--) {
      output[axis] = 0;
      if (axis != across && axis != along) {
        output[axis] = rest % tracks[axis].patches();
        rest /= tracks[axis].patches();
      }
    }
  }

  /// Computes outputs along the row that have the same taps on samples.
  private void outputs(int u, int number) {
    if (along >= 0) {
      output[along] = u;
    }
    list();
    if (across < 0) {
      elements(number);
      return;
    }
    int all = (int) tracks[across].patches();
    int whole = wholeVectors();
    if (whole > 1) {
      output[across] = 0;
      long vector = (long) lanes * sliding.element.size();
      vectors(whole, vector, vector, number, step(), targetStep());
    }
    for (int lane = whole > 1 ? whole * lanes : 0; lane < all; lane += lanes) {
      vector(lane, Math.min(lanes, all - lane), number);
    }
    output[across] = 0;
  }

  /// The vectors at the beginning of a row that are neighbours and need no masks. With weights, the
  /// vectors of a row have weights of their own, so they are taken one by one.
  private int wholeVectors() {
    Track track = tracks[across];
    boolean plain = !weighs && count > 0 && !track.leaves(0, track.patches(), 0, track.taps());
    return plain ? (int) track.patches() / lanes : 0;
  }

  /// Lists the taps of the current output, but for what they meet across.
  private void list() {
    count = 0;
    partial = false;
    for (int tap = 0; tap < sliding.tapOffsets.length; tap++) {
      boolean padding = isPadding(tap);
      if (padding && !weighs) {
        continue;
      }
      partial |= padding;
      listed[count] = padding ? -1 : tap;
      offsets[count] = padding ? 0 : sliding.tapOffsets[tap];
      count++;
    }
  }

  private boolean isPadding(int tap) {
    for (int axis = 0; axis < tracks.length; axis++) {
      int place = sliding.taps[tap * tracks.length + axis];
      if (axis != across && tracks[axis].leaves(output[axis], 1, place, 1)) {
        return true;
      }
    }
    return false;
  }

  private long source() {
    long place = sliding.at;
    for (int axis = 0; axis < tracks.length; axis++) {
      place += tracks[axis].place(output[axis], 0) * tracks[axis].stride();
    }
    return place;
  }

  private long target() {
    long place = sliding.to;
    for (int axis = 0; axis < tracks.length; axis++) {
      place += output[axis] * sliding.targetSteps[axis];
    }
    return place;
  }

  private long step() {
    return along < 0 ? 0 : tracks[along].step() * tracks[along].stride();
  }

  private long targetStep() {
    return along < 0 ? 0 : sliding.targetSteps[along];
  }

  private void elements(int number) {
    kernel.elements(
        sliding.source,
        source(),
        offsets,
        count,
        step(),
        sliding.target,
        target(),
        targetStep(),
        number,
        sliding.identity);
  }

  /// Computes vectors without masks: `rows` times `number` outputs.
  private void vectors(int number, long step, long toStep, int rows, long rowStep, long rowToStep) {
    kernel.vectors(
        sliding.source,
        source(),
        offsets,
        count,
        step,
        sliding.target,
        target(),
        toStep,
        number,
        weightArray(),
        weightsAt(),
        sliding.identity,
        rows,
        rowStep,
        rowToStep);
  }

  private Object weightArray() {
    Weights weights = sliding.weights;
    return weights == null ? sliding.identity : weights.array();
  }

  private int weightsAt() {
    Weights weights = sliding.weights;
    return weights == null ? 0 : weights.at(output);
  }

  /// Computes a vector for each of some outputs along the row.
  private void vector(int lane, int width, int number) {
    output[across] = lane;
    Track track = tracks[across];
    boolean inside = width == lanes && !partial && !track.leaves(lane, width, 0, track.taps());
    if (inside && count > 0) {
      vectors(number, step(), targetStep(), 1, 0, 0);
      return;
    }
    for (int i = 0; i < count; i++) {
      masks[i] = listed[i] < 0 ? 0 : lanesOf(track, lane, width, listed[i]);
    }
    kernel.parts(
        sliding.source,
        source(),
        offsets,
        count,
        step(),
        sliding.target,
        target(),
        targetStep(),
        number,
        weightArray(),
        weightsAt(),
        sliding.identity,
        masks,
        bits(0, width));
  }

  /// The lanes in which a tap meets samples.
  private long lanesOf(Track track, int lane, int width, int tap) {
    int place = sliding.taps[tap * tracks.length + across];
    long first = Math.min(width, track.firstInside(lane, place));
    long end = Math.clamp(track.endInside(lane, place), first, width);
    return bits((int) first, (int) end);
  }

  private static long bits(int from, int to) {
    return (to == Long.SIZE ? -1L : (1L << to) - 1) & -1L << from;
  }
}
