package org.lanewise.backend.reference;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.backend.definition.DoubleBinary;
import org.lanewise.backend.definition.FloatBinary;
import org.lanewise.backend.definition.LongBinary;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Evaluates the scatters: updates are combined one after the other, in row-major order of the
/// updates, into a copy of the operand. f16 and bf16 are rounded after each.
final class ScatterKernel {
  private ScatterKernel() {}

  static Strided scatter(Scatter scatter, Strided operand, Strided indices, Strided updates) {
    boolean clamps =
        switch (scatter.mode()) {
          case CLIP -> true;
          case FILL_OR_DROP, PROMISE_IN_BOUNDS -> false;
        };
    Strided result = Copies.rowMajor(operand);
    Layout layout = result.layout();
    Shape shape = updates.shape();
    Places places =
        new Places(scatter.dimensions(), layout, window(scatter, layout, shape), indices, clamps);
    Positions place = places.places(shape);
    Positions offset = places.offsets(shape);
    DType dtype = result.dtype();
    MemorySegment target = result.buffer().segment();
    LongBinary combine = combine(scatter.op(), dtype);
    Reader in = new Reader(updates);
    long[] bits = new long[Chunks.length(shape.size())];
    Chunks.forEach(
        shape.size(),
        n -> {
          in.bits(bits, n);
          for (int i = 0; i < n; i++) {
            long start = places.position(place.next());
            long within = offset.next();
            if (start != Places.OUTSIDE) {
              long old = Transfer.getBits(target, dtype, start + within);
              Transfer.putBits(target, dtype, start + within, combine.apply(old, bits[i]));
            }
          }
        });
    Reference.reachabilityFence(result);
    return result;
  }

  /// The size of a window by operand axis: those of the updates, and 1 where they have no axis.
  private static Shape window(Scatter scatter, Layout operand, Shape updates) {
    Axes gone = scatter.dimensions().droppedDims().concat(scatter.dimensions().operandBatchDims());
    long[] sizes = new long[operand.shape().rank()];
    int next = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] =
          gone.contains(axis) ? 1 : updates.get(scatter.dimensions().windowDims().get(next++));
    }
    return Shape.of(sizes);
  }

  /// The operator on the bits of two elements.
  private static LongBinary combine(Scatter.Op op, DType dtype) {
    return switch (op) {
      case SET -> (old, update) -> update;
      case ADD -> onBits(Operator.ADD, dtype);
      case MUL -> onBits(Operator.MUL, dtype);
      case MIN -> onBits(Operator.MIN, dtype);
      case MAX -> onBits(Operator.MAX, dtype);
    };
  }

  private static LongBinary onBits(Operator operator, DType dtype) {
    return switch (dtype) {
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> {
        LongBinary f = operator.longs(dtype);
        yield (x, y) -> f.apply(ScalarBits.toLong(dtype, x), ScalarBits.toLong(dtype, y));
      }
      case FLOAT16 -> {
        FloatBinary f = operator.floats();
        yield (x, y) ->
            Conversions.floatToFloat16(
                f.apply(Float.float16ToFloat((short) x), Float.float16ToFloat((short) y)));
      }
      case BFLOAT16 -> {
        FloatBinary f = operator.floats();
        yield (x, y) ->
            Conversions.floatToBfloat16(
                f.apply(
                    Conversions.bfloat16ToFloat((short) x),
                    Conversions.bfloat16ToFloat((short) y)));
      }
      case FLOAT32 -> {
        FloatBinary f = operator.floats();
        yield (x, y) ->
            Float.floatToRawIntBits(
                f.apply(Float.intBitsToFloat((int) x), Float.intBitsToFloat((int) y)));
      }
      case FLOAT64 -> {
        DoubleBinary f = operator.doubles();
        yield (x, y) ->
            Double.doubleToRawLongBits(
                f.apply(Double.longBitsToDouble(x), Double.longBitsToDouble(y)));
      }
      case COMPLEX64, COMPLEX128 -> throw ComputeKind.unexpected("complex elements", dtype);
    };
  }
}
