package org.lanewise.ir;

import static org.lanewise.ir.Operands.NUMBER;

import org.lanewise.ir.Shaping.BitcastConvert;
import org.lanewise.ir.Shaping.BroadcastInDim;
import org.lanewise.ir.Shaping.Concatenate;
import org.lanewise.ir.Shaping.Iota;
import org.lanewise.ir.Shaping.Pad;
import org.lanewise.ir.Shaping.Reshape;
import org.lanewise.ir.Shaping.Rev;
import org.lanewise.ir.Shaping.Slice;
import org.lanewise.ir.Shaping.Squeeze;
import org.lanewise.ir.Shaping.Transpose;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The type rules of [Shaping]: elements keep their type and weakness.
final class ShapingTypes {
  private ShapingTypes() {}

  static ArrayType infer(Shaping primitive, Operands operands) {
    return switch (primitive) {
      case Iota iota -> iota(iota, operands);
      case BroadcastInDim broadcast -> broadcastInDim(broadcast, operands);
      case Reshape(var shape) -> reshape(shape, operands);
      case Squeeze(var dimensions) -> squeeze(dimensions, operands);
      case Transpose(var permutation) -> transpose(permutation, operands);
      case Rev(var dimensions) -> rev(dimensions, operands);
      case Concatenate(int dimension) -> concatenate(dimension, operands);
      case Pad pad -> pad(pad, operands);
      case Slice slice -> slice(slice, operands);
      case BitcastConvert(var dtype) -> bitcastConvert(dtype, operands);
    };
  }

  private static ArrayType iota(Iota iota, Operands operands) {
    operands.requireCount(0);
    operands.requireParameter("dtype", iota.dtype(), NUMBER, "an integer or floating type");
    if (iota.dimension() < 0 || iota.dimension() >= iota.shape().rank()) {
      throw operands.error(
          "dimension %d is out of range for shape %s. Use an axis of the shape.",
          iota.dimension(), iota.shape());
    }
    return new ArrayType(iota.dtype(), iota.shape());
  }

  private static ArrayType broadcastInDim(BroadcastInDim broadcast, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    Axes dimensions = broadcast.dimensions();
    Shape result = broadcast.shape();
    if (dimensions.size() != operand.rank()) {
      throw operands.error(
          "broadcast_dimensions must name one result axis per operand axis, but operand %s has rank"
              + " %d and broadcast_dimensions are %s. Name %d.",
          operand, operand.rank(), dimensions, operand.rank());
    }
    operands.requireAscending("broadcast_dimensions", dimensions, result.rank());
    for (int i = 0; i < dimensions.size(); i++) {
      int axis = dimensions.get(i);
      long n = operand.shape().get(i);
      if (n != 1 && n != result.get(axis)) {
        throw operands.error(
            "an operand's size must be 1 or that of the result, but operand %s axis %d has size %d"
                + " and result %s axis %d has size %d. Name another axis, or repeat the elements by"
                + " `concatenate`.",
            operand, i, n, result, axis, result.get(axis));
      }
    }
    return operand.withShape(result);
  }

  private static ArrayType reshape(Shape shape, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    if (operand.size() != shape.size()) {
      throw operands.error(
          "the number of elements must stay the same, but operand %s has %d and shape %s has %d."
              + " Choose sizes whose product is %d.",
          operand, operand.size(), shape, shape.size(), operand.size());
    }
    return operand.withShape(shape);
  }

  private static ArrayType squeeze(Axes dimensions, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    operands.requireAscending("dimensions", dimensions, operand.rank());
    for (int i = 0; i < dimensions.size(); i++) {
      int axis = dimensions.get(i);
      if (operand.shape().get(axis) != 1) {
        throw operands.error(
            "only axes of size 1 can be dropped, but operand %s axis %d has size %d. Index or"
                + " reduce the axis.",
            operand, axis, operand.shape().get(axis));
      }
    }
    return operand.withShape(operand.shape().without(dimensions));
  }

  private static ArrayType transpose(Axes permutation, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    operands.requireAxes("permutation", permutation, operand.rank());
    if (permutation.size() != operand.rank()) {
      throw operands.error(
          "the permutation must name every axis once, but operand %s has rank %d and the"
              + " permutation is %s. Name all axes from 0 to %d.",
          operand, operand.rank(), permutation, operand.rank() - 1);
    }
    return operand.withShape(operand.shape().select(permutation));
  }

  private static ArrayType rev(Axes dimensions, Operands operands) {
    operands.requireCount(1);
    operands.requireAxes("dimensions", dimensions, operands.get(0).rank());
    return operands.get(0);
  }

  private static ArrayType concatenate(int dimension, Operands operands) {
    operands.requireCountAtLeast(1);
    Shape first = operands.shape(0);
    DType dtype = operands.requireOneDType(0);
    operands.requireAxis("dimension", dimension, first.rank());
    long total = 0;
    for (int i = 0; i < operands.count(); i++) {
      Shape shape = operands.shape(i);
      if (shape.rank() != first.rank()) {
        throw operands.error(
            "operands must have one rank, but %s and %s differ. Add axes with `expandDims`.",
            operands.describe(0), operands.describe(i));
      }
      requireEqualBut(dimension, i, operands);
      total = Math.addExact(total, shape.get(dimension));
    }
    return new ArrayType(dtype, first.with(dimension, total), operands.allWeak(0));
  }

