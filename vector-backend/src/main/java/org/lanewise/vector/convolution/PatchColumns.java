package org.lanewise.vector.convolution;

import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.matmul.TileShape;
import org.lanewise.vector.window.Track;

/// Fills panels that have a row for each tap and feature, with as many neighbouring patches in it
/// as a tile is wide or high.
///
/// Where the taps and features of a block of a sum lie, from the first tap of a patch on, is the
/// same for all patches, so it is written down once for each block ([#take]); a run of patches
/// without padding is then one call of a kernel.
final class PatchColumns {
  private final Unfolding source;
  private final Element element;
  private final Track[] tracks;
  private final int inner;
  private final long lane;
  private final long[] patch;
  private final long[] tap;
  private final long[] none;
  private Object panel = "";
  private long[] offsets = {};
  private int width;
  private boolean right;
  private long column;
  private int depth;

  PatchColumns(Unfolding source) {
    this.source = source;
    this.element = source.kind.tiles().shape().element();
    this.tracks = source.tracks;
    this.inner = source.inner();
    this.lane = tracks[inner].step() * tracks[inner].stride();
    this.patch = new long[tracks.length];
    this.tap = new long[tracks.length];
    this.none = new long[tracks.length];
  }

  /// Turns to other panels.
  ///
  /// @param array the array of the panels
  /// @param room for the places of a block
  /// @param isRight whether the panels are a right operand's
  void use(Object array, long[] room, boolean isRight) {
    TileShape shape = source.kind.tiles().shape();
    panel = array;
    offsets = room;
    width = isRight ? shape.columns() : shape.rows();
    right = isRight;
  }

  /// Turns to a block of columns of the matrix.
  void take(long first, int count) {
    this.column = first;
    this.depth = count;
    source.seekTap(first, tap);
    long feature = first % source.features;
    long base = source.address(none, none);
    long at = source.address(none, tap) - base;
    for (int k = 0; k < count; k++) {
      offsets[k] = at + feature * source.featureStep;
      if (++feature == source.features) {
        feature = 0;
        source.advance(tap);
        at = source.address(none, tap) - base;
      }
    }
  }

  /// Packs a panel of the patches from i on.
  void pack(long i, int rows, int panelAt) {
    if (source.padded && !isInside(i, rows)) {
      element.fill(panel, panelAt, panelAt + depth * width, 0);
    }
    int run;
    for (int row = 0; row < rows; row += run) {
      run = (int) Math.min(rows - row, source.seek(i + row, patch));
      if (source.padded && !isInside(run)) {
        padded(panelAt, row, run);
      } else {
        copy(0, depth, panelAt, row, 0, run);
      }
    }
  }

  private boolean isInside(long i, int rows) {
    int run;
    for (int row = 0; row < rows; row += run) {
      run = (int) Math.min(rows - row, source.seek(i + row, patch));
      if (!isInside(run)) {
        return false;
      }
    }
    return true;
  }

  /// Whether no tap of the current patches is padding.
  private boolean isInside(int run) {
    for (int axis = 0; axis < tracks.length; axis++) {
      Track track = tracks[axis];
      if (track.leaves(patch[axis], axis == inner ? run : 1, 0, track.taps())) {
        return false;
      }
    }
    return true;
  }

  /// Packs what is no padding of the current patches. Neighbouring columns of which the same
  /// patches are no padding are packed together.
  private void padded(int panelAt, int row, int run) {
    source.seekTap(column, tap);
    long left = source.features - column % source.features;
    int start = 0;
    int from = 0;
    int to = 0;
    for (int k = 0; k < depth; ) {
      int first = 0;
      int end = 0;
      if (!source.leavesOutside(patch, tap)) {
        first = (int) Math.min(run, tracks[inner].firstInside(patch[inner], tap[inner]));
        end = Math.clamp(tracks[inner].endInside(patch[inner], tap[inner]), first, run);
      }
      if (first != from || end != to) {
        copy(start, k, panelAt, row, from, to);
        start = k;
        from = first;
        to = end;
      }
      k += (int) Math.min(left, depth - k);
      left = source.features;
      source.advance(tap);
    }
    copy(start, depth, panelAt, row, from, to);
  }

  /// Packs the columns `start` to `end` of the block and, of the patches that stand from a row on,
  /// those from `from` to `to`.
  private void copy(int start, int end, int panelAt, int row, int from, int to) {
    if (start == end || from == to) {
      return;
    }
    PatchKernel kernel = source.kind.patches();
    long at = source.address(patch, none);
    if (lane != element.size()) {
      kernel.takeSteps(
          source.segment,
          at + from * lane,
          offsets,
          start,
          end,
          panel,
          panelAt + row + from,
          width,
          to - from,
          lane);
      return;
    }
    long first = at - row * lane;
    long lanes = TileShape.lanes(row + from, row + to);
    if (!right) {
      kernel.takeColumnParts(source.segment, first, offsets, start, end, panel, panelAt, lanes);
    } else if (to - from == width) {
      kernel.takeRows(source.segment, first, offsets, start, end, panel, panelAt);
    } else {
      kernel.takeRowParts(source.segment, first, offsets, start, end, panel, panelAt, lanes);
    }
  }
}
