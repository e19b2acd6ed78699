package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Shape;

/// Evaluates [Shaping]: by views where the result is a regular pattern of one operand.
final class ShapingKernels {
  private ShapingKernels() {}

  static Strided evaluate(Shaping primitive, List<Strided> operands, ArrayType type) {
    return switch (primitive) {
      case Shaping.Iota iota -> iota(iota, type);
      case Shaping.BroadcastInDim(Shape shape, var dimensions) ->
          view(operands, layout(operands).broadcast(shape, dimensions));
      case Shaping.Reshape(Shape shape) -> Copies.reshape(operands.get(0), shape);
      case Shaping.Squeeze(var dimensions) -> view(operands, layout(operands).squeeze(dimensions));
      case Shaping.Transpose(var permutation) ->
          view(operands, layout(operands).transpose(permutation));
      case Shaping.Rev(var dimensions) -> view(operands, layout(operands).reverse(dimensions));
      case Shaping.Concatenate(int dimension) -> concatenate(dimension, operands, type);
      case Shaping.Pad pad -> pad(pad, operands.get(0), operands.get(1), type);
      case Shaping.Slice(var starts, _, var strides) ->
          Copies.box(operands.get(0), starts.toArray(), strides.toArray(), type.shape());
      case Shaping.BitcastConvert _ ->
          Copies.reinterpret(Copies.canonical(operands.get(0)), type.dtype(), type.shape());
    };
  }

  private static Layout layout(List<Strided> operands) {
    return operands.get(0).layout();
  }

  private static Strided view(List<Strided> operands, Layout layout) {
    return operands.get(0).with(layout);
  }

  /// Counts along one axis, and repeats along the others.
  private static Strided iota(Shaping.Iota iota, ArrayType type) {
    long size = iota.shape().get(iota.dimension());
    Strided counts = Strided.allocate(type.dtype(), Shape.of(size));
    Writer out = new Writer(counts);
    long[] bits = new long[1];
    for (long i = 0; i < size; i++) {
      bits[0] = ScalarBits.of(type.dtype(), i);
      out.longs(bits, 1);
    }
    long[] strides = new long[iota.shape().rank()];
    strides[iota.dimension()] = 1;
    return Copies.rowMajor(counts.with(Layout.of(iota.shape(), strides, 0)));
  }

  private static Strided concatenate(int dimension, List<Strided> operands, ArrayType type) {
    Strided result = Strided.allocate(type);
    long[] starts = new long[type.rank()];
    for (Strided operand : operands) {
      Copies.into(operand, Copies.box(result, starts, operand.shape()));
      starts[dimension] += operand.shape().get(dimension);
    }
    return result;
  }

  /// Element i of the operand goes to `low + i · (interior + 1)`, if that is inside.
  private static Strided pad(Shaping.Pad pad, Strided operand, Strided value, ArrayType type) {
    Strided result = Strided.allocate(type);
    Copies.fill(result, Transfer.bits(value));
    int rank = type.rank();
    long[] first = new long[rank];
    long[] counts = new long[rank];
    long[] places = new long[rank];
    long[] steps = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long low = pad.low().get(axis);
      long step = pad.interior().get(axis) + 1;
      // the first index with low + i * step >= 0, and the end of those below the size
      long begin = Math.max(0, Math.ceilDiv(-low, step));
      long end = Math.ceilDiv(type.shape().get(axis) - low, step);
      first[axis] = begin;
      counts[axis] = Math.max(0, Math.min(operand.shape().get(axis), end) - begin);
      places[axis] = low + begin * step;
      steps[axis] = step;
    }
    Shape kept = Shape.of(counts);
    Copies.into(Copies.box(operand, first, kept), Copies.box(result, places, steps, kept));
    return result;
  }
}
