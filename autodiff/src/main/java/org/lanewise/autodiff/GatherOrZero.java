package org.lanewise.autodiff;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Gathers as derivatives need them: what is out of bounds reads as zero, not as NaN, since the
/// filler of the result is constant and a dropped update has no influence.
final class GatherOrZero {
  private GatherOrZero() {}

  /// Gathers slices of x; where the mode fills, zeros.
  static Array of(Array x, Array indices, Gather gather, Tangent.Zeros zeros) {
    return switch (gather.mode()) {
      case CLIP, PROMISE_IN_BOUNDS -> Lax.gather(x, indices, gather);
      case FILL_OR_DROP -> {
        Array y = Lax.gather(x, indices, clipped(gather));
        Array missing = missing(x.shape(), indices, gather);
        yield Lax.select(missing, zeros.of(y.type()), y);
      }
    };
  }

  /// The same gather with windows moved into bounds. Moved windows may meet others, so no promise
  /// is left.
  static Gather clipped(Gather gather) {
    return new Gather(gather.dimensions(), gather.sliceSizes(), Mode.CLIP, false, false);
  }

  /// Where a filling gather fills: the filler of truth values is true.
  private static Array missing(Shape shape, Array indices, Gather gather) {
    Array nothing = Lax.full(shape, DType.BOOL, 0);
    return Lax.gather(nothing, indices, gather);
  }

  /// The gather that reads the places to which a scatter writes.
  static Gather inverse(Scatter scatter, Shape operand, Shape updates, Mode mode) {
    Dimensions dimensions = scatter.dimensions();
    Axes windows = dimensions.windowDims();
    long[] sizes = new long[operand.rank()];
    int window = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      boolean outside =
          dimensions.droppedDims().contains(axis) || dimensions.operandBatchDims().contains(axis);
      sizes[axis] = outside ? 1 : updates.get(windows.get(window++));
    }
    return new Gather(dimensions, Shape.of(sizes), mode, false, false);
  }

  /// What a scatter's updates read of an array of the operand's shape: zero for dropped updates, as
  /// all are where the operand has no elements.
  static Array atTargets(Array x, Array indices, Shape updates, Scatter scatter) {
    if (x.size() == 0) {
      return Lax.zeros(new ArrayType(x.dtype(), updates));
    }
    Mode mode = scatter.mode() == Mode.CLIP ? Mode.CLIP : Mode.FILL_OR_DROP;
    return of(x, indices, inverse(scatter, x.shape(), updates, mode), Lax::zeros);
  }
}
