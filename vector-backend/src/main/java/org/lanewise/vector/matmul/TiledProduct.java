package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import org.lanewise.vector.team.Team;

/// The blocked and packed product of two matrices, in the order of `DotOrder`: k in blocks, the
/// first block stored, the others added in ascending order.
///
/// The loops are those of K. Goto and R. van de Geijn, "Anatomy of high-performance matrix
/// multiplication", ACM TOMS 34(3), 2008: a block of right columns × k, packed; within it a block
/// of left rows × k, packed; within it tiles. Threads take rectangles of the product and pack for
/// themselves.
final class TiledProduct {
  /// The work, in multiplications, below which a second thread does not pay.
  private static final double WORTH_A_THREAD = 1L << 18;

  private final TileShape shape;
  private final TileKernel kernel;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;
  private final long m;
  private final long n;
  private final long k;

  TiledProduct(TileKernels.Kind kind, Matrix a, Matrix b, Matrix c, long m, long n, long k) {
    this.shape = kind.shape();
    this.kernel = kind.kernel();
    this.a = a;
    this.b = b;
    this.c = c;
    this.m = m;
    this.n = n;
    this.k = k;
  }

  /// Whether the product of these sizes is worth sharing.
  static boolean isLarge(long m, long n, long k) {
    return (double) m * n * k >= 2 * WORTH_A_THREAD;
  }

  /// Computes the product, shared by the team where that pays.
  void run() {
    if (!isLarge(m, n, k)) {
      part(0, m, 0, n);
      return;
    }
    int threads = Team.shared().threads();
    long rowUnits = units(m, shape.rows());
    long columnUnits = units(n, shape.columns());
    long rowParts = rowParts(threads, rowUnits, columnUnits);
    long columnParts = Math.min(columnUnits, threads / rowParts);
    Team.shared()
        .forRange(
            rowParts * columnParts,
            1,
            (from, to) -> {
              for (long i = from; i < to; i++) {
                long row = i / columnParts;
                long column = i % columnParts;
                part(
                    cut(row, rowParts, rowUnits, shape.rows(), m),
                    cut(row + 1, rowParts, rowUnits, shape.rows(), m),
                    cut(column, columnParts, columnUnits, shape.columns(), n),
                    cut(column + 1, columnParts, columnUnits, shape.columns(), n));
              }
            });
  }

  private static long units(long extent, int unit) {
    return (extent + unit - 1) / unit;
  }

  /// Into how many parts rows are cut, such that the parts, one for each thread, have a short
  /// outline: what a part packs grows with it.
  private long rowParts(int threads, long rowUnits, long columnUnits) {
    long best = 1;
    double shortest = Double.POSITIVE_INFINITY;
    for (long parts = 1; parts <= Math.min(threads, rowUnits); parts++) {
      long columnParts = Math.min(columnUnits, threads / parts);
      double outline = (double) m / parts + (double) n / columnParts;
      double idle = (double) threads / (parts * columnParts);
      if (outline * idle < shortest) {
        shortest = outline * idle;
        best = parts;
      }
    }
    return best;
  }

  /// Where part number `i` of `parts` begins.
  private static long cut(long i, long parts, long units, int unit, long extent) {
    return Math.min(extent, units * i / parts * unit);
  }

  private void part(long rowFrom, long rowTo, long columnFrom, long columnTo) {
    Workspace work = Workspace.borrow(shape);
    for (long j = columnFrom; j < columnTo; j += shape.columnBlock()) {
      int columns = (int) Math.min(shape.columnBlock(), columnTo - j);
      for (long p = 0; p < k; p += shape.element().kBlock()) {
        int depth = (int) Math.min(shape.element().kBlock(), k - p);
        packRight(work, p, j, depth, columns);
        for (long i = rowFrom; i < rowTo; i += shape.rowBlock()) {
          int rows = (int) Math.min(shape.rowBlock(), rowTo - i);
          packLeft(work, i, p, rows, depth);
          tiles(work, i, j, rows, columns, depth, p > 0);
        }
      }
    }
    Reference.reachabilityFence(work);
    work.giveBack();
  }

