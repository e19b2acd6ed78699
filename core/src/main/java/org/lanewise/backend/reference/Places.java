package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Where the windows of a gather or a scatter lie in the operand.
///
/// The indices without their last axis are the places; each names the first element of a window. An
/// element of the windowed array (a gather's result, a scatter's updates) lies in the operand at
/// the position of its place's window plus its position within a window: both are walked as
/// layouts.
final class Places {
  /// The position of a window that is out of bounds.
  static final long OUTSIDE = Long.MIN_VALUE;

  private final Dimensions dimensions;
  private final Layout operand;
  private final Shape sizes;
  private final Strided indices;
  private final long[] positions;

  /// @param operand the layout of the operand
  /// @param sizes the size of a window, by operand axis
  /// @param clamps whether windows are moved into bounds; those outside are [#OUTSIDE] otherwise
  Places(Dimensions dimensions, Layout operand, Shape sizes, Strided indices, boolean clamps) {
    this.dimensions = dimensions;
    this.operand = operand;
    this.sizes = sizes;
    this.indices = indices;
    this.positions = positions(clamps);
  }

  /// The position of a window's first element in the operand's buffer, or [#OUTSIDE].
  long position(long place) {
    return positions[(int) place];
  }

  /// The number of the place for each element of the windowed array.
  Positions places(Shape windowed) {
    long[] strides = new long[windowed.rank()];
    long step = 1;
    int axis = indices.shape().rank() - 2;
    for (int i = windowed.rank() - 1; i >= 0; i--) {
      if (!dimensions.windowDims().contains(i)) {
        strides[i] = step;
        step *= indices.shape().get(axis--);
      }
    }
    return new Positions(Layout.of(windowed, strides, 0));
  }

  /// The position within the window for each element of the windowed array.
  Positions offsets(Shape windowed) {
    Axes gone = dimensions.droppedDims().concat(dimensions.operandBatchDims());
    Axes axes = gone.complement(operand.shape().rank());
    long[] strides = new long[windowed.rank()];
    for (int i = 0; i < axes.size(); i++) {
      strides[dimensions.windowDims().get(i)] = operand.stride(axes.get(i));
    }
    return new Positions(Layout.of(windowed, strides, 0));
  }

  private long[] positions(boolean clamps) {
    Shape shape = indices.shape();
    Shape places = shape.subshape(0, shape.rank() - 1);
    long[] found = new long[count(places)];
    Reader reader = new Reader(indices);
    int components = dimensions.indexedDims().size();
    long[] vector = new long[components];
    long[] start = new long[operand.shape().rank()];
    for (int place = 0; place < found.length; place++) {
      reader.longs(vector, components);
      Arrays.fill(start, 0);
      for (int i = 0; i < components; i++) {
        start[dimensions.indexedDims().get(i)] = IndexingKernels.index(indices.dtype(), vector[i]);
      }
      for (int i = 0; i < dimensions.operandBatchDims().size(); i++) {
        start[dimensions.operandBatchDims().get(i)] =
            coordinate(place, places, dimensions.indicesBatchDims().get(i));
      }
      found[place] = position(start, clamps);
    }
    return found;
  }

  private static int count(Shape places) {
    if (places.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          ("`gather` and `scatter`: there must be at most 2147483639 index vectors, got indices of"
                  + " leading shape %s. Take them in parts.")
              .formatted(places));
    }
    return (int) places.size();
  }

  /// The index along an axis of the row-major place.
  private static long coordinate(long place, Shape places, int axis) {
    long below = 1;
    for (int i = axis + 1; i < places.rank(); i++) {
      below *= places.get(i);
    }
    return place / below % places.get(axis);
  }

  private long position(long[] start, boolean clamps) {
    long position = operand.offset();
    for (int axis = 0; axis < start.length; axis++) {
      long last = operand.shape().get(axis) - Math.max(1, sizes.get(axis));
      boolean isInside = start[axis] >= 0 && start[axis] <= last;
      if (!isInside && (!clamps || last < 0)) {
        return OUTSIDE;
      }
      position +=
          (isInside ? start[axis] : Math.clamp(start[axis], 0, last)) * operand.stride(axis);
    }
    return position;
  }
}
