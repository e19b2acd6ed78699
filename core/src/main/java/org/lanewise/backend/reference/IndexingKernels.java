package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.ir.Indexing;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Evaluates [Indexing].
final class IndexingKernels {
  private IndexingKernels() {}

  static Strided evaluate(Indexing primitive, List<Strided> operands, ArrayType type) {
    return switch (primitive) {
      case Indexing.DynamicSlice(Shape sizes) -> {
        Strided operand = operands.get(0);
        List<Strided> starts = operands.subList(1, operands.size());
        yield Copies.box(operand, clamped(starts, operand.shape(), sizes), sizes);
      }
      case Indexing.DynamicUpdateSlice _ -> dynamicUpdateSlice(operands);
      case Indexing.Gather gather ->
          GatherKernel.gather(gather, operands.get(0), operands.get(1), type);
      case Indexing.Scatter scatter ->
          ScatterKernel.scatter(scatter, operands.get(0), operands.get(1), operands.get(2));
    };
  }

  private static Strided dynamicUpdateSlice(List<Strided> operands) {
    Strided result = Copies.rowMajor(operands.get(0));
    Strided update = operands.get(1);
    List<Strided> starts = operands.subList(2, operands.size());
    long[] clamped = clamped(starts, result.shape(), update.shape());
    Copies.into(update, Copies.box(result, clamped, update.shape()));
    return result;
  }

  /// The start indices, moved so that a box of the given sizes fits.
  private static long[] clamped(List<Strided> starts, Shape shape, Shape sizes) {
    long[] clamped = new long[starts.size()];
    for (int axis = 0; axis < clamped.length; axis++) {
      Strided start = starts.get(axis);
      long index = ScalarBits.toLong(start.dtype(), Transfer.bits(start));
      clamped[axis] = Math.clamp(index(start.dtype(), index), 0, shape.get(axis) - sizes.get(axis));
    }
    return clamped;
  }

  /// An index as a signed number: u64 beyond 2⁶³ is out of every bound just as 2⁶³ − 1 is.
  static long index(DType dtype, long value) {
    return dtype == DType.UINT64 && value < 0 ? Long.MAX_VALUE : value;
  }
}
