package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.backend.ScanOrder;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.team.Team;

/// Running folds along an axis, in the order of [ScanOrder].
///
/// Along the last axis, elements are folded one after the other; along another one, whole rows
/// ([ColumnScan]). Where these are short, or kernels cold, the axis is brought to the end (and
/// turned around if the scan is reversed), rows are scanned in place, and the result is brought
/// back.
final class ScanExecutable implements Executable {
  /// The elements below which a second thread does not pay.
  private static final long GRAIN = 1 << 14;

  private final Scan scan;
  private final ArrayType operand;
  private final int axis;
  private final boolean reverse;
  private final Conversion widen;
  private final Conversion narrow;

  private ScanExecutable(Scan scan, int axis, boolean reverse, ArrayType operand) {
    DType computed = scan.element().dtype();
    this.scan = scan;
    this.operand = operand;
    this.axis = axis;
    this.reverse = reverse;
    this.widen = Conversion.of(operand, computed);
    this.narrow = Conversion.of(operand.withDType(computed), operand.dtype());
  }

  /// Extremes of unsigned integers of 32 and 64 bits are left to the reference backend.
  static Optional<Executable> of(Scan.Op op, int axis, boolean reverse, ArrayType operand) {
    boolean extreme = op == Scan.Op.MAX || op == Scan.Op.MIN;
    DType dtype = operand.dtype();
    if (dtype == DType.BOOL || (extreme && dtype.isUnsigned() && dtype.byteSize() >= 4)) {
      return Optional.empty();
    }
    return Optional.of(new ScanExecutable(new Scan(element(dtype), op), axis, reverse, operand));
  }

  private static Element element(DType dtype) {
    return switch (dtype) {
      case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> Element.INT;
      case INT64, UINT64 -> Element.LONG;
      case FLOAT16, BFLOAT16, FLOAT32 -> Element.FLOAT;
      case FLOAT64 -> Element.DOUBLE;
      case BOOL, COMPLEX64, COMPLEX128 -> throw new AssertionError("no running fold of " + dtype);
    };
  }

  @Override
  public Strided[] execute(Strided... operands) {
    Strided source = widen.apply(operands[0]);
    long columns = operand.shape().subshape(axis + 1, operand.rank()).size();
    if (operand.size() > 0 && columns > 1 && ColumnScan.of(scan).fits(columns)) {
      return new Strided[] {narrow.apply(scanColumns(RowMajor.of(source), columns))};
    }
    Strided rows = RowMajor.copy(source.with(alongRows(source.layout())));
    if (operand.size() > 0) {
      scan(rows);
    }
    boolean inPlace = axis == operand.rank() - 1 && !reverse;
    return new Strided[] {narrow.apply(inPlace ? rows : bringBack(rows))};
  }

  private Strided scanColumns(Strided source, long columns) {
    long extent = operand.shape().get(axis);
    Layout stacks = Layout.rowMajor(Shape.of(operand.size() / extent / columns, extent, columns));
    Strided result = Strided.allocate(source.dtype(), operand.shape());
    ColumnScan.of(scan)
        .run(source.with(source.layout().reshape(stacks.shape())), result.with(stacks), reverse);
    return result;
  }

  private Strided bringBack(Strided rows) {
    Strided result = Strided.allocate(rows.dtype(), operand.shape());
    Mover.move(rows, result.with(alongRows(result.layout())));
    rows.buffer().release();
    return result;
  }

  /// The axis last, and turned if the scan runs from the end.
  private Layout alongRows(Layout layout) {
    Axes last = Axes.of(axis);
    Layout forward = reverse ? layout.reverse(last) : layout;
    return forward.transpose(last.complement(operand.rank()).concat(last));
  }

  private void scan(Strided rows) {
    long extent = rows.shape().get(-1);
    MemorySegment segment = Memory.segment(rows);
    long bytes = extent * scan.element().size();
    Team.shared()
        .forRange(
            operand.size() / extent,
            Math.max(1, GRAIN / extent),
            (first, last) -> {
              Object x = scan.element().newArray(ScanOrder.BLOCK + 1);
              for (long row = first; row < last; row++) {
                row(x, segment, Memory.at(rows) + row * bytes, extent);
              }
            });
    Reference.reachabilityFence(rows.buffer());
  }

  /// The carry is kept behind the block.
  private void row(Object x, MemorySegment segment, long at, long extent) {
    ScanKernel kernel = scan.kernel();
    ValueLayout layout = scan.element().layout();
    for (long done = 0; done < extent; done += ScanOrder.BLOCK) {
      int n = (int) Math.min(ScanOrder.BLOCK, extent - done);
      long start = at + done * scan.element().size();
      MemorySegment.copy(segment, layout, start, x, 0, n);
      kernel.prefixes(x, n);
      if (done > 0) {
        kernel.carry(x, n, ScanOrder.BLOCK);
      }
      MemorySegment.copy(x, 0, segment, layout, start, n);
      System.arraycopy(x, n - 1, x, ScanOrder.BLOCK, 1);
    }
  }
}
