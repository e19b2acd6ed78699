package org.lanewise.ir;

import java.util.BitSet;

/// The primitives that are linear in some of their operands, so that they can be transposed.
///
/// Tangent programs consist of these alone. A primitive is either linear in several operands
/// *together* (`f(x + x', y + y') = f(x, y) + f(x', y')`: add, concatenate, select's cases,
/// dynamic_update_slice, ...) or in one of two operands at a time ("bilinear": mul, dot_general,
/// convolution).
public sealed interface Transposable extends Primitive
    permits Elementwise.Neg,
        Elementwise.Add,
        Elementwise.Sub,
        Elementwise.AddAny,
        Elementwise.Mul,
        Elementwise.Div,
        Elementwise.Select,
        Elementwise.Convert,
        Shaping.BroadcastInDim,
        Shaping.Reshape,
        Shaping.Squeeze,
        Shaping.Transpose,
        Shaping.Rev,
        Shaping.Concatenate,
        Shaping.Pad,
        Shaping.Slice,
        Indexing.DynamicSlice,
        Indexing.DynamicUpdateSlice,
        Indexing.Gather,
        Indexing.Scatter,
        Reducing.ReduceSum,
        Reducing.CumSum,
        Combining.DotGeneral,
        Windowing.Conv,
        Windowing.ReduceWindowSum,
        Windowing.SelectAndGatherAdd,
        Windowing.SelectAndScatterAdd,
        Collective.PSum,
        Collective.AllGather,
        Collective.PPermute {

  /// Whether the primitive is linear in just the given operands together, the others being
  /// constants.
  ///
  /// @param linear the positions of the operands that carry tangents, at least one
  /// @param arity the number of operands
  default boolean isLinearIn(BitSet linear, int arity) {
    return switch (this) {
      case Elementwise.Neg _,
          Elementwise.Convert _,
          Shaping.BroadcastInDim _,
          Shaping.Reshape _,
          Shaping.Squeeze _,
          Shaping.Transpose _,
          Shaping.Rev _,
          Shaping.Slice _,
          Reducing.ReduceSum _,
          Reducing.CumSum _,
          Elementwise.Add _,
          Elementwise.Sub _,
          Elementwise.AddAny _,
          Shaping.Concatenate _,
          Shaping.Pad _,
          Windowing.ReduceWindowSum _,
          Collective.PSum _,
          Collective.AllGather _,
          Collective.PPermute _ ->
          linear.cardinality() == arity;
      case Elementwise.Mul _, Combining.DotGeneral _, Windowing.Conv _ -> linear.cardinality() == 1;
      case Elementwise.Div _,
          Indexing.DynamicSlice _,
          Indexing.Gather _,
          Windowing.SelectAndGatherAdd _,
          Windowing.SelectAndScatterAdd _ ->
          linear.get(0) && linear.cardinality() == 1;
      case Elementwise.Select _ -> !linear.get(0) && linear.cardinality() == arity - 1;
      case Indexing.DynamicUpdateSlice _ ->
          linear.get(0) && linear.get(1) && linear.cardinality() == 2;
      case Indexing.Scatter scatter -> isLinear(scatter, linear);
    };
  }

  /// Adding is linear in operand and updates, and so is setting; multiplying in the operand alone.
  private static boolean isLinear(Indexing.Scatter scatter, BitSet linear) {
    return switch (scatter.op()) {
      case ADD, SET -> linear.get(0) && linear.get(2) && !linear.get(1);
      case MUL -> linear.get(0) && linear.cardinality() == 1;
      case MIN, MAX -> false;
    };
  }
}
