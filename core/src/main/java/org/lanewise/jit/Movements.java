package org.lanewise.jit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Primitive;
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
import org.lanewise.type.Shape;

/// Movements of elements that come to nothing, two in a row that are one, and slices of
/// concatenations that take from one operand alone.
///
/// Nothing is computed here: a rule is right if each element of the result comes from the same
/// place as before.
final class Movements implements Rewriting {
  @Override
  public @Nullable Atom rewrite(Equation equation, Rewriter rewriter) {
    if (!(equation.primitive() instanceof Shaping movement) || equation.inputs().isEmpty()) {
      return null;
    }
    Atom x = equation.inputs().getFirst();
    if (isIdentity(movement, x.type().shape(), equation)) {
      return x;
    }
    Equation inner = rewriter.definition(x);
    if (inner == null
        || inner.inputs().isEmpty()
        || equation.outputs().getFirst().type().size() == 0) {
      return null;
    }
    if (movement instanceof Rev && inner.primitive().equals(movement)) {
      return inner.inputs().getFirst(); // an axis that is turned twice stands as before
    }
    if (movement instanceof Slice slice && inner.primitive() instanceof Concatenate(int axis)) {
      return ofOnePart(slice, inner, axis, equation, rewriter);
    }
    Primitive both = together(movement, inner.primitive());
    return both == null
        ? null
        : rewriter.add(both, List.of(inner.inputs().getFirst()), equation.source()).getFirst();
  }

  /// Whether every element stays where it is.
  private static boolean isIdentity(Shaping movement, Shape shape, Equation equation) {
    return switch (movement) {
      // the same sizes, axis i to axis i: no axis is repeated
      case BroadcastInDim(Shape to, var dimensions) -> to.equals(shape) && dimensions.isIdentity();
      // row-major order in the same shape
      case Reshape(Shape to) -> to.equals(shape);
      case Squeeze(var dimensions) -> dimensions.isEmpty();
      case Transpose(var permutation) -> permutation.isIdentity();
      // turning an axis of one element, or none
      case Rev(var dimensions) -> {
        boolean still = true;
        for (int i = 0; i < dimensions.size(); i++) {
          still &= shape.get(dimensions.get(i)) <= 1;
        }
        yield still;
      }
      case Concatenate _ -> equation.inputs().size() == 1;
      case Pad(Sizes low, Sizes high, Sizes interior) ->
          low.all(0) && high.all(0) && interior.all(0);
      // from 0 to the end in steps of 1 (or of any, where there is one element)
      case Slice _ -> equation.outputs().getFirst().type().shape().equals(shape);
      case Iota _, BitcastConvert _ -> false;
    };
  }

  /// The one movement that does what `first` and then `second` do, or null.
  private static @Nullable Primitive together(Shaping second, Primitive first) {
    return switch (second) {
      // row-major order is kept by both; dropping axes of size 1 keeps it too
      case Reshape reshape -> first instanceof Reshape || first instanceof Squeeze ? reshape : null;
      // axis i of the result is axis p₂(i) of the middle, which is axis p₁(p₂(i)) of the operand
      case Transpose(var permutation) ->
          first instanceof Transpose(var before)
              ? new Transpose(permutation.map(before::get))
              : null;
      // axis i of the operand is axis d₁(i) of the middle, which is axis d₂(d₁(i)) of the result
      case BroadcastInDim(Shape shape, var dimensions) ->
          first instanceof BroadcastInDim(_, var before)
              ? new BroadcastInDim(shape, before.map(dimensions::get))
              : null;
      // element i of the result is s₂ + i t₂ of the middle, which is s₁ + (s₂ + i t₂) t₁
      case Slice slice -> first instanceof Slice before ? slices(before, slice) : null;
      case Squeeze _, Rev _, Iota _, Concatenate _, Pad _, BitcastConvert _ -> null;
    };
  }

  /// The slice of one operand of a concatenation, if it takes nothing of the others.
  private static @Nullable Atom ofOnePart(
      Slice slice, Equation joined, int axis, Equation equation, Rewriter rewriter) {
    long count = equation.outputs().getFirst().type().shape().get(axis);
    long first = slice.starts().get(axis);
    long last = first + (count - 1) * slice.strides().get(axis);
    long begin = 0;
    for (Atom part : joined.inputs()) {
      long end = begin + part.type().shape().get(axis);
      if (begin <= first && last < end) {
        Slice own =
            new Slice(
                with(slice.starts(), axis, first - begin),
                with(slice.limits(), axis, last + 1 - begin),
                slice.strides());
        return rewriter.add(own, List.of(part), equation.source()).getFirst();
      }
      begin = end;
    }
    return null;
  }

  private static Sizes with(Sizes sizes, int axis, long value) {
    long[] values = sizes.toArray();
    values[axis] = value;
    return Sizes.of(values);
  }

  private static Slice slices(Slice first, Slice second) {
    Sizes strides = first.strides().zip(second.strides(), (t1, t2) -> t1 * t2);
    Sizes starts =
        first.starts().zip(second.starts().zip(first.strides(), (s2, t1) -> s2 * t1), Long::sum);
    Sizes limits =
        first
            .starts()
            .zip(second.limits().zip(first.strides(), (l2, t1) -> (l2 - 1) * t1), Long::sum);
    return new Slice(starts, limits.zip(limits, (l, _) -> l + 1), strides);
  }
}
