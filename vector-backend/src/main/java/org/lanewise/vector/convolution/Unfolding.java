package org.lanewise.vector.convolution;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Stash;
import org.lanewise.vector.matmul.LeftOperand;
import org.lanewise.vector.matmul.RightOperand;
import org.lanewise.vector.matmul.TileShape;
import org.lanewise.vector.matmul.Workspace;
import org.lanewise.vector.window.Track;

/// An array seen as the matrix of its patches, which is never made: blocks of it are packed
/// straight from the array, padding as zeros.
///
/// A row is a patch: row-major in the patches of all axes, in the order that suits the memory. A
/// column is a tap, row-major in the taps of all axes, and innermost the feature. The filter of a
/// convolution is one, too, with a patch for each output feature.
///
/// Panels with a row for each patch are filled by runs of features ([PatchRuns]), others by runs of
/// neighbouring patches ([PatchColumns]).
final class Unfolding implements LeftOperand, RightOperand {
  final PatchKernels.Kind kind;
  final MemorySegment segment;
  final long at;
  final Track[] tracks;
  final int[] order;
  final long features;
  final long featureStep;
  final boolean padded;
  private final boolean byRuns;
  private final Stash<PatchRuns> runs = new Stash<>();
  private final Stash<PatchColumns> columns = new Stash<>();

  /// @param segment the memory, as kernels get it
  /// @param at where place 0 of all axes lies
  /// @param tracks the axes, in the order of taps
  /// @param order the axes, in the order of patches
  /// @param features the number of features
  /// @param featureStep their distance, in bytes
  /// @param byRuns whether a left panel is filled by runs of features, which must be neighbours
  Unfolding(
      PatchKernels.Kind kind,
      MemorySegment segment,
      long at,
      Track[] tracks,
      int[] order,
      long features,
      long featureStep,
      boolean byRuns) {
    this.kind = kind;
    this.segment = segment;
    this.at = at;
    this.tracks = tracks;
    this.order = order;
    this.features = features;
    this.featureStep = featureStep;
    this.byRuns = byRuns;
    boolean leaves = false;
    for (Track track : tracks) {
      leaves |= track.leaves();
    }
    this.padded = leaves;
  }

  @Override
  public boolean isColumnMajor() {
    return !byRuns;
  }

  @Override
  public void pack(Workspace work, long i, long p, int rows, int depth, int panelsAt) {
    TileShape shape = kind.tiles().shape();
    if (byRuns) {
      PatchRuns packed = runs.take(() -> new PatchRuns(this));
      packed.pack(work.left(), panelsAt, i, p, rows, depth);
      runs.give(packed);
      return;
    }
    PatchColumns packed = columns.take(() -> new PatchColumns(this));
    packed.use(work.left(), work.offsets(), false);
    packed.take(p, depth);
    for (int row = 0; row < rows; row += shape.rows()) {
      int at = panelsAt + row * shape.rowStride();
      packed.pack(i + row, Math.min(shape.rows(), rows - row), at);
    }
    columns.give(packed);
  }

  @Override
  public void pack(
      Workspace work, Object panels, long p, long j, int depth, int count, int panelsAt) {
    int width = kind.tiles().shape().columns();
    PatchColumns packed = columns.take(() -> new PatchColumns(this));
    packed.use(panels, work.offsets(), true);
    packed.take(p, depth);
    for (int column = 0; column < count; column += width) {
      packed.pack(j + column, Math.min(width, count - column), panelsAt + column * depth);
    }
    columns.give(packed);
  }

  /// The axis along which patches follow each other.
  int inner() {
    return order[order.length - 1];
  }

  /// Finds the patch of a row; returns how many rows from there on differ along the inner axis
  /// only.
  long seek(long row, long[] patch) {
    long rest = row;
    for (int place = order.length - 1; place >= 0; place--) {
      Track track = tracks[order[place]];
      patch[order[place]] = rest % track.patches();
      rest /= track.patches();
    }
    return tracks[inner()].patches() - patch[inner()];
  }

  /// Finds the taps of a column, but for the feature.
  void seekTap(long column, long[] tap) {
    long rest = column / features;
    for (int axis = tracks.length - 1; axis >= 0; axis--) {
      tap[axis] = rest % tracks[axis].taps();
      rest /= tracks[axis].taps();
    }
  }

  /// Goes to the next tap.
  void advance(long[] tap) {
    for (int axis = tracks.length - 1; axis >= 0; axis--) {
      if (++tap[axis] < tracks[axis].taps()) {
        return;
      }
      tap[axis] = 0;
    }
  }

  /// Where a tap of a patch lies in memory, in bytes; beyond the memory if it is padding.
  long address(long[] patch, long[] tap) {
    long address = at;
    for (int axis = 0; axis < tracks.length; axis++) {
      address += tracks[axis].place(patch[axis], tap[axis]) * tracks[axis].stride();
    }
    return address;
  }

  /// Whether a tap of a patch is padding along some axis other than the inner one.
  boolean leavesOutside(long[] patch, long[] tap) {
    for (int axis = 0; axis < tracks.length; axis++) {
      if (axis != inner() && tracks[axis].leaves(patch[axis], 1, tap[axis], 1)) {
        return true;
      }
    }
    return false;
  }
}
