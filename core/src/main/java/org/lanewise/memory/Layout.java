package org.lanewise.memory;

import java.util.Arrays;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// How the elements of an array lie in a buffer: shape, strides and offset, all in elements.
///
/// Element (i₀, i₁, …) lies at `offset + Σ iₖ·strideₖ`. A stride of 0 repeats (broadcast), a
/// negative one runs backwards. Immutable; every view operation returns a new layout of the same
/// buffer.
public final class Layout {
  private final Shape shape;
  private final long[] strides;
  private final long offset;
  private final boolean contiguous;

  private Layout(Shape shape, long[] strides, long offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.contiguous = isRowMajor(shape, strides);
  }

  /// The row-major layout of a shape from the start of a buffer.
  public static Layout rowMajor(Shape shape) {
    return new Layout(shape, rowMajorStrides(shape), 0);
  }

  /// A layout with given strides and offset, in elements.
  public static Layout of(Shape shape, long[] strides, long offset) {
    if (strides.length != shape.rank()) {
      throw new AssertionError("one stride for each axis of " + shape);
    }
    return new Layout(shape, strides.clone(), offset);
  }

  private static long[] rowMajorStrides(Shape shape) {
    long[] strides = new long[shape.rank()];
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= Math.max(1, shape.get(i));
    }
    return strides;
  }

  private static boolean isRowMajor(Shape shape, long[] strides) {
    if (shape.size() == 0) {
      return true;
    }
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides[i] != step) {
        return false;
      }
      step *= shape.get(i);
    }
    return true;
  }

  /// The shape.
  public Shape shape() {
    return shape;
  }

  /// The stride of an axis, in elements.
  public long stride(int axis) {
    return strides[axis];
  }

  /// The position of the first element, in elements.
  public long offset() {
    return offset;
  }

  /// Whether the elements lie one after the other in row-major order (from any offset).
  public boolean isContiguous() {
    return contiguous;
  }

  /// Permutes the axes as `transpose` does.
  public Layout transpose(Axes permutation) {
    long[] permuted = new long[strides.length];
    for (int i = 0; i < permuted.length; i++) {
      permuted[i] = strides[permutation.get(i)];
    }
    return new Layout(shape.select(permutation), permuted, offset);
  }

  /// Repeats as `broadcast_in_dim` does.
  public Layout broadcast(Shape result, Axes dimensions) {
    long[] wide = new long[result.rank()];
    for (int i = 0; i < dimensions.size(); i++) {
      int axis = dimensions.get(i);
      wide[axis] = shape.get(i) == 1 ? 0 : strides[i];
    }
    return new Layout(result, wide, offset);
  }

  /// Takes a strided box as `slice` does.
  public Layout slice(long[] starts, long[] steps, Shape result) {
    long first = offset;
    long[] stepped = new long[strides.length];
    for (int i = 0; i < strides.length; i++) {
      first += result.size() == 0 ? 0 : starts[i] * strides[i];
      stepped[i] = strides[i] * steps[i];
    }
    return new Layout(result, stepped, first);
  }

  /// Reverses axes as `rev` does.
  public Layout reverse(Axes axes) {
    long[] turned = strides.clone();
    long first = offset;
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i);
      first += Math.max(0, shape.get(axis) - 1) * strides[axis];
      turned[axis] = -strides[axis];
    }
    return new Layout(shape, turned, first);
  }

  /// Drops axes as `squeeze` does.
  public Layout squeeze(Axes axes) {
    long[] kept = new long[strides.length - axes.size()];
    int n = 0;
    for (int i = 0; i < strides.length; i++) {
      if (!axes.contains(i)) {
        kept[n++] = strides[i];
      }
    }
    return new Layout(shape.without(axes), kept, offset);
  }

  /// Whether [#reshape] can express the shape without moving elements.
  public boolean canReshape(Shape result) {
    return contiguous || reshapedStrides(result) != null;
  }

  /// Reads the same elements in row-major order in another shape.
  ///
  /// @throws AssertionError if [#canReshape] does not hold
  public Layout reshape(Shape result) {
    if (contiguous) {
      return new Layout(result, rowMajorStrides(result), offset);
    }
    long[] reshaped = reshapedStrides(result);
    if (reshaped == null) {
      throw new AssertionError("layout " + this + " cannot be read as " + result);
    }
    return new Layout(result, reshaped, offset);
  }

  /// Strides of the reshaped view, or null: groups of axes with equal products must be contiguous
  /// within themselves (the rule of NumPy's no-copy reshape).
  private long @org.jspecify.annotations.Nullable [] reshapedStrides(Shape result) {
    long[] reshaped = new long[result.rank()];
    int from = 0;
    int to = 0;
    while (from < strides.length || to < reshaped.length) {
      int fromEnd = Math.min(from + 1, strides.length);
      int toEnd = Math.min(to + 1, reshaped.length);
      long fromSize = from < strides.length ? shape.get(from) : 1;
      long toSize = to < reshaped.length ? result.get(to) : 1;
      while (fromSize != toSize) {
        if (fromSize < toSize) {
          fromSize *= shape.get(fromEnd++);
        } else {
          toSize *= result.get(toEnd++);
        }
      }
      if (!isDense(from, fromEnd)) {
        return null;
      }
      long step = innermostStride(from, fromEnd);
      for (int i = toEnd - 1; i >= to; i--) {
        reshaped[i] = step;
        step *= result.get(i);
      }
      from = fromEnd;
      to = toEnd;
    }
    return reshaped;
  }

  private boolean isDense(int from, int to) {
    long expected = Long.MIN_VALUE;
    for (int i = to - 1; i >= from; i--) {
      if (shape.get(i) == 1) {
        continue;
      }
      if (expected != Long.MIN_VALUE && strides[i] != expected) {
        return false;
      }
      expected = strides[i] * shape.get(i);
    }
    return true;
  }

  private long innermostStride(int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (shape.get(i) != 1) {
        return strides[i];
      }
    }
    return 1;
  }

  /// The strides in a fresh Java array.
  public long[] strides() {
    return strides.clone();
  }

  @Override
  public String toString() {
    return shape + " strides " + Arrays.toString(strides) + " from " + offset;
  }
}
