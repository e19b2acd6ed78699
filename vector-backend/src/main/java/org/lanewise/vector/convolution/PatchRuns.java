package org.lanewise.vector.convolution;

import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.window.Track;

/// Fills left panels that have a row for each patch. Features are neighbours in memory; where the
/// taps of the last axis follow each other without a gap, a run covers several of them.
///
/// Which part of the panel is being filled stands in variables: objects for all the parts would be
/// most of what a convolution allocates.
final class PatchRuns {
  private final Unfolding source;
  private final Track[] tracks;
  private final int inner;
  private final int last;
  private final boolean joined;
  private final long features;
  private final Element element;
  private final int rowStride;
  private final long[] patch;
  private final long[] tap;
  private Object panel = "";
  private int panelAt;
  private int patchRow;
  private int column;
  private int count;

  PatchRuns(Unfolding source) {
    this.source = source;
    this.tracks = source.tracks;
    this.inner = source.inner();
    this.last = tracks.length - 1;
    this.features = source.features;
    this.element = source.kind.tiles().shape().element();
    this.rowStride = source.kind.tiles().shape().rowStride();
    this.joined = joins(tracks[last], features, element.size());
    this.patch = new long[tracks.length];
    this.tap = new long[tracks.length];
  }

  /// Whether the features of one tap of an axis are followed by those of the next tap.
  static boolean joins(Track track, long features, int size) {
    return track.tapStep() * track.stride() == features * size;
  }

  /// Packs a block of the patches from i and the columns from p on.
  ///
  /// @param array the array of the panels
  /// @param at where in it the panels begin
  void pack(Object array, int at, long i, long p, int rows, int depth) {
    panel = array;
    panelAt = at;
    int run;
    for (int row = 0; row < rows; row += run) {
      run = (int) Math.min(rows - row, source.seek(i + row, patch));
      source.seekTap(p, tap);
      columns(row, row + run, p % features, depth);
    }
  }

  /// Packs all columns of rows that differ along the inner axis only.
  private void columns(int row, int end, long firstFeature, int depth) {
    long feature = firstFeature;
    patchRow = row;
    for (int done = 0; done < depth; done += count) {
      long most = joined ? tracks[last].taps() - tap[last] : 1;
      count = (int) Math.min(most * features - feature, depth - done);
      long taps = (feature + count + features - 1) / features;
      column = done;
      block(0, end - row, feature, taps);
      tap[last] += taps - 1;
      source.advance(tap);
      feature = 0;
    }
  }

  /// Packs the features from one on of the current tap, and of those that follow it along the last
  /// axis. Where a run is padding in part, it is cut into taps.
  ///
  /// @param from the first row, counted from the one of the current patch
  /// @param rows the patches
  private void block(int from, int rows, long feature, long taps) {
    if (rows == 0) {
      return;
    }
    for (int axis = 0; axis < tracks.length; axis++) {
      if (axis != inner
          && tracks[axis].leaves(patch[axis], 1, tap[axis], axis == last ? taps : 1)) {
        padded(from, rows, feature, axis == last ? taps : 1);
        return;
      }
    }
    Track track = tracks[inner];
    long u = patch[inner] + from;
    long lastTap = tap[inner] + (inner == last ? taps - 1 : 0);
    int first = (int) Math.min(rows, track.firstInside(u, tap[inner]));
    int end = Math.clamp(track.endInside(u, lastTap), first, rows);
    if (first < end) {
      copy(from + first, end - first, feature);
    }
    long cut = inner == last ? taps : 1;
    padded(from, first, feature, cut);
    padded(from + end, rows - end, feature, cut);
  }

  /// Packs a part of which some is padding: all of it if it is one tap.
  private void padded(int from, int rows, long feature, long taps) {
    if (taps == 1) {
      for (int row = patchRow + from; row < patchRow + from + rows; row++) {
        int start = panelAt + row * rowStride + column;
        element.fill(panel, start, start + count, 0);
      }
      return;
    }
    int firstColumn = column;
    int all = count;
    long first = feature;
    for (int i = 0; i < taps; i++) {
      count = (int) Math.min(features - first, firstColumn + all - column);
      block(from, rows, first, 1);
      tap[last]++;
      column += count;
      first = 0;
    }
    tap[last] -= taps;
    column = firstColumn;
    count = all;
  }

  private void copy(int from, int rows, long feature) {
    long rowStep = tracks[inner].step() * tracks[inner].stride();
    source
        .kind
        .patches()
        .copyRuns(
            source.segment,
            source.address(patch, tap) + from * rowStep + feature * source.featureStep,
            rowStep,
            rows,
            count,
            panel,
            panelAt + (patchRow + from) * rowStride + column);
  }
}
