package org.lanewise.ir;

import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// Primitives that fold or scan along axes.
///
/// The order of floating-point sums and products is part of the definition and depends on the
/// reduced extent alone: see `org.lanewise.backend.ReductionOrder`.
public sealed interface Reducing extends Primitive {

  /// The sum along axes (numbers).
  ///
  /// @param axes the axes to fold, ascending
  record ReduceSum(Axes axes) implements Reducing, Transposable {
    @Override
    public String name() {
      return "reduce_sum";
    }
  }

  /// A fold along axes whose rules differ in the operator only.
  ///
  /// @param op the operator
  /// @param axes the axes to fold, ascending
  record Reduce(Op op, Axes axes) implements Reducing {
    /// The operators.
    public enum Op {
      /// The product (numbers).
      PROD("reduce_prod"),
      /// The largest (any type); −∞, the smallest integer or false of nothing, NaN if any is.
      MAX("reduce_max"),
      /// The smallest (any type); +∞, the largest integer or true of nothing, NaN if any is.
      MIN("reduce_min"),
      /// Bitwise or logical and.
      AND("reduce_and"),
      /// Bitwise or logical or.
      OR("reduce_or"),
      /// Bitwise or logical exclusive or.
      XOR("reduce_xor");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// The index of the first largest or smallest element along one axis; NaN counts as both.
  ///
  /// @param op which
  /// @param axis the axis that is folded
  /// @param indexType the element type of the result
  record ArgReduce(Op op, int axis, DType indexType) implements Reducing {
    /// Which extreme.
    public enum Op {
      /// The index of the largest.
      ARGMAX("argmax"),
      /// The index of the smallest.
      ARGMIN("argmin");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }

  /// The running sum along one axis (numbers).
  ///
  /// @param axis the axis
  /// @param reverse whether to run from the end
  record CumSum(int axis, boolean reverse) implements Reducing, Transposable {
    @Override
    public String name() {
      return "cumsum";
    }
  }

  /// A running fold along one axis whose rules differ in the operator only.
  ///
  /// @param op the operator
  /// @param axis the axis
  /// @param reverse whether to run from the end
  record Cumulative(Op op, int axis, boolean reverse) implements Reducing {
    /// The operators.
    public enum Op {
      /// The running product (numbers).
      PROD("cumprod"),
      /// The running maximum (numbers).
      MAX("cummax"),
      /// The running minimum (numbers).
      MIN("cummin");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }
}
