package org.lanewise.vmap;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Shaping;
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

/// Primitives that move, repeat or make elements: the lanes get an axis that is left alone.
final class ShapingBatching {
  private ShapingBatching() {}

  static Lanes apply(Shaping primitive, List<Lanes> x, long lanes) {
    return switch (primitive) {
      // no operands: the same in all lanes
      case Iota iota -> Lanes.unmapped(CurrentInterpreter.bindOne(iota, List.of()));
      // the lanes in front
      case BroadcastInDim(Shape shape, Axes dimensions) ->
          new Lanes(
              Lax.broadcastInDim(
                  x.get(0).moved(0), shape.insert(0, lanes), behindLanes(dimensions)),
              0);
      // the lanes in front
      case Reshape(Shape shape) ->
          new Lanes(Lax.reshape(x.get(0).moved(0), shape.insert(0, lanes)), 0);
      case Squeeze(Axes dimensions) -> squeeze(dimensions, x.get(0));
      // both permutations at once
      case Transpose(Axes permutation) ->
          new Lanes(
              Lax.transpose(
                  x.get(0).array(), Axes.of(x.get(0).axis()).concat(x.get(0).shifted(permutation))),
              0);
      // along the same axes
      case Rev(Axes dimensions) ->
          new Lanes(Lax.rev(x.get(0).array(), x.get(0).shifted(dimensions)), x.get(0).axis());
      // all operands with the lanes in front
      case Concatenate(int dimension) ->
          new Lanes(
              Lax.concatenate(x.stream().map(part -> part.at(0, lanes)).toList(), dimension + 1),
              0);
      case Pad pad -> pad(pad, x.get(0), x.get(1));
      // all lanes
      case Slice(Sizes starts, Sizes limits, Sizes strides) ->
          new Lanes(
              Lax.slice(
                  x.get(0).array(),
                  inserted(starts, x.get(0).axis(), 0),
                  inserted(limits, x.get(0).axis(), lanes),
                  inserted(strides, x.get(0).axis(), 1)),
              x.get(0).axis());
      // the lanes in front, since the last axis may come or go
      case BitcastConvert(DType dtype) ->
          new Lanes(Lax.bitcastConvertType(x.get(0).moved(0), dtype), 0);
    };
  }

  /// The axis of the lanes 0, then those of a lane one further on.
  private static Axes behindLanes(Axes dimensions) {
    return Axes.of(0).concat(dimensions.map(axis -> axis + 1));
  }

  private static Lanes squeeze(Axes dimensions, Lanes x) {
    Axes dropped = x.shifted(dimensions);
    int before = 0;
    for (int i = 0; i < dropped.size(); i++) {
      before += dropped.get(i) < x.axis() ? 1 : 0;
    }
    return new Lanes(Lax.squeeze(x.array(), dropped), x.axis() - before);
  }

  /// The same padding for all lanes, or, where each has its own, a choice by a mask of the places
  /// that elements take.
  private static Lanes pad(Pad pad, Lanes x, Lanes value) {
    if (!value.isMapped()) {
      return new Lanes(padded(pad, x.array(), value.array(), x.axis()), x.axis());
    }
    Array operand = x.alongside(0);
    Array zero = Lax.zeros(x.type().withShape(Shape.scalar()));
    Array all = Lax.full(x.type().shape().insert(0, 1), DType.BOOL, 1);
    Array taken = padded(pad, all, Lax.scalar(DType.BOOL, 0L), 0);
    Array values = Lax.expandDims(value.array(), Axes.range(1, x.rank() + 1));
    Array result = Lax.select(taken, padded(pad, operand, zero, 0), values);
    return new Lanes(result, 0);
  }

  private static Array padded(Pad pad, Array x, Array value, int lanesAxis) {
    return Lax.pad(
        x,
        value,
        inserted(pad.low(), lanesAxis, 0),
        inserted(pad.high(), lanesAxis, 0),
        inserted(pad.interior(), lanesAxis, 0));
  }

  private static Sizes inserted(Sizes sizes, int axis, long value) {
    long[] wider = new long[sizes.size() + 1];
    for (int i = 0; i < wider.length; i++) {
      wider[i] = i == axis ? value : sizes.get(i < axis ? i : i - 1);
    }
    return Sizes.of(wider);
  }
}
