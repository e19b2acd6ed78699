package org.lanewise.backend;

import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Layout;
import org.lanewise.type.Shape;

/// The primitives that need no work: those that only read the operand in another layout.
public final class Views {
  private Views() {}

  /// The layout of the result as a view of the one operand, or null if elements must be computed or
  /// moved.
  ///
  /// @param primitive a primitive with one operand
  /// @param operand the operand's layout
  /// @param result the result's shape
  public static @Nullable Layout of(Primitive primitive, Layout operand, Shape result) {
    return switch (primitive) {
      case Shaping shaping -> of(shaping, operand, result);
      case Elementwise.Name _, Elementwise.StopGradient _ -> operand;
      case Elementwise _,
          Indexing _,
          Reducing _,
          Combining _,
          Windowing _,
          Collective _,
          Structured _,
          Callback _ ->
          null;
    };
  }

  private static @Nullable Layout of(Shaping primitive, Layout operand, Shape result) {
    return switch (primitive) {
      case Shaping.Iota _, Shaping.Concatenate _, Shaping.Pad _, Shaping.BitcastConvert _ -> null;
      case Shaping.BroadcastInDim(Shape shape, var dimensions) ->
          operand.broadcast(shape, dimensions);
      case Shaping.Reshape _ -> operand.canReshape(result) ? operand.reshape(result) : null;
      case Shaping.Squeeze(var dimensions) -> operand.squeeze(dimensions);
      case Shaping.Transpose(var permutation) -> operand.transpose(permutation);
      case Shaping.Rev(var dimensions) -> operand.reverse(dimensions);
      case Shaping.Slice(var starts, _, var strides) ->
          operand.slice(starts.toArray(), strides.toArray(), result);
    };
  }
}
