package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Shaping.Pad;
import org.lanewise.ir.Shaping.Slice;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The transpositions of padding and of slices: what reads a box writes a box when it is
/// transposed.
///
/// A cotangent that already stands is changed in the box alone, so no zeros of full size are made
/// for each slice.
final class WindowTranspose {
  private WindowTranspose() {}

  /// The elements of ct that a padded operand went to; where it was cut off, 0.
  static Array padded(Pad pad, Array ct) {
    Sizes none = Sizes.filled(ct.rank(), 0);
    Array inner = ct;
    if (!pad.low().all(0) || !pad.high().all(0)) {
      Sizes low = pad.low().zip(none, (a, _) -> -a);
      Sizes high = pad.high().zip(none, (a, _) -> -a);
      inner = Lax.pad(ct, Scalars.like(ct, 0), low, high, none);
    }
    if (pad.interior().all(0)) {
      return inner;
    }
    Sizes steps = pad.interior().zip(none, (a, _) -> a + 1);
    return Lax.slice(inner, none, Sizes.of(inner.shape().toArray()), steps);
  }

  /// The sum of ct over what the padding value went to.
  static Array padding(Pad pad, Array ct, Shape operand) {
    Array operandPlaces =
        Lax.pad(
            Lax.full(operand, DType.BOOL, 1),
            Lax.scalar(DType.BOOL, 0L),
            pad.low(),
            pad.high(),
            pad.interior());
    Array outside = Lax.select(operandPlaces, Scalars.like(ct, 0), ct);
    return Lax.reduceSum(outside, Axes.range(ct.rank()));
  }

  /// ct at the places of the slice.
  static void slice(Slice slice, Array ct, Place x) {
    Shape shape = x.type().shape();
    boolean dense = slice.strides().all(1);
    if (dense && !x.isFresh()) {
      List<Array> starts = new ArrayList<>();
      for (int axis = 0; axis < shape.rank(); axis++) {
        starts.add(Lax.scalar(DType.INT64, slice.starts().get(axis)));
      }
      x.giveInto(
          sum -> {
            Array part = Lax.slice(sum, slice.starts(), slice.limits(), slice.strides());
            return Lax.dynamicUpdateSlice(sum, Lax.addAny(part, ct), starts);
          });
      return;
    }
    x.give(() -> placed(slice, ct, shape));
  }

  /// Zeros of the operand's shape with ct at the places of the slice.
  private static Array placed(Slice slice, Array ct, Shape shape) {
    long[] high = new long[shape.rank()];
    Arrays.setAll(
        high,
        axis -> {
          long count = ct.shape().get(axis);
          long end =
              count == 0
                  ? slice.starts().get(axis)
                  : slice.starts().get(axis) + (count - 1) * slice.strides().get(axis) + 1;
          return shape.get(axis) - end;
        });
    Sizes interior = slice.strides().zip(slice.strides(), (a, _) -> a - 1);
    return Lax.pad(ct, Scalars.like(ct, 0), slice.starts(), Sizes.of(high), interior);
  }

  /// ct at the run-time place of the slice.
  static void dynamicSlice(Array ct, List<Place> x) {
    List<Array> starts = constants(x, 1);
    boolean fresh = x.get(0).isFresh();
    x.get(0)
        .giveInto(
            sum -> {
              Array part = fresh ? ct : Lax.addAny(Lax.dynamicSlice(sum, starts, ct.shape()), ct);
              return Lax.dynamicUpdateSlice(sum, part, starts);
            });
  }

  /// ct with the box emptied, and the box of ct.
  static void dynamicUpdateSlice(Array ct, List<Place> x) {
    List<Array> starts = constants(x, 2);
    Place update = x.get(1);
    x.get(0).give(() -> Lax.dynamicUpdateSlice(ct, Lax.zeros(update.type()), starts));
    update.give(() -> Lax.dynamicSlice(ct, starts, update.type().shape()));
  }

  private static List<Array> constants(List<Place> x, int from) {
    return x.subList(from, x.size()).stream().map(Place::constant).toList();
  }
}
