package org.lanewise.vector.matmul;

import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.DotOrder;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Jaxpr;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.move.Conversion;
import org.lanewise.vector.move.RowMajor;
import org.lanewise.vector.reduce.Fold;
import org.lanewise.vector.team.Team;

/// A `dot_general`: reads its operands as stacked matrices and multiplies them, each in the way
/// that its sizes ask for. While the kernel is cold, the reference backend computes small products.
final class DotExecutable implements Placing {
  /// The multiplications above which even a cold kernel is not slower than scalar code.
  private static final double LARGE = 1 << 24;

  private final Executable cold;
  private final DotSizes sizes;
  private final Conversion widenLeft;
  private final Conversion widenRight;
  private final Conversion narrow;

  DotExecutable(Combining.DotGeneral dot, List<ArrayType> operands) {
    DotSizes sizes = DotSizes.of(dot, operands);
    this.cold = new ReferenceBackend().compile(Jaxpr.of(dot, operands));
    DType computed = sizes.element().dtype();
    this.sizes = sizes;
    this.widenLeft = Conversion.of(operands.get(0), computed);
    this.widenRight = Conversion.of(operands.get(1), computed);
    this.narrow = Conversion.of(new ArrayType(computed, sizes.shape()), sizes.resultType());
  }

  @Override
  public Strided executeAt(@Nullable Strided place, Strided... operands) {
    if (isCold(sizes)) {
      return cold.execute(operands)[0];
    }
    ArrayType computed = new ArrayType(sizes.element().dtype(), sizes.shape());
    Strided result = narrow.target(computed, place);
    if (result.shape().size() > 0) {
      Strided product = result.with(Layout.rowMajor(Shape.of(sizes.batch(), sizes.m(), sizes.n())));
      if (sizes.k() == 0) {
        product.buffer().segment().fill((byte) 0);
      } else {
        Strided left = stack(widenLeft.apply(operands[0]), sizes.leftOrder(), sizes.leftShape());
        Strided right =
            stack(widenRight.apply(operands[1]), sizes.rightOrder(), sizes.rightShape());
        multiply(left, right, product);
        release(left, operands[0]);
        release(right, operands[1]);
      }
    }
    return narrow.apply(result);
  }

  /// Gives a copy of an operand back at once, so that the next one lies in memory that is near.
  static void release(Strided read, Strided given) {
    if (read.buffer() != given.buffer()) {
      read.buffer().release();
    }
  }

  /// Whether the reference backend computes a product, since the kernel is cold.
  static boolean isCold(DotSizes sizes) {
    return !isHot(sizes) && (double) sizes.batch() * sizes.m() * sizes.n() * sizes.k() < LARGE;
  }

  private static boolean isHot(DotSizes sizes) {
    if (TinyVector.fits(sizes)) {
      return true;
    }
    if (DotOrder.usesLanes(sizes.m(), sizes.n())) {
      return Fold.of(Fold.Op.DOT, sizes.element().dtype()).isHot();
    }
    return SmallProduct.isSmall(sizes)
        ? SmallProduct.of(sizes.element()).isHot()
        : TileKernels.of(sizes.element()).warmth().isHot();
  }

  /// The elements as stacked matrices.
  static Strided stack(Strided wide, Axes order, Shape shape) {
    Layout ordered = wide.layout().transpose(order);
    return ordered.canReshape(shape)
        ? wide.with(ordered.reshape(shape))
        : RowMajor.of(wide.with(ordered)).with(Layout.rowMajor(shape));
  }

  private void multiply(Strided left, Strided right, Strided product) {
    if (DotOrder.usesLanes(sizes.m(), sizes.n())) {
      MatrixVector.multiply(sizes, left, right, product);
    } else if (SmallProduct.isSmall(sizes)) {
      Strided rows = RowMajor.of(left);
      Strided lines = RowMajor.of(right);
      SmallProduct.of(sizes.element()).multiply(sizes, rows, lines, product);
      release(rows, left);
      release(lines, right);
    } else {
      Strided rows = leftOperand(left);
      Strided lines = withUnitStep(right);
      multiplyTiled(rows, lines, product);
      release(rows, left);
      release(lines, right);
    }
    Reference.reachabilityFence(left.buffer());
    Reference.reachabilityFence(right.buffer());
    Reference.reachabilityFence(product.buffer());
  }

  /// A stack of which rows or columns are contiguous.
  static Strided leftOperand(Strided stack) {
    return stack.layout().stride(1) == 1 ? stack : withUnitStep(stack);
  }

  /// A stack of which rows are contiguous.
  static Strided withUnitStep(Strided stack) {
    return stack.layout().stride(2) == 1 ? stack : RowMajor.of(stack);
  }

  private void multiplyTiled(Strided left, Strided right, Strided product) {
    TileKernels.Kind kind = TileKernels.of(sizes.element());
    Matrix a = Matrix.of(left);
    Matrix b = Matrix.of(right);
    Matrix c = Matrix.of(product);
    long work = sizes.m() * sizes.n() * sizes.k();
    long grain = Math.max(1, (1 << 18) / Math.max(1, work));
    Team.shared()
        .forRange(
            sizes.batch(),
            grain,
            (from, to) -> {
              for (long i = from; i < to; i++) {
                TiledProduct.of(
                        kind, a.batch(i), b.batch(i), c.batch(i), sizes.m(), sizes.n(), sizes.k())
                    .run();
              }
            });
  }
}
