package org.lanewise.vector.reduce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Executable;
import org.lanewise.backend.reference.ReferenceBackend;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Placing;
import org.lanewise.vector.move.Conversion;
import org.lanewise.vector.move.RowMajor;

/// A fold along axes: finds the form in which the operand's layout is read fastest. While the
/// kernel is cold, the reference backend folds.
final class FoldExecutable implements Placing {
  /// Elements of a result below which rows are turned into columns: the lanes of a row must be
  /// folded one row at a time, those of columns many at a time.
  private static final long SHORT = 24;

  /// Results above which it pays.
  private static final long MANY = 32;

  private final Executable cold;
  private final Fold fold;
  private final Fold.Op op;
  private final ArrayType operand;
  private final DType computed;
  private final Axes axes;
  private final Axes kept;
  private final Shape result;
  private final Conversion widen;
  private final Conversion narrow;
  private final long n;

  FoldExecutable(Reducing primitive, Fold.Op op, ArrayType operand, Axes axes) {
    this.cold = new ReferenceBackend().compile(Jaxpr.of(primitive, List.of(operand)));
    this.op = op;
    this.operand = operand;
    this.axes = axes;
    this.kept = axes.complement(operand.rank());
    this.computed = computed(operand.dtype());
    this.fold = Fold.of(op, computed);
    this.result = operand.shape().select(kept);
    this.widen = Conversion.of(operand, computed);
    this.narrow = Conversion.of(new ArrayType(computed, result), operand.dtype());
    this.n = operand.shape().select(axes).size();
  }

  /// The type in which elements of a type are folded.
  static DType computed(DType dtype) {
    return switch (dtype) {
      case FLOAT16, BFLOAT16 -> DType.FLOAT32;
      case BOOL, INT8, INT16, UINT8, UINT16 -> DType.INT32;
      case INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64 -> dtype;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("no fold of " + dtype);
    };
  }

  @Override
  public Strided executeAt(@Nullable Strided place, Strided... operands) {
    if (n == 0 || result.size() == 0) {
      return RowMajor.filled(operand.dtype(), result, identityOfNothing());
    }
    if (!fold.isHot()) {
      return cold.execute(operands)[0];
    }
    Strided sums = narrow.target(new ArrayType(computed, result), place);
    fold(widen.apply(operands[0]), sums);
    return narrow.apply(sums);
  }

  /// The bits of a fold of no elements.
  private long identityOfNothing() {
    DType dtype = operand.dtype();
    return switch (op) {
      case SUM, DOT, OR, XOR -> 0;
      case PROD -> ScalarBits.of(dtype, 1L);
      case AND -> dtype == DType.BOOL ? 1 : ScalarBits.of(dtype, -1L);
      case MAX -> extreme(dtype, false);
      case MIN -> extreme(dtype, true);
    };
  }

  private static long extreme(DType dtype, boolean largest) {
    if (dtype.isFloating()) {
      return ScalarBits.of(dtype, largest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }
    if (dtype.isUnsigned()) {
      return largest ? ScalarBits.of(dtype, -1L) : 0;
    }
    long smallest = Long.MIN_VALUE >> (64 - dtype.bitSize());
    return ScalarBits.of(dtype, largest ? ~smallest : smallest);
  }

  private void fold(Strided source, Strided sums) {
    Layout layout = source.layout();
    Layout inRows = layout.transpose(kept.concat(axes));
    Shape rowShape = result.concat(Shape.of(n));
    if (inRows.canReshape(rowShape)) {
      Layout rows = inRows.reshape(rowShape);
      int last = rowShape.rank() - 1;
      if (isColumns(rows)) {
        Strided columns = source.with(rows.transpose(swapLast(rowShape.rank())));
        ColumnFold.run(fold, columns, columns, sums);
        return;
      }
      if (n < SHORT && result.size() >= MANY) {
        foldShortRows(source.with(rows), sums);
        return;
      }
      if (rows.stride(last) == 1 || n == 1) {
        RowFold.run(fold, source.with(rows), source.with(rows), sums);
        return;
      }
    }
    Strided moved = RowMajor.of(source.with(inRows));
    Strided rows = moved.with(Layout.rowMajor(rowShape));
    RowFold.run(fold, rows, rows, sums);
  }

  /// Whether the last axis that is kept has neighbours in memory, and enough of them: many, or all
  /// that lie between one element of a result and the next.
  private static boolean isColumns(Layout rows) {
    int rank = rows.shape().rank();
    if (rank < 2 || rows.stride(rank - 2) != 1) {
      return false;
    }
    long columns = rows.shape().get(rank - 2);
    return columns >= MANY || (columns > 1 && rows.stride(rank - 1) == columns);
  }

  private static Axes swapLast(int rank) {
    return Axes.range(rank - 2).concat(Axes.of(rank - 1, rank - 2));
  }

  /// Many short rows, turned into a few long ones.
  private void foldShortRows(Strided rows, Strided sums) {
    int rank = rows.shape().rank();
    Axes turn = Axes.of(rank - 1).concat(Axes.range(rank - 1));
    Strided turned = RowMajor.copy(rows.with(rows.layout().transpose(turn)));
    Strided columns = turned.with(Layout.rowMajor(Shape.of(n, result.size())));
    ColumnFold.run(fold, columns, columns, sums);
    turned.buffer().release();
  }
}
