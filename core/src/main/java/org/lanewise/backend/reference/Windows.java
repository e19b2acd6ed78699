package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.memory.Layout;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Where the elements of a gather's result, or of a scatter's updates, stand in the operand.
///
/// The index of such an element has two parts. The axes in `windowDims` count through a window; the
/// others, in order, name an index vector, whose components say where the window starts along
/// `indexedDims`. Along batch axes the operand's position is that of the index vector.
final class Windows {
  /// Says that a window does not lie within the operand.
  static final long OUTSIDE = Long.MIN_VALUE;

  private final Dimensions dimensions;
  private final Shape operand;
  private final Strided indices;
  private final Shape window;
  private final long[] start;
  private final long[] vector;

  Windows(Dimensions dimensions, Shape operand, Strided indices, Shape window) {
    this.dimensions = dimensions;
    this.operand = operand;
    this.indices = indices;
    this.window = window;
    this.start = new long[operand.rank()];
    this.vector = new long[indices.shape().rank()];
  }

  /// The window's size along every operand axis, as the updates of a scatter have it.
  static Shape shape(Dimensions dimensions, Shape operand, Shape updates) {
    long[] sizes = new long[operand.rank()];
    int next = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      boolean lacks =
          dimensions.droppedDims().contains(axis) || dimensions.operandBatchDims().contains(axis);
      sizes[axis] = lacks ? 1 : updates.get(dimensions.windowDims().get(next++));
    }
    return Shape.of(sizes);
  }

  /// The position of an element, in elements, or [#OUTSIDE].
  ///
  /// @param index the element's index in result or updates
  /// @param layout the operand's layout
  /// @param clip whether a window that does not fit is moved until it does
  long position(long[] index, Layout layout, boolean clip) {
    nameVector(index);
    if (!findStart(clip)) {
      return OUTSIDE;
    }
    long position = layout.offset();
    int next = 0;
    for (int axis = 0; axis < start.length; axis++) {
      boolean lacks =
          dimensions.droppedDims().contains(axis) || dimensions.operandBatchDims().contains(axis);
      long within = lacks ? 0 : index[dimensions.windowDims().get(next++)];
      position += (start[axis] + within) * layout.stride(axis);
    }
    return position;
  }

  /// Copies the part of an index that names an index vector.
  private void nameVector(long[] index) {
    int next = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (!dimensions.windowDims().contains(axis)) {
        vector[next++] = index[axis];
      }
    }
  }

  private boolean findStart(boolean clip) {
    Arrays.fill(start, 0);
    Axes indexed = dimensions.indexedDims();
    for (int i = 0; i < indexed.size(); i++) {
      vector[vector.length - 1] = i;
      int axis = indexed.get(i);
      long most = operand.get(axis) - window.get(axis);
      long value = component();
      if (!clip && (value < 0 || value > most)) {
        return false;
      }
      start[axis] = Math.clamp(value, 0, Math.max(0, most));
    }
    for (int i = 0; i < dimensions.operandBatchDims().size(); i++) {
      start[dimensions.operandBatchDims().get(i)] = vector[dimensions.indicesBatchDims().get(i)];
    }
    return true;
  }

  private long component() {
    Layout layout = indices.layout();
    long position = layout.offset();
    for (int axis = 0; axis < vector.length; axis++) {
      position += vector[axis] * layout.stride(axis);
    }
    DType dtype = indices.dtype();
    long value =
        ScalarBits.toLong(dtype, Transfer.getBits(indices.buffer().segment(), dtype, position));
    return dtype == DType.UINT64 && value < 0 ? Long.MAX_VALUE : value;
  }
}
