package org.lanewise.vector.fusion;

import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Layout;
import org.lanewise.type.Shape;

/// Where an elementwise operation reads an operand, by the operation's own coordinates.
final class Access {
  private Access() {}

  /// The layout of an operand, repeated to a shape: axes of size 1 and scalars are.
  static Layout repeated(Layout operand, Shape shape) {
    Shape own = operand.shape();
    long[] strides = new long[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = own.isScalar() || own.get(axis) == 1 ? 0 : operand.stride(axis);
    }
    return Layout.of(shape, strides, operand.offset());
  }

  /// The layout of an operand of an operation of one shape, in the coordinates of a loop of another
  /// shape of the same size; null if that would need a division for each element.
  static @Nullable Layout in(Shape loop, Layout operand, Shape shape) {
    Layout repeated = repeated(operand, shape);
    if (loop.equals(shape)) {
      return repeated;
    }
    return repeated.canReshape(loop) ? repeated.reshape(loop) : null;
  }

  /// Whether element i of the operation, in row-major order, reads element i of the operand's root.
  static boolean isIdentity(Value operand, Shape shape) {
    Layout layout = repeated(operand.layout(), shape);
    return layout.isContiguous()
        && layout.offset() == 0
        && shape.size() == operand.root().type().size();
  }

  /// Whether an operation that is cut into `rows` equal parts, by its leading axes, reads in each
  /// part only the same part of the operand's root.
  static boolean isRowLocal(Value operand, Shape shape, long rows) {
    if (rows == 1) {
      return true;
    }
    Layout layout = repeated(operand.layout(), shape);
    int leading = leadingAxes(shape, rows);
    long rowSize = operand.root().type().size() / rows;
    if (leading < 0 || operand.root().type().size() % rows != 0) {
      return false;
    }
    long step = rowSize;
    for (int axis = leading - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1 && layout.stride(axis) != step) {
        return false;
      }
      step *= shape.get(axis);
    }
    long first = layout.offset();
    long last = first;
    for (int axis = leading; axis < shape.rank(); axis++) {
      long reach = (shape.get(axis) - 1) * layout.stride(axis);
      first += Math.min(0, reach);
      last += Math.max(0, reach);
    }
    return first >= 0 && last < rowSize;
  }

  /// How many leading axes have a product, or −1 if none have.
  static int leadingAxes(Shape shape, long product) {
    long sofar = 1;
    for (int axis = 0; axis <= shape.rank(); axis++) {
      if (sofar == product) {
        return axis;
      }
      sofar *= axis < shape.rank() ? shape.get(axis) : 1;
    }
    return -1;
  }

  /// Whether neighbours along the innermost axis are neighbours in memory, or one element.
  static boolean isRun(Value operand, Shape shape) {
    Layout layout = repeated(operand.layout(), shape);
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1) {
        return layout.stride(axis) == 0 || layout.stride(axis) == 1;
      }
    }
    return true;
  }
}
