package org.lanewise.vector.elementwise;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Strided;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.TieredKernel;

/// A kernel's run over operands whose rows are too short for a call each: several rows make a
/// strip, and operands that are not laid out like the result are copied, strip by strip, to small
/// row-major pieces that stay in the nearest cache. What is the same in every strip (a row vector)
/// is copied once.
final class Strips {
  /// Rows shorter than this are run in strips.
  static final int SHORT = 32;

  private static final int STRIP = 1024;

  private final Loop loop;
  private final Strided[] operands;
  private final Strided[] results;
  private final TieredKernel kernel;
  private final @Nullable Strided[] pieces;
  private final boolean[] isFixed;
  private final long rowsOfStrip;
  private final int splats;

  Strips(ElementwiseExecutable owner, Loop loop, Strided[] operands, Strided[] results) {
    this.loop = loop;
    this.operands = operands;
    this.results = results;
    this.rowsOfStrip = Math.min(loop.rows(), STRIP / loop.inner());
    this.pieces = new Strided[operands.length];
    this.isFixed = new boolean[operands.length];
    int repeated = 0;
    for (int i = 0; i < operands.length; i++) {
      boolean same = loop.isSameInEveryRow(i);
      if (same && loop.innerStride(i) == 0) {
        repeated |= 1 << i;
      } else if (!loop.isDense(i)) {
        isFixed[i] = same;
        Shape size = Shape.of(rowsOfStrip * loop.inner());
        pieces[i] = Strided.allocate(operands[i].dtype(), size);
      }
    }
    this.splats = repeated;
    this.kernel = owner.kernel(repeated);
  }

  /// Computes the rows `from` (inclusive) to `to` (exclusive).
  void run(long from, long to) {
    Loop.Walk walk = loop.walk(from);
    try {
      for (long row = from; row < to; row += rowsOfStrip) {
        runStrip(walk, row, Math.min(rowsOfStrip, to - row), row == from, to == loop.rows());
      }
    } finally {
      Reference.reachabilityFence(pieces);
    }
    for (Strided piece : pieces) {
      if (piece != null) {
        piece.buffer().release();
      }
    }
  }

  private void runStrip(Loop.Walk walk, long first, long rows, boolean isFirst, boolean mayPad) {
    long row = 0;
    while (row < rows) {
      long count = Math.min(rows - row, walk.ahead());
      for (int i = 0; i < operands.length; i++) {
        Strided piece = pieces[i];
        if (piece != null && (isFirst || !isFixed[i])) {
          ElementCopy.copy(
              operands[i],
              piece,
              new ElementCopy.Block(
                  operands[i].layout().offset() + walk.start(i),
                  loop.rowStride(i),
                  loop.innerStride(i),
                  row * loop.inner(),
                  loop.inner(),
                  count,
                  loop.inner()));
        }
      }
      walk.skip(count);
      row += count;
    }
    compute(first, rows * loop.inner(), mayPad);
  }

  /// @param mayPad whether what follows these rows in the results is padding, or rows computed
  ///   later by this thread
  private void compute(long firstRow, long n, boolean mayPad) {
    long from = firstRow * loop.inner();
    long rounded = n + kernel.lanes() - 1 & -kernel.lanes();
    long[] places = new long[4];
    boolean mayOverrun = mayPad;
    for (int i = 0; i < operands.length; i++) {
      Strided piece = pieces[i];
      boolean single = (splats >> i & 1) != 0;
      Strided source = piece == null ? operands[i] : piece;
      long start = piece == null && !single ? from : 0;
      places[i] = source.address() + start * source.dtype().byteSize();
      Proof.inBounds(source, start, single ? 1 : n);
      long end = source.byteOffset() + (start + rounded) * source.dtype().byteSize();
      mayOverrun &= single || end <= source.buffer().byteSize();
    }
    long y = Flat.address(results, 0, from);
    long z = Flat.address(results, 1, from);
    kernel.run(places[0], places[1], places[2], places[3], y, z, n, mayOverrun);
  }
}
