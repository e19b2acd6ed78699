package org.lanewise.vector.matmul;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.DotOrder;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.team.Team;

/// A `dot_general` that can be computed some rows at a time, so that what reads the product finds
/// these rows in a near cache: `out[i, j] = Σₚ lhs[i, p] · rhs[p, j]`, for i in a block of rows,
/// over all of p. The order is that of `DotOrder`, as in [TiledProduct], whose loops do the work.
///
/// The right operand is packed whole before the first rows ([PackedProduct]); rows are then
/// anybody's.
public final class RowProduct {
  /// The elements of a right operand above which its packed form, which is held whole, would take
  /// too much room; a choice, not a measurement.
  private static final long MOST_PACKED = 1 << 20;

  /// The blocks of a sum above which reading the product again is nothing beside computing it, and
  /// rows that wait for all of k, with what the epilogue reads, only take room from the operands (a
  /// product of 128×784×512 with its tanh seemed to take some per cent longer; see
  /// ARCHITECTURE.md).
  private static final long MOST_BLOCKS = 2;

  /// Half of it is the fewest rows of a block.
  private static final long FEWEST_ROWS = 48;

  /// Multiply-adds of a vector in a nanosecond, in one thread (measured at 512 bits: 2.5 for f32).
  private static final double PER_NANO = 2.5;

  /// Nanoseconds for each element of the right operand that is packed.
  private static final double PACKING = 0.1;

  private final Combining.DotGeneral dot;
  private final DotSizes sizes;
  private final TileShape shape;

  private RowProduct(Combining.DotGeneral dot, DotSizes sizes) {
    this.dot = dot;
    this.sizes = sizes;
    this.shape = TileShape.of(sizes.element());
  }

  /// The product of these operands by rows, or null where a call pays better:
  /// - several matrices, one row or column, and small ones have kernels of their own, which do not
  ///   pack; a product in another type than its operands is converted, before and after;
  /// - sums of more than two blocks of `DotOrder` take so long that the way through memory counts
  ///   for nothing;
  /// - a right operand of more than a million elements is packed part by part, while rows wait;
  /// - a large product of too few rows for the team's threads is shared by columns.
  public static @Nullable RowProduct of(Primitive primitive, List<ArrayType> operands) {
    if (!(primitive instanceof Combining.DotGeneral dot)) {
      return null;
    }
    DotSizes sizes = DotSizes.of(dot, operands);
    return isByRows(sizes, operands) ? new RowProduct(dot, sizes) : null;
  }

  private static boolean isByRows(DotSizes sizes, List<ArrayType> operands) {
    if (sizes.batch() != 1 || sizes.k() == 0 || sizes.m() < 2 || sizes.n() < 2) {
      return false;
    }
    Element element = sizes.element();
    boolean alike = sizes.resultType() == element.dtype();
    for (ArrayType operand : operands) {
      alike &= operand.dtype() == element.dtype();
    }
    if (!alike || SmallProduct.isSmall(sizes) || DotOrder.usesLanes(sizes.m(), sizes.n())) {
      return false;
    }
    TileShape shape = TileShape.of(element);
    boolean near = sizes.k() <= MOST_BLOCKS * element.kBlock();
    long tiles = TiledProduct.units(sizes.m(), shape.rows());
    boolean enough =
        tiles >= 2L * Team.shared().size()
            || !TiledProduct.isLarge(sizes.m(), sizes.n(), sizes.k());
    return near && sizes.n() * sizes.k() <= MOST_PACKED && enough;
  }

  /// The rows of the product.
  public long rows() {
    return sizes.m();
  }

  /// The columns of the product.
  public long columns() {
    return sizes.n();
  }

  /// Whether the product alone is worth several threads.
  public boolean isLarge() {
    return TiledProduct.isLarge(sizes.m(), sizes.n(), sizes.k());
  }

  /// The rows that are best computed at once, a multiple of those of a tile: while the columns of a
  /// block of k are in the second cache, as many rows as stay there with them, but such that the
  /// busiest thread has as few as possible.
  public long block(long threads) {
    int blocks = (int) TiledProduct.units(sizes.k(), sizes.element().kBlock());
    long most = shape.rowBlock(blocks, (int) Math.min(shape.columnBlock(), sizes.n()));
    long least = Long.MAX_VALUE;
    long best = most;
    for (long size = most; 2 * size >= Math.min(most, FEWEST_ROWS); size -= shape.rows()) {
      long each = TiledProduct.units(TiledProduct.units(sizes.m(), size), threads) * size;
      if (each < least) {
        least = each;
        best = size;
      }
    }
    return best;
  }

  /// The nanoseconds that the product takes in one thread when its kernel is hot.
  public double nanos() {
    double lanes = Species.BITS / 8.0 / sizes.element().size();
    double work = (double) sizes.m() * sizes.n() * sizes.k();
    return work / (PER_NANO * lanes) + PACKING * sizes.n() * sizes.k();
  }

  /// Whether element `(i, p)` of a row-major left operand is element `i * k + p` of its memory, so
  /// that its rows are those of the product.
  public boolean readsRows() {
    return sizes.leftOrder().equals(Axes.range(sizes.leftOrder().size()));
  }

  /// The elements of a row of the left operand.
  public long terms() {
    return sizes.k();
  }

  /// The product of some rows with a right operand.
  Combining.DotGeneral ofRows() {
    return new Combining.DotGeneral(
        Axes.of(1), dot.rhsContracting(), Axes.none(), Axes.none(), dot.preferred());
  }

  /// The sizes.
  DotSizes sizes() {
    return sizes;
  }

  /// Reads the right operand and packs it; the rows of the left one come when they are made.
  public PackedProduct pack(Strided right) {
    return PackedProduct.of(this, right);
  }

  /// Reads the operands and packs the right one.
  ///
  /// @param whole the product as a call, which computes it while the kernel is cold and the product
  ///   is small
  public PackedProduct pack(Strided left, Strided right, Executable whole) {
    return PackedProduct.of(sizes, left, right, whole);
  }
}
