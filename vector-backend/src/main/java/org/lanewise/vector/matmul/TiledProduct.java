package org.lanewise.vector.matmul;

import java.lang.ref.Reference;
import org.lanewise.vector.team.Team;

/// The blocked and packed product of two matrices, in the order of `DotOrder`: k in blocks, the
/// first block stored, the others added in ascending order.
///
/// The loops are those of K. Goto and R. van de Geijn, "Anatomy of high-performance matrix
/// multiplication", ACM TOMS 34(3), 2008: a block of right columns × k, packed; within it a block
/// of left rows × k, packed; within it tiles. Where the right operand has few columns, several
/// blocks of k are packed at once, so that the rows of the product are still in the cache when the
/// next block is added. Threads take rectangles of the product and pack for themselves.
public final class TiledProduct {
  /// The work, in multiplications, below which a second thread does not pay.
  private static final double WORTH_A_THREAD = 1L << 18;

  private final TileShape shape;
  private final TileKernel kernel;
  private final LeftOperand left;
  private final RightOperand right;
  private final Product product;
  private final long m;
  private final long n;
  private final long k;

  /// @param kind the kernel
  /// @param left what is read as a matrix of m × k
  /// @param right what is read as a matrix of k × n
  /// @param product where the m × n elements go
  /// @param m the rows
  /// @param n the columns
  /// @param k the terms of a sum, at least 1
  public TiledProduct(
      TileKernels.Kind kind,
      LeftOperand left,
      RightOperand right,
      Product product,
      long m,
      long n,
      long k) {
    this.shape = kind.shape();
    this.kernel = kind.kernel();
    this.left = left;
    this.right = right;
    this.product = product;
    this.m = m;
    this.n = n;
    this.k = k;
  }

  /// The product of matrices in memory.
  static TiledProduct of(
      TileKernels.Kind kind, Matrix a, Matrix b, Matrix c, long m, long n, long k) {
    return new TiledProduct(
        kind,
        new MatrixLeft(kind, a, m),
        new MatrixRight(kind, b),
        new MatrixProduct(kind, c),
        m,
        n,
        k);
  }

  /// Whether the product of these sizes is worth sharing.
  public static boolean isLarge(long m, long n, long k) {
    return (double) m * n * k >= 2 * WORTH_A_THREAD;
  }

  /// Computes the product, shared by the team where that pays.
  public void run() {
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
    int block = shape.element().kBlock();
    for (long j = columnFrom; j < columnTo; j += shape.columnBlock()) {
      int columns = (int) Math.min(shape.columnBlock(), columnTo - j);
      int width = (int) units(columns, shape.columns()) * shape.columns();
      long group = (long) (shape.rightPanelLength() / width / block) * block;
      for (long first = 0; first < k; first += group) {
        long last = Math.min(k, first + group);
        for (long p = first; p < last; p += block) {
          int depth = (int) Math.min(block, k - p);
          right.pack(work, p, j, depth, columns, (int) (p - first) * width);
        }
        for (long i = rowFrom; i < rowTo; i += shape.rowBlock()) {
          int rows = (int) Math.min(shape.rowBlock(), rowTo - i);
          for (long p = first; p < last; p += block) {
            int depth = (int) Math.min(block, k - p);
            left.pack(work, i, p, rows, depth);
            tiles(work, i, j, rows, columns, depth, (int) (p - first) * width, p > 0);
          }
        }
      }
    }
    Reference.reachabilityFence(work);
    work.giveBack();
  }

  private void tiles(
      Workspace work,
      long i,
      long j,
      int rows,
      int columns,
      int depth,
      int panelsAt,
      boolean adding) {
    for (int row = 0; row < rows; row += shape.rows()) {
      int leftAt = row * shape.rowStride();
      int usedRows = Math.min(shape.rows(), rows - row);
      for (int column = 0; column < columns; column += shape.columns()) {
        multiply(work, depth, usedRows, leftAt, panelsAt + column * depth);
        int usedColumns = Math.min(shape.columns(), columns - column);
        product.write(work, i + row, j + column, usedRows, usedColumns, adding);
      }
    }
  }

  private void multiply(Workspace work, int depth, int rows, int leftAt, int rightAt) {
    boolean few = rows <= shape.fewRows();
    if (left.isColumnMajor()) {
      if (few) {
        kernel.multiplyFewColumns(depth, work.left(), leftAt, work.right(), rightAt, work.tile());
      } else {
        kernel.multiplyColumns(depth, work.left(), leftAt, work.right(), rightAt, work.tile());
      }
    } else if (few) {
      kernel.multiplyFewRows(depth, work.left(), leftAt, work.right(), rightAt, work.tile());
    } else {
      kernel.multiplyRows(depth, work.left(), leftAt, work.right(), rightAt, work.tile());
    }
  }
}
