package org.lanewise.vector.matmul;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.lanewise.vector.team.Team;

/// The blocked and packed product of two matrices, in the order of `DotOrder`: k in blocks, the
/// first block stored, the others added in ascending order.
///
/// The loops are those of K. Goto and R. van de Geijn, "Anatomy of high-performance matrix
/// multiplication", ACM TOMS 34(3), 2008, with left and right exchanged: right columns × several
/// blocks of k, packed; some left rows × these blocks, packed; for each block the tiles of these
/// rows. So the rows of the product are still in the cache when the next block is added, and main
/// memory is read in long runs: it takes as long to bring one line as to compute a tenth of a tile.
///
/// Each thread packs the right columns for itself and then takes rows, so that none waits for
/// another or reads what another one has just written. If there are too few rows for that, threads
/// take columns. (A product by rows may have its right operand packed by all threads together:
/// [PackedProduct].)
public final class TiledProduct {
  /// The work, in multiplications, below which a second thread does not pay.
  private static final double WORTH_A_THREAD = 1L << 18;

  /// Elements below which the right operand is packed by one thread.
  private static final long WORTH_PACKING_TOGETHER = 1L << 15;

  /// Tiles in a column, for each thread, below which threads take columns.
  static final long FEW_TILES = 16;

  private final TileKernels.Kind kind;
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
    this.kind = kind;
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
    int threads = isLarge(m, n, k) ? Team.shared().threads() : 1;
    if (units(m, shape.rows()) >= FEW_TILES * threads || threads == 1) {
      columns(0, n, threads);
      return;
    }
    long columnUnits = units(n, shape.columns());
    long parts = Math.min(columnUnits, threads);
    Team.shared()
        .forRange(
            parts,
            1,
            (from, to) -> {
              for (long i = from; i < to; i++) {
                long start = cut(i, parts, columnUnits, shape.columns(), n);
                columns(start, cut(i + 1, parts, columnUnits, shape.columns(), n), 1);
              }
            });
  }

  static long units(long extent, long unit) {
    return (extent + unit - 1) / unit;
  }

  /// Where part number `i` of `parts` begins.
  private static long cut(long i, long parts, long units, int unit, long extent) {
    return Math.min(extent, units * i / parts * unit);
  }

  /// Computes some columns, with so many threads.
  private void columns(long from, long to, int threads) {
    int block = shape.element().kBlock();
    long blocks = units(k, block);
    long depth = units(blocks, units(blocks, shape.blocks())) * block;
    for (long j = from; j < to; j += shape.columnBlock()) {
      int columns = (int) Math.min(shape.columnBlock(), to - j);
      for (long first = 0; first < k; first += depth) {
        multiply(j, columns, first, Math.min(k, first + depth), threads);
      }
    }
  }

  /// Columns × blocks of k of the right operand.
  ///
  /// @param panels the array that holds them, packed
  /// @param j the first column
  /// @param columns the number of columns
  /// @param first where the first block begins
  /// @param last where the last one ends
  record Stretch(Object panels, long j, int columns, long first, long last) {}

  /// The same product in another place.
  TiledProduct into(Product other) {
    return new TiledProduct(kind, left, right, other, m, n, k);
  }

  /// The product of other rows with the same right operand.
  TiledProduct of(LeftOperand rows) {
    return new TiledProduct(kind, rows, right, product, m, n, k);
  }

  /// Room for the whole right operand, packed.
  RightPanels[] rooms() {
    RightPanels[] rooms = new RightPanels[(int) units(n, shape.columnBlock())];
    Arrays.setAll(rooms, _ -> RightPanels.borrow(shape.element()));
    return rooms;
  }

  /// Packs the whole right operand.
  ///
  /// @param rooms room for each block of columns
  /// @param threads how many threads of the team may share the work
  Stretch[] packAll(RightPanels[] rooms, int threads) {
    Stretch[] all = new Stretch[rooms.length];
    for (int i = 0; i < all.length; i++) {
      long j = (long) i * shape.columnBlock();
      int columns = (int) Math.min(shape.columnBlock(), n - j);
      all[i] = new Stretch(rooms[i].room((int) k * width(columns)), j, columns, 0, k);
      pack(all[i], threads);
    }
    return all;
  }

  /// Computes rows from `i` on of packed columns, which hold all of k.
  void rows(Stretch stretch, Workspace work, long i, int rows) {
    int blocks = (int) units(k, shape.element().kBlock());
    int most = shape.rowBlock(blocks, stretch.columns);
    for (int done = 0; done < rows; done += most) {
      int some = Math.min(most, rows - done);
      rows(stretch, work, i + done, some, shape.leftBlockLength(most));
    }
  }

  private void pack(Stretch stretch, int threads) {
    long units = units(stretch.columns, shape.columns());
    boolean together = (stretch.last - stretch.first) * stretch.columns >= WORTH_PACKING_TOGETHER;
    long parts = together ? Math.min(threads, units) : 1;
    Team.shared()
        .forRange(
            parts,
            1,
            (from, to) -> {
              Workspace work = Workspace.borrow(shape);
              int start = (int) cut(from, parts, units, shape.columns(), stretch.columns);
              int end = (int) cut(to, parts, units, shape.columns(), stretch.columns);
              pack(stretch, work, start, end);
              work.giveBack();
            });
  }

  private void pack(Stretch stretch, Workspace work, int start, int end) {
    int block = shape.element().kBlock();
    for (long p = stretch.first; p < stretch.last; p += block) {
      int depth = (int) Math.min(block, stretch.last - p);
      int panelsAt = panelsAt(stretch, p) + start * depth;
      right.pack(work, stretch.panels, p, stretch.j + start, depth, end - start, panelsAt);
    }
  }

  /// Where the panels of a block begin.
  private int panelsAt(Stretch stretch, long p) {
    return (int) (p - stretch.first) * width(stretch.columns);
  }

  /// The columns of the tiles that hold so many columns.
  private int width(int columns) {
    return (int) units(columns, shape.columns()) * shape.columns();
  }

  private void multiply(long j, int columns, long first, long last, int threads) {
    long units = units(m, shape.rows());
    int blocks = (int) units(last - first, shape.element().kBlock());
    int most = shape.rowBlock(blocks, columns);
    int step = shape.leftBlockLength(most);
    int parts = (int) Math.min(units, threads * units(m, (long) threads * most));
    Team.shared()
        .forParts(
            parts,
            Math.min(parts, threads),
            (firstPart, more) -> {
              Workspace work = Workspace.borrow(shape);
              RightPanels panels = RightPanels.borrow(shape.element());
              Object array = panels.room((int) (last - first) * width(columns));
              Stretch stretch = new Stretch(array, j, columns, first, last);
              pack(stretch, work, 0, columns);
              for (int part = firstPart; part >= 0; part = more.getAsInt()) {
                long row = cut(part, parts, units, shape.rows(), m);
                long end = cut(part + 1, parts, units, shape.rows(), m);
                rows(stretch, work, row, (int) (end - row), step);
              }
              Reference.reachabilityFence(work);
              panels.giveBack();
              work.giveBack();
            });
  }

  private void rows(Stretch stretch, Workspace work, long i, int rows, int step) {
    left.packBlocks(work, i, rows, stretch.first, stretch.last, step);
    int block = shape.element().kBlock();
    int leftAt = 0;
    for (long p = stretch.first; p < stretch.last; p += block) {
      int depth = (int) Math.min(block, stretch.last - p);
      tiles(stretch, work, i, rows, depth, leftAt, panelsAt(stretch, p), p > 0);
      leftAt += step;
    }
  }

  private void tiles(
      Stretch stretch,
      Workspace work,
      long i,
      int rows,
      int depth,
      int leftAt,
      int rightAt,
      boolean adding) {
    int columns = stretch.columns;
    for (int row = 0; row < rows; row += shape.rows()) {
      int usedRows = Math.min(shape.rows(), rows - row);
      int panel = leftAt + row * shape.rowStride();
      for (int column = 0; column < columns; column += shape.columns()) {
        multiply(work, depth, usedRows, panel, stretch.panels, rightAt + column * depth);
        int usedColumns = Math.min(shape.columns(), columns - column);
        product.write(work, i + row, stretch.j + column, usedRows, usedColumns, adding);
      }
    }
  }

  private void multiply(
      Workspace work, int depth, int rows, int leftAt, Object panels, int rightAt) {
    boolean few = rows <= shape.fewRows();
    if (left.isColumnMajor()) {
      if (few) {
        kernel.multiplyFewColumns(depth, work.left(), leftAt, panels, rightAt, work.tile());
      } else {
        kernel.multiplyColumns(depth, work.left(), leftAt, panels, rightAt, work.tile());
      }
    } else if (few) {
      kernel.multiplyFewRows(depth, work.left(), leftAt, panels, rightAt, work.tile());
    } else {
      kernel.multiplyRows(depth, work.left(), leftAt, panels, rightAt, work.tile());
    }
  }
}
