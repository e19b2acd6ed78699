package org.lanewise.vector.loops;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.Views;
import org.lanewise.ir.Shaping;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Moves elements of written-out values: no node is made.
final class ElementMoves {
  private ElementMoves() {}

  /// The result of a primitive that moves elements, or null if there is none.
  static int @Nullable [] move(
      Unrolling all, Shaping primitive, List<int[]> x, List<ArrayType> types, ArrayType result) {
    return switch (primitive) {
      case Shaping.Iota iota -> count(all, iota);
      case Shaping.Concatenate(int dimension) -> join(dimension, x, types, result.shape());
      case Shaping.Pad pad -> pad(pad, x, types.get(0).shape(), result.shape());
      case Shaping.BitcastConvert _ -> null;
      case Shaping.BroadcastInDim _,
          Shaping.Reshape _,
          Shaping.Squeeze _,
          Shaping.Transpose _,
          Shaping.Rev _,
          Shaping.Slice _ -> {
        Layout view = Views.of(primitive, Layout.rowMajor(types.get(0).shape()), result.shape());
        yield view == null ? null : take(x.get(0), view);
      }
    };
  }

  /// The elements where a layout finds them.
  static int[] take(int[] elements, Layout layout) {
    int[] positions = positions(layout);
    int[] taken = new int[positions.length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = elements[positions[i]];
    }
    return taken;
  }

  /// The positions of a layout's elements in row-major order.
  static int[] positions(Layout layout) {
    Shape shape = layout.shape();
    int[] positions = new int[Math.toIntExact(shape.size())];
    long[] index = new long[shape.rank()];
    for (int i = 0; i < positions.length; i++) {
      long position = layout.offset();
      for (int axis = 0; axis < index.length; axis++) {
        position += index[axis] * layout.stride(axis);
      }
      positions[i] = Math.toIntExact(position);
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    return positions;
  }

  /// The elements repeated to a shape: scalars and axes of size 1 are.
  static int[] repeat(int[] elements, Shape own, Shape shape) {
    if (own.equals(shape)) {
      return elements;
    }
    if (elements.length == 1) {
      int[] repeated = new int[Math.toIntExact(shape.size())];
      Arrays.fill(repeated, elements[0]);
      return repeated;
    }
    return take(elements, Layout.rowMajor(own).broadcast(shape, Axes.range(shape.rank())));
  }

  private static int[] count(Unrolling all, Shaping.Iota iota) {
    Shape shape = iota.shape();
    long[] steps = new long[shape.rank()];
    steps[iota.dimension()] = 1;
    int[] numbers = positions(Layout.of(shape, steps, 0));
    for (int i = 0; i < numbers.length; i++) {
      long bits =
          iota.dtype().isFloating()
              ? ScalarBits.of(iota.dtype(), (double) numbers[i])
              : ScalarBits.of(iota.dtype(), (long) numbers[i]);
      numbers[i] = all.literal(iota.dtype(), bits);
    }
    return numbers;
  }

  private static int[] join(int dimension, List<int[]> x, List<ArrayType> types, Shape result) {
    int[] joined = new int[Math.toIntExact(result.size())];
    long[] steps = Layout.rowMajor(result).strides();
    long start = 0;
    for (int i = 0; i < x.size(); i++) {
      Shape own = types.get(i).shape();
      int[] goals = positions(Layout.of(own, steps, start * steps[dimension]));
      for (int e = 0; e < goals.length; e++) {
        joined[goals[e]] = x.get(i)[e];
      }
      start += own.get(dimension);
    }
    return joined;
  }

  /// Element i of the operand goes to `low + i · (interior + 1)`, if that is inside.
  private static int[] pad(Shaping.Pad pad, List<int[]> x, Shape own, Shape result) {
    int[] padded = new int[Math.toIntExact(result.size())];
    Arrays.fill(padded, x.get(1)[0]);
    long[] steps = Layout.rowMajor(result).strides();
    long[] index = new long[own.rank()];
    for (int element : x.get(0)) {
      long goal = 0;
      boolean isInside = true;
      for (int axis = 0; axis < index.length; axis++) {
        long at = pad.low().get(axis) + index[axis] * (pad.interior().get(axis) + 1);
        isInside &= at >= 0 && at < result.get(axis);
        goal += at * steps[axis];
      }
      if (isInside) {
        padded[Math.toIntExact(goal)] = element;
      }
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == own.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    return padded;
  }
}
