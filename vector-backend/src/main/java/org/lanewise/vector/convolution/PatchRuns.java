package org.lanewise.vector.convolution;

import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.window.Track;

/// Fills left panels that have a row for each patch. Features are neighbours in memory; where the
/// taps of the last axis follow each other without a gap, a run covers several of them.
final class PatchRuns {
  private final Unfolding source;
  private final Object panel;
  private final int panelAt;
  private final Track[] tracks;
  private final int inner;
  private final int last;
  private final boolean joined;
  private final long features;
  private final Element element;
  private final int rowStride;
  private final long[] patch;
  private final long[] tap;

  PatchRuns(Unfolding source, Object panel, int panelAt) {
    this.source = source;
    this.panel = panel;
    this.panelAt = panelAt;
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

  /// Packs a block.
  void pack(long i, long p, int rows, int depth) {
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
    int count;
    for (int done = 0; done < depth; done += count) {
      long most = joined ? tracks[last].taps() - tap[last] : 1;
      count = (int) Math.min(most * features - feature, depth - done);
      long taps = (feature + count + features - 1) / features;
      block(new Block(row, 0, end - row, done, count), feature, taps);
      tap[last] += taps - 1;
      source.advance(tap);
      feature = 0;
    }
  }

  /// A part of the panel.
  ///
  /// @param row where the current patch stands
  /// @param from how far after it the part begins
  /// @param rows the patches of the part
  /// @param column the first column
  /// @param count the columns
  private record Block(int row, int from, int rows, int column, int count) {
    /// The patches `first` to `end` of this part.
    Block patches(int first, int end) {
      return new Block(row, from + first, end - first, column, count);
    }

    /// Some columns of this part.
    Block columns(int first, int number) {
      return new Block(row, from, rows, column + first, number);
    }
  }

  /// Packs the features from one on of the current tap, and of those that follow it along the last
  /// axis. Where a run is padding in part, it is cut into taps.
  private void block(Block block, long feature, long taps) {
    if (block.rows == 0) {
      return;
    }
    for (int axis = 0; axis < tracks.length; axis++) {
      if (axis != inner
          && tracks[axis].leaves(patch[axis], 1, tap[axis], axis == last ? taps : 1)) {
        padded(block, feature, axis == last ? taps : 1);
        return;
      }
    }
    Track track = tracks[inner];
    long u = patch[inner] + block.from;
    long lastTap = tap[inner] + (inner == last ? taps - 1 : 0);
    int first = (int) Math.min(block.rows, track.firstInside(u, tap[inner]));
    int end = Math.clamp(track.endInside(u, lastTap), first, block.rows);
    if (first < end) {
      copy(block.patches(first, end), feature);
    }
    long cut = inner == last ? taps : 1;
    padded(block.patches(0, first), feature, cut);
    padded(block.patches(end, block.rows), feature, cut);
  }

  /// Packs a part of which some is padding: all of it if it is one tap.
  private void padded(Block block, long feature, long taps) {
    if (taps == 1) {
      for (int row = block.row + block.from; row < block.row + block.from + block.rows; row++) {
        int start = panelAt + row * rowStride + block.column;
        element.fill(panel, start, start + block.count, 0);
      }
      return;
    }
    long first = feature;
    int done = 0;
    for (int i = 0; i < taps; i++) {
      int count = (int) Math.min(features - first, block.count - done);
      block(block.columns(done, count), first, 1);
      tap[last]++;
      done += count;
      first = 0;
    }
    tap[last] -= taps;
  }

  private void copy(Block block, long feature) {
    long rowStep = tracks[inner].step() * tracks[inner].stride();
    source
        .kind
        .patches()
        .copyRuns(
            source.segment,
            source.address(patch, tap) + block.from * rowStep + feature * source.featureStep,
            rowStep,
            block.rows,
            block.count,
            panel,
            panelAt + (block.row + block.from) * rowStride + block.column);
  }
}