  /// Packs columns in panels as wide as a tile; what is beyond the last column is never used.
  private void packRight(Workspace work, long p, long j, int depth, int columns) {
    int width = shape.columns();
    ValueLayout layout = shape.element().layout();
    for (int column = 0; column < columns; column += width) {
      int panel = column * depth;
      long at = b.at(p, j + column);
      int used = Math.min(width, columns - column);
      if (used == width) {
        kernel.packRight(b.segment(), at, b.rowStep(), depth, work.right(), panel);
        continue;
      }
      for (int row = 0; row < depth; row++) {
        MemorySegment.copy(
            b.segment(), layout, at + row * b.rowStep(), work.right(), panel + row * width, used);
      }
    }
  }

  private void packLeft(Workspace work, long i, long p, int rows, int depth) {
    if (isColumnMajor()) {
      packColumns(work, i, p, rows, depth);
      return;
    }
    ValueLayout layout = shape.element().layout();
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(
          a.segment(), layout, a.at(i + row, p), work.left(), row * shape.rowStride(), depth);
    }
  }

  private boolean isColumnMajor() {
    return a.columnStep() != shape.element().size();
  }

  /// Packs a left operand whose columns lie one after the other.
  private void packColumns(Workspace work, long i, long p, int rows, int depth) {
    int height = shape.rows();
    int read = (height + shape.lanes() - 1) / shape.lanes() * shape.lanes();
    ValueLayout layout = shape.element().layout();
    for (int row = 0; row < rows; row += height) {
      int panel = row * shape.rowStride();
      long at = a.at(i + row, p);
      if (i + row + read <= m) {
        kernel.packLeft(a.segment(), at, a.columnStep(), depth, work.left(), panel);
        continue;
      }
      int used = Math.min(height, rows - row);
      for (int column = 0; column < depth; column++) {
        MemorySegment.copy(
            a.segment(),
            layout,
            at + column * a.columnStep(),
            work.left(),
            panel + column * height,
            used);
      }
    }
  }

  private void tiles(
      Workspace work, long i, long j, int rows, int columns, int depth, boolean adding) {
    boolean columnMajor = isColumnMajor();
    for (int row = 0; row < rows; row += shape.rows()) {
      int left = row * shape.rowStride();
      for (int column = 0; column < columns; column += shape.columns()) {
        int right = column * depth;
        if (columnMajor) {
          kernel.multiplyColumns(depth, work.left(), left, work.right(), right, work.tile());
        } else {
          kernel.multiplyRows(depth, work.left(), left, work.right(), right, work.tile());
        }
        write(work, c.at(i + row, j + column), rows - row, columns - column, adding);
      }
    }
  }

  private void write(Workspace work, long at, int rows, int columns, boolean adding) {
    if (rows < shape.rows() || columns < shape.columns()) {
      writeEdge(work, at, Math.min(rows, shape.rows()), Math.min(columns, shape.columns()), adding);
    } else if (adding) {
      kernel.add(work.tile(), c.segment(), at, c.rowStep());
    } else {
      kernel.store(work.tile(), c.segment(), at, c.rowStep());
    }
  }

  /// A tile that is cut off: stored row by row, or added in a place where whole tiles fit.
  private void writeEdge(Workspace work, long at, int rows, int columns, boolean adding) {
    ValueLayout layout = shape.element().layout();
    int width = shape.columns();
    if (!adding) {
      for (int row = 0; row < rows; row++) {
        MemorySegment.copy(
            work.tile(), row * width, c.segment(), layout, at + row * c.rowStep(), columns);
      }
      return;
    }
    MemorySegment edge = work.edgeSegment();
    long edgeStep = (long) width * shape.element().size();
    long bytes = (long) columns * shape.element().size();
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(
          c.segment(), at + row * c.rowStep(), edge, work.edgeAt() + row * edgeStep, bytes);
    }
    kernel.add(work.tile(), edge, work.edgeAt(), edgeStep);
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(
          edge, work.edgeAt() + row * edgeStep, c.segment(), at + row * c.rowStep(), bytes);
    }
  }
}
