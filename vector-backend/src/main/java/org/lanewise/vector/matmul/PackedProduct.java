package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Span;
import org.lanewise.vector.team.Team;

/// A [RowProduct] whose operands are there: any thread may compute any of its rows.
///
/// While the kernel is cold, a small product is computed whole, by scalar code; its rows are then
/// copied from there.
public final class PackedProduct implements AutoCloseable {
  /// Elements of the right operand below which, and rows of the left one above which, each thread
  /// packs the right operand for itself: that takes less time than to wait for others, or next to
  /// none beside the product, and no thread reads what another one has just written.
  private static final long PACKED_ALONE = 1 << 16;

  private static final long MANY_ROWS = 256;

  private final DotSizes sizes;
  private final @Nullable Strided known;
  private final @Nullable ColdRows cold;
  private final @Nullable TiledProduct tiled;

  /// The right operand, packed by all threads together, or null if each one packs its own.
  private final @Nullable Panels shared;

  /// The operands, held until the product is done, which are copies or the caller's.
  private final List<Strided> read;

  private final List<Strided> given;

  private PackedProduct(DotSizes sizes, Strided known) {
    this.sizes = sizes;
    this.known = known;
    this.cold = null;
    this.tiled = null;
    this.shared = null;
    this.read = List.of();
    this.given = List.of();
  }

  private PackedProduct(ColdRows cold) {
    this.sizes = cold.product().sizes();
    this.known = null;
    this.cold = cold;
    this.tiled = null;
    this.shared = null;
    this.read = List.of();
    this.given = List.of();
  }

  private PackedProduct(DotSizes sizes, @Nullable Strided leftGiven, Strided rightGiven) {
    TileKernels.Kind kind = TileKernels.of(sizes.element());
    Strided right =
        DotExecutable.withUnitStep(
            DotExecutable.stack(rightGiven, sizes.rightOrder(), sizes.rightShape()));
    Strided left =
        leftGiven == null
            ? right // not read: rows come with each call
            : DotExecutable.leftOperand(
                DotExecutable.stack(leftGiven, sizes.leftOrder(), sizes.leftShape()));
    Matrix a = Matrix.of(left);
    Matrix b = Matrix.of(right);
    this.sizes = sizes;
    this.known = null;
    this.cold = null;
    this.read = leftGiven == null ? List.of(right) : List.of(right, left);
    this.given = leftGiven == null ? List.of(rightGiven) : List.of(rightGiven, leftGiven);
    TiledProduct product = TiledProduct.of(kind, a, b, a, sizes.m(), sizes.n(), sizes.k());
    this.tiled = product;
    boolean alone = sizes.n() * sizes.k() < PACKED_ALONE || sizes.m() >= MANY_ROWS;
    this.shared = alone ? null : new Panels(product, Team.shared().threads());
  }

  static PackedProduct of(DotSizes sizes, Strided left, Strided right, Executable whole) {
    return DotExecutable.isCold(sizes)
        ? new PackedProduct(sizes, whole.execute(left, right)[0])
        : new PackedProduct(sizes, left, right);
  }

  static PackedProduct of(RowProduct product, Strided right) {
    DotSizes sizes = product.sizes();
    return DotExecutable.isCold(sizes)
        ? new PackedProduct(new ColdRows(product, right))
        : new PackedProduct(sizes, null, right);
  }

  /// The right operand, packed whole.
  private static final class Panels implements AutoCloseable {
    private final RightPanels[] rooms;
    private final TiledProduct.Stretch[] stretches;

    Panels(TiledProduct product, int threads) {
      this.rooms = product.rooms();
      this.stretches = product.packAll(rooms, threads);
    }

    @Override
    public void close() {
      for (RightPanels each : rooms) {
        each.giveBack();
      }
    }
  }

  /// One thread's way to the rows of the product.
  public final class Rows implements AutoCloseable {
    private final @Nullable Panels own;

    private Rows() {
      this.own = tiled == null || shared != null ? null : new Panels(tiled, 1);
    }

    /// Computes rows.
    ///
    /// @param i the first row
    /// @param rows how many
    /// @param span the memory of the result
    /// @param address where row `i` goes; the next one follows it without a gap
    public void compute(long i, int rows, Span span, long address) {
      long rowBytes = sizes.n() * sizes.element().size();
      span.prove(address, rows * rowBytes);
      Strided copied = known;
      TiledProduct product = tiled;
      Panels panels = own == null ? shared : own;
      if (copied != null) {
        long from = Memory.at(copied) + i * rowBytes;
        MemorySegment segment = Memory.segment(copied);
        MemorySegment.copy(segment, from, span.segment(), span.at(address), rows * rowBytes);
      } else if (product != null && panels != null) {
        multiply(product, panels, i, rows, span.segment(), span.at(address) - i * rowBytes);
      }
    }

    /// Computes the product of rows that the caller has made.
    ///
    /// @param made the memory of the rows, which lie one after the other
    /// @param from where the first one begins
    /// @param rows how many
    /// @param span the memory of the result
    /// @param address where the product of the first row goes
    public void compute(Strided made, long from, int rows, Span span, long address) {
      int size = sizes.element().size();
      long rowBytes = sizes.n() * size;
      Span source = Span.of(made.buffer());
      source.prove(from, rows * sizes.k() * size);
      span.prove(address, rows * rowBytes);
      TiledProduct product = tiled;
      Panels panels = own == null ? shared : own;
      if (cold != null) {
        cold.compute(made, from, rows, span, address);
      } else if (product != null && panels != null) {
        TileKernels.Kind kind = TileKernels.of(sizes.element());
        Matrix a = new Matrix(source.segment(), source.at(from), 0, sizes.k() * size, size);
        TiledProduct ofRows = product.of(new MatrixLeft(kind, a, rows));
        multiply(ofRows, panels, 0, rows, span.segment(), span.at(address));
      }
    }

    private MatrixProduct place(MemorySegment to, long origin) {
      int size = sizes.element().size();
      Matrix c = new Matrix(to, origin, 0, sizes.n() * size, size);
      return new MatrixProduct(TileKernels.of(sizes.element()), c);
    }

    private void multiply(
        TiledProduct product, Panels panels, long i, int rows, MemorySegment to, long origin) {
      TileKernels.Kind kind = TileKernels.of(sizes.element());
      TiledProduct placed = product.into(place(to, origin));
      Workspace work = Workspace.borrow(kind.shape());
      for (TiledProduct.Stretch stretch : panels.stretches) {
        placed.rows(stretch, work, i, rows);
      }
      Reference.reachabilityFence(work);
      work.giveBack();
    }

    @Override
    public void close() {
      if (own != null) {
        own.close();
      }
    }
  }

  /// Prepares the calling thread to compute rows.
  public Rows open() {
    return new Rows();
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
    if (known != null) {
      known.buffer().release();
    }
    for (int i = 0; i < read.size(); i++) {
      DotExecutable.release(read.get(i), given.get(i));
    }
    Reference.reachabilityFence(known);
    Reference.reachabilityFence(read);
  }
}
