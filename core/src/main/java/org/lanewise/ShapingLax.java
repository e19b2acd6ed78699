package org.lanewise;

import java.util.List;
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
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The part of [Lax] that moves, repeats and makes elements.
abstract sealed class ShapingLax extends BinaryLax permits IndexingLax {
  ShapingLax() {}

  /// Makes 0, 1, 2, … along one axis, repeated along the others.
  public static Array iota(DType dtype, Shape shape, int dimension) {
    int axis = Axes.normalize("iota", dimension, shape.rank());
    return CurrentInterpreter.bindOne(new Iota(dtype, shape, axis), List.of());
  }

  /// Makes the vector 0, 1, …, n−1.
  public static Array iota(DType dtype, long n) {
    return iota(dtype, Shape.of(n), 0);
  }

  /// Repeats the operand so that its axis i becomes axis `dimensions.get(i)` of the result; returns
  /// the operand itself if nothing changes.
  public static Array broadcastInDim(Array x, Shape shape, Axes dimensions) {
    if (x.shape().equals(shape) && dimensions.isIdentity() && dimensions.size() == x.rank()) {
      return x;
    }
    return CurrentInterpreter.bindOne(new BroadcastInDim(shape, dimensions), List.of(x));
  }

  /// Adds leading axes that repeat the operand.
  public static Array broadcast(Array x, long... sizes) {
    Shape shape = Shape.of(sizes).concat(x.shape());
    return broadcastInDim(x, shape, Axes.range(sizes.length, shape.rank()));
  }

  /// Adds axes of size 1 so that they stand at the given positions of the result.
  public static Array expandDims(Array x, Axes dimensions) {
    int rank = x.rank() + dimensions.size();
    Axes added = dimensions.normalized("expand_dims", rank).sorted();
    Shape shape = x.shape();
    for (int i = 0; i < added.size(); i++) {
      shape = shape.insert(added.get(i), 1);
    }
    return broadcastInDim(x, shape, added.complement(rank));
  }

  /// Reads the elements in row-major order into another shape of the same size; returns the operand
  /// itself if the shape is its own.
  public static Array reshape(Array x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    return CurrentInterpreter.bindOne(new Reshape(shape), List.of(x));
  }

  /// Drops axes of size 1.
  public static Array squeeze(Array x, Axes dimensions) {
    if (dimensions.isEmpty()) {
      return x;
    }
    Axes dropped = dimensions.normalized("squeeze", x.rank()).sorted();
    return CurrentInterpreter.bindOne(new Squeeze(dropped), List.of(x));
  }

  /// Permutes the axes: axis i of the result is axis `permutation.get(i)` of the operand.
  public static Array transpose(Array x, Axes permutation) {
    if (permutation.isIdentity() && permutation.size() == x.rank()) {
      return x;
    }
    return CurrentInterpreter.bindOne(new Transpose(permutation), List.of(x));
  }

  /// Reverses the order along axes.
  public static Array rev(Array x, Axes dimensions) {
    if (dimensions.isEmpty()) {
      return x;
    }
    Axes turned = dimensions.normalized("rev", x.rank());
    return CurrentInterpreter.bindOne(new Rev(turned), List.of(x));
  }

  /// Joins operands of one element type along one axis.
  public static Array concatenate(List<Array> operands, int dimension) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    return CurrentInterpreter.bindOne(new Concatenate(dimension), List.copyOf(operands));
  }

  /// Pads with a scalar: `low` before, `high` after (negative cuts off), `interior` between
  /// neighbours, one number per axis.
  public static Array pad(Array x, Array value, Sizes low, Sizes high, Sizes interior) {
    return CurrentInterpreter.bindOne(new Pad(low, high, interior), List.of(x, value));
  }

  /// Takes every `strides`-th element from `starts` (inclusive) to `limits` (exclusive), one number
  /// per axis.
  public static Array slice(Array x, Sizes starts, Sizes limits, Sizes strides) {
    return CurrentInterpreter.bindOne(new Slice(starts, limits, strides), List.of(x));
  }

  /// Takes every `step`-th element from `start` to `limit` along one axis.
  public static Array sliceInDim(Array x, long start, long limit, long step, int axis) {
    int a = Axes.normalize("slice", axis, x.rank());
    long[] starts = new long[x.rank()];
    long[] limits = x.shape().toArray();
    long[] steps = Sizes.filled(x.rank(), 1).toArray();
    starts[a] = start;
    limits[a] = limit;
    steps[a] = step;
    return slice(x, Sizes.of(starts), Sizes.of(limits), Sizes.of(steps));
  }

  /// Reads the bits as another element type; a narrower type adds a last axis, a wider one takes
  /// the last axis away.
  public static Array bitcastConvertType(Array x, DType dtype) {
    return CurrentInterpreter.bindOne(new BitcastConvert(dtype), List.of(x));
  }
}
