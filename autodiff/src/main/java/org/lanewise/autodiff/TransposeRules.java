package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Transposable;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The transposition of every primitive that is linear in some operands: from the cotangent of the
/// result to those of these operands.
///
/// For y = f(x) linear in x, the rule gives fᵀ(ct), with ⟨ct, f(x)⟩ = ⟨fᵀ(ct), x⟩. A
/// [LinearNode.Step] is linear in its linear operands (that was checked when it was made), so no
/// case can fail. Elementwise primitives repeat small operands, so their rules sum.
final class TransposeRules {
  private TransposeRules() {}

  /// Adds the cotangents of a step's operands to their accumulators.
  ///
  /// @param primitive what the step applies
  /// @param ct the cotangent of its result
  /// @param x its operands
  static void transpose(Transposable primitive, Array ct, List<Place> x) {
    switch (primitive) {
      // −ct
      case Elementwise.Neg _ -> x.get(0).give(() -> Lax.neg(ct));
      // ct, ct
      case Elementwise.Add _, Elementwise.AddAny _ -> {
        x.get(0).give(() -> fitted(ct, x.get(0)));
        x.get(1).give(() -> fitted(ct, x.get(1)));
      }
      // ct, −ct
      case Elementwise.Sub _ -> {
        x.get(0).give(() -> fitted(ct, x.get(0)));
        x.get(1).give(() -> Lax.neg(fitted(ct, x.get(1))));
      }
      // ct y, or x ct
      case Elementwise.Mul _ -> {
        if (x.get(0).isLinear()) {
          x.get(0).give(() -> fitted(Lax.mul(ct, x.get(1).constant()), x.get(0)));
        } else {
          x.get(1).give(() -> fitted(Lax.mul(x.get(0).constant(), ct), x.get(1)));
        }
      }
      // ct / y
      case Elementwise.Div _ ->
          x.get(0).give(() -> fitted(Lax.div(ct, x.get(1).constant()), x.get(0)));
      case Elementwise.Select _ -> select(ct, x);
      // ct in the operand's type
      case Elementwise.Convert _ ->
          x.get(0)
              .give(
                  () ->
                      Lax.convertElementType(ct, x.get(0).type().dtype(), x.get(0).type().weak()));
      case Shaping.BroadcastInDim broadcast -> {
        Shape shape = x.get(0).type().shape();
        x.get(0).give(() -> unrepeated(ct, shape, broadcast));
      }
      // ct in the operand's shape
      case Shaping.Reshape _, Shaping.Squeeze _ ->
          x.get(0).give(() -> Lax.reshape(ct, x.get(0).type().shape()));
      // the axes back
      case Shaping.Transpose(Axes permutation) ->
          x.get(0).give(() -> Lax.transpose(ct, permutation.inverse()));
      // reversed again
      case Shaping.Rev(Axes dimensions) -> x.get(0).give(() -> Lax.rev(ct, dimensions));
      case Shaping.Concatenate(int dimension) -> concatenate(dimension, ct, x);
      case Shaping.Pad pad -> {
        x.get(0).give(() -> WindowTranspose.padded(pad, ct));
        x.get(1).give(() -> WindowTranspose.padding(pad, ct, x.get(0).type().shape()));
      }
      case Shaping.Slice slice -> WindowTranspose.slice(slice, ct, x.get(0));
      case Indexing.DynamicSlice _ -> WindowTranspose.dynamicSlice(ct, x);
      case Indexing.DynamicUpdateSlice _ -> WindowTranspose.dynamicUpdateSlice(ct, x);
      case Indexing.Gather gather ->
          GatherTranspose.gather(gather, ct, x.get(0), x.get(1).constant());
      case Indexing.Scatter scatter -> GatherTranspose.scatter(scatter, ct, x);
      // ct repeated along the summed axes
      case Reducing.ReduceSum(Axes axes) -> {
        Shape shape = x.get(0).type().shape();
        x.get(0).give(() -> Lax.broadcastInDim(ct, shape, axes.complement(shape.rank())));
      }
      // the running sum from the other end
      case Reducing.CumSum(int axis, boolean reverse) ->
          x.get(0).give(() -> Lax.cumsum(ct, axis, !reverse));
      case Combining.DotGeneral dot -> DotTranspose.transpose(dot, ct, x.get(0), x.get(1));
      case Windowing.Conv conv -> ConvTranspose.transpose(conv, ct, x.get(0), x.get(1));
      case Windowing.ReduceWindowSum(Window window) ->
          x.get(0).give(() -> ConvTranspose.sum(window, ct, x.get(0).type().shape()));
      // ct where the extreme was, and what stands there of ct
      case Windowing.SelectAndGatherAdd(var select, Window window) ->
          x.get(0).give(() -> Lax.selectAndScatterAdd(ct, x.get(1).constant(), select, window));
      case Windowing.SelectAndScatterAdd(var select, Window window) ->
          x.get(0).give(() -> Lax.selectAndGatherAdd(ct, x.get(1).constant(), select, window));
      case Collective.PSum sum -> x.get(0).give(() -> CollectiveTranspose.sum(sum, ct));
      case Collective.AllGather gather ->
          x.get(0).give(() -> CollectiveTranspose.allGather(gather, ct));
      case Collective.PPermute permute ->
          x.get(0).give(() -> CollectiveTranspose.permute(permute, ct));
    }
  }

  private static Array fitted(Array ct, Place operand) {
    return Broadcasting.from(ct, operand.type().shape());
  }

  /// ct where this case was picked, else 0.
  private static void select(Array ct, List<Place> x) {
    Array which = x.get(0).constant();
    Array zero = Scalars.like(ct, 0);
    for (int i = 1; i < x.size(); i++) {
      Place picked = x.get(i);
      List<Array> cases = new ArrayList<>(x.size() - 1);
      for (int j = 1; j < x.size(); j++) {
        cases.add(i == j ? ct : zero);
      }
      picked.give(() -> fitted(Lax.selectN(which, cases), picked));
    }
  }

  /// The sum over the axes that were repeated.
  private static Array unrepeated(Array ct, Shape shape, Shaping.BroadcastInDim broadcast) {
    Axes kept = broadcast.dimensions();
    Axes repeated =
        Axes.of(
            IntStream.range(0, ct.rank())
                .filter(
                    axis ->
                        !kept.contains(axis)
                            || shape.get(kept.indexOf(axis)) != ct.shape().get(axis))
                .toArray());
    return repeated.isEmpty() ? ct : Lax.reshape(Lax.reduceSum(ct, repeated), shape);
  }

  /// The parts of ct.
  private static void concatenate(int dimension, Array ct, List<Place> x) {
    long start = 0;
    for (Place part : x) {
      long from = start;
      long to = from + part.type().shape().get(dimension);
      part.give(() -> Lax.sliceInDim(ct, from, to, 1, dimension));
      start = to;
    }
  }
}
