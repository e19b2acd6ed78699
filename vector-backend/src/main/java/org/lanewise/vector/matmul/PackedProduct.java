package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Span;

/// A [RowProduct] whose operands are there: any thread may compute any of its rows.
///
/// While the kernel is cold, a small product is computed whole, by scalar code; its rows are then
/// copied from there.
public final class PackedProduct implements AutoCloseable {
  private final DotSizes sizes;
  private final @Nullable Strided known;
  private final @Nullable TiledProduct tiled;
  private final TiledProduct.Stretch[] stretches;
  private final RightPanels[] panels;

  /// The left operand, held until the product is done.
  private final @Nullable Strided read;

  private final boolean isCopy;

  private PackedProduct(DotSizes sizes, Strided known) {
    this.sizes = sizes;
    this.known = known;
    this.tiled = null;
    this.stretches = new TiledProduct.Stretch[0];
    this.panels = new RightPanels[0];
    this.read = null;
    this.isCopy = false;
  }

  private PackedProduct(DotSizes sizes, Strided leftGiven, Strided rightGiven) {
    TileKernels.Kind kind = TileKernels.of(sizes.element());
    Strided left =
        DotExecutable.leftOperand(
            DotExecutable.stack(leftGiven, sizes.leftOrder(), sizes.leftShape()));
    Strided right =
        DotExecutable.withUnitStep(
            DotExecutable.stack(rightGiven, sizes.rightOrder(), sizes.rightShape()));
    Matrix a = Matrix.of(left);
    Matrix b = Matrix.of(right);
    this.sizes = sizes;
    this.known = null;
    this.read = left;
    this.isCopy = left.buffer() != leftGiven.buffer();
    this.tiled = TiledProduct.of(kind, a, b, a, sizes.m(), sizes.n(), sizes.k());
    int blocks = (int) TiledProduct.units(sizes.n(), kind.shape().columnBlock());
    this.panels = new RightPanels[blocks];
    for (int i = 0; i < blocks; i++) {
      panels[i] = RightPanels.borrow(sizes.element());
    }
    this.stretches = tiled.packAll(panels);
    DotExecutable.release(right, rightGiven);
    Reference.reachabilityFence(right.buffer());
  }

  static PackedProduct of(DotSizes sizes, Strided left, Strided right, Executable whole) {
    return DotExecutable.isCold(sizes)
        ? new PackedProduct(sizes, whole.execute(left, right)[0])
        : new PackedProduct(sizes, left, right);
  }

  /// Computes rows.
  ///
  /// @param i the first row
  /// @param rows how many
  /// @param span the memory of the result
  /// @param address where row `i` goes; the next one follows it without a gap
  public void compute(long i, int rows, Span span, long address) {
    TileKernels.Kind kind = TileKernels.of(sizes.element());
    long rowBytes = sizes.n() * sizes.element().size();
    span.prove(address, rows * rowBytes);
    Strided copied = known;
    TiledProduct product = tiled;
    if (copied != null) {
      long from = Memory.at(copied) + i * rowBytes;
      MemorySegment segment = Memory.segment(copied);
      MemorySegment.copy(segment, from, span.segment(), span.at(address), rows * rowBytes);
    } else if (product != null) {
      long origin = span.at(address) - i * rowBytes;
      Matrix c = new Matrix(span.segment(), origin, 0, rowBytes, sizes.element().size());
      TiledProduct placed = product.into(new MatrixProduct(kind, c));
      Workspace work = Workspace.borrow(kind.shape());
      for (TiledProduct.Stretch stretch : stretches) {
        placed.rows(stretch, work, i, rows);
      }
      Reference.reachabilityFence(work);
      work.giveBack();
    }
  }

  @Override
  public void close() {
    for (RightPanels each : panels) {
      each.giveBack();
    }
    if (known != null) {
      known.buffer().release();
    }
    if (read != null && isCopy) {
      read.buffer().release();
    }
    Reference.reachabilityFence(known);
    Reference.reachabilityFence(read);
  }
}