  private static void requireEqualBut(int dimension, int i, Operands operands) {
    for (int axis = 0; axis < operands.get(0).rank(); axis++) {
      long expected = operands.shape(0).get(axis);
      long actual = operands.shape(i).get(axis);
      if (axis != dimension && actual != expected) {
        throw operands.error(
            "sizes must be equal but for axis %d, but %s axis %d has size %d and %s axis %d has"
                + " size %d. Slice or pad one of them.",
            dimension, operands.describe(0), axis, expected, operands.describe(i), axis, actual);
      }
    }
  }

  private static ArrayType pad(Pad pad, Operands operands) {
    operands.requireCount(2);
    ArrayType operand = operands.get(0);
    DType dtype = operands.requireOneDType(0);
    if (!operands.shape(1).isScalar()) {
      throw operands.error(
          "the padding value must be a scalar, got operand 1 %s. Pass one element.",
          operands.get(1));
    }
    requireLength("low", pad.low(), operands);
    requireLength("high", pad.high(), operands);
    requireLength("interior", pad.interior(), operands);
    long[] sizes = operand.shape().toArray();
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = padded(pad, operands, axis);
    }
    return new ArrayType(dtype, Shape.of(sizes), operands.allWeak(0));
  }

  /// low + high + n + (n − 1) · interior, for n > 0.
  private static long padded(Pad pad, Operands operands, int axis) {
    long n = operands.shape(0).get(axis);
    long interior = pad.interior().get(axis);
    if (interior < 0) {
      throw operands.error(
          "interior padding must not be negative, got %d for axis %d. Use a strided `slice` to drop"
              + " elements.",
          interior, axis);
    }
    long inner = n == 0 ? 0 : n + (n - 1) * interior;
    long size = pad.low().get(axis) + inner + pad.high().get(axis);
    if (size < 0) {
      throw operands.error(
          "padding must not cut off more than there is, but operand %s axis %d would get size %d"
              + " (low %d, high %d). Cut off less.",
          operands.get(0), axis, size, pad.low().get(axis), pad.high().get(axis));
    }
    return size;
  }

  private static void requireLength(String what, Sizes sizes, Operands operands) {
    if (sizes.size() != operands.get(0).rank()) {
      throw operands.error(
          "%s must have one number per axis, but operand %s has rank %d and %s is %s. Give %d.",
          what, operands.get(0), operands.get(0).rank(), what, sizes, operands.get(0).rank());
    }
  }

  private static ArrayType slice(Slice slice, Operands operands) {
    operands.requireCount(1);
    ArrayType operand = operands.get(0);
    requireLength("start_indices", slice.starts(), operands);
    requireLength("limit_indices", slice.limits(), operands);
    requireLength("strides", slice.strides(), operands);
    long[] sizes = operand.shape().toArray();
    for (int axis = 0; axis < sizes.length; axis++) {
      long start = slice.starts().get(axis);
      long limit = slice.limits().get(axis);
      long stride = slice.strides().get(axis);
      if (start < 0 || start > limit || limit > sizes[axis]) {
        throw operands.error(
            "0 <= start <= limit <= size must hold, but operand %s axis %d has size %d, start %d"
                + " and limit %d. Clip the bounds.",
            operand, axis, sizes[axis], start, limit);
      }
      if (stride <= 0) {
        throw operands.error(
            "strides must be positive, got %d for axis %d of operand %s. Use `rev` to run"
                + " backwards.",
            stride, axis, operand);
      }
      sizes[axis] = Math.ceilDiv(limit - start, stride);
    }
    return operand.withShape(Shape.of(sizes));
  }

  /// Equal widths keep the shape; a narrower type adds a last axis, a wider one drops it. Strong:
  /// the bits belong to the very type.
  private static ArrayType bitcastConvert(DType dtype, Operands operands) {
    operands.requireCount(1);
    operands.requireKind(0, NUMBER, "an integer or floating type");
    operands.requireParameter("new_dtype", dtype, NUMBER, "an integer or floating type");
    ArrayType operand = operands.get(0);
    int from = operand.dtype().byteSize();
    int to = dtype.byteSize();
    Shape shape = operand.shape();
    if (to < from) {
      shape = shape.insert(shape.rank(), from / to);
    } else if (to > from) {
      if (shape.isScalar() || shape.get(-1) != to / from) {
        throw operands.error(
            "%d elements of %s make one of %s, so the last axis must have size %d, got operand %s."
                + " Reshape it.",
            to / from, operand.dtype(), dtype, to / from, operand);
      }
      shape = shape.subshape(0, shape.rank() - 1);
    }
    return new ArrayType(dtype, shape);
  }
}
