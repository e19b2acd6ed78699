package org.lanewise.ir;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Primitives that move, repeat or make elements in a pattern that their parameters fix.
public sealed interface Shaping extends Primitive {

  /// Makes an array whose elements count 0, 1, 2, … along one axis.
  ///
  /// @param dtype the element type, a number
  /// @param shape the result shape
  /// @param dimension the axis along which to count
  record Iota(DType dtype, Shape shape, int dimension) implements Shaping {
    @Override
    public String name() {
      return "iota";
    }
  }

  /// Repeats: axis i of the operand becomes axis `dimensions.get(i)` of the result, whose size is
  /// the operand's or, where that is 1, any; all other axes repeat the operand.
  ///
  /// @param shape the result shape
  /// @param dimensions strictly ascending axes of the result
  record BroadcastInDim(Shape shape, Axes dimensions) implements Shaping, Transposable {
    @Override
    public String name() {
      return "broadcast_in_dim";
    }
  }

  /// Reads the elements in row-major order into another shape of equal size.
  ///
  /// @param shape the result shape
  record Reshape(Shape shape) implements Shaping, Transposable {
    @Override
    public String name() {
      return "reshape";
    }
  }

  /// Drops axes of size 1.
  ///
  /// @param dimensions the axes to drop, ascending
  record Squeeze(Axes dimensions) implements Shaping, Transposable {
    @Override
    public String name() {
      return "squeeze";
    }
  }

  /// Permutes the axes: axis i of the result is axis `permutation.get(i)` of the operand.
  ///
  /// @param permutation every axis once
  record Transpose(Axes permutation) implements Shaping, Transposable {
    @Override
    public String name() {
      return "transpose";
    }
  }

  /// Reverses the order along axes.
  ///
  /// @param dimensions the axes to reverse
  record Rev(Axes dimensions) implements Shaping, Transposable {
    @Override
    public String name() {
      return "rev";
    }
  }

  /// Joins any number of operands along one axis.
  ///
  /// @param dimension the axis along which sizes may differ
  record Concatenate(int dimension) implements Shaping, Transposable {
    @Override
    public String name() {
      return "concatenate";
    }
  }

  /// Pads with the second operand, a scalar: `low` before, `high` after (negative values cut off),
  /// `interior` between neighbours.
  ///
  /// @param low elements before, by axis
  /// @param high elements after, by axis
  /// @param interior elements between neighbours, by axis, not negative
  record Pad(Sizes low, Sizes high, Sizes interior) implements Shaping, Transposable {
    @Override
    public String name() {
      return "pad";
    }
  }

  /// Takes every `strides`-th element from `starts` (inclusive) to `limits` (exclusive).
  ///
  /// @param starts the first index, by axis
  /// @param limits the end, by axis
  /// @param strides the step, by axis, positive
  record Slice(Sizes starts, Sizes limits, Sizes strides) implements Shaping, Transposable {
    @Override
    public String name() {
      return "slice";
    }
  }

  /// Reads the bits as another element type. A narrower type adds a last axis, a wider one takes
  /// the last axis away; the least significant part comes first. NaN is made canonical first.
  ///
  /// @param dtype the new element type
  record BitcastConvert(DType dtype) implements Shaping {
    @Override
    public String name() {
      return "bitcast_convert_type";
    }
  }
}
