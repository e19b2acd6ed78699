package org.lanewise.vector.move;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Where the windows of a gather or a scatter lie.
///
/// The indices without their last axis are the *places*; each names the first element of a window.
final class Places {
  private final Dimensions dimensions;
  private final Shape sizes;
  private final Shape places;
  private final Conversion widen;

  /// @param sizes the size of a window, by operand axis
  Places(Dimensions dimensions, Shape sizes, ArrayType indices) {
    this.dimensions = dimensions;
    this.sizes = sizes;
    this.places = indices.shape().subshape(0, indices.rank() - 1);
    this.widen =
        Conversion.of(indices, indices.dtype().byteSize() < 4 ? DType.INT32 : indices.dtype());
  }

  /// The leading axes of the indices.
  Shape shape() {
    return places;
  }

  /// The axes of a window that are axes of the windowed array too, in the operand's order.
  Axes windowAxes() {
    Axes gone = dimensions.droppedDims().concat(dimensions.operandBatchDims());
    return gone.complement(sizes.rank());
  }

  /// A window in the operand, from the operand's first element.
  Layout window(Layout operand) {
    Axes axes = windowAxes();
    long[] strides = new long[axes.size()];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = operand.stride(axes.get(i));
    }
    return Layout.of(sizes.select(axes), strides, operand.offset());
  }

  /// What finds the windows of these operands.
  ///
  /// @param clamps whether windows are moved into bounds
  Locator locator(Strided operand, Strided indices, boolean clamps) {
    Axes indexed = dimensions.indexedDims();
    long[] lasts = new long[indexed.size()];
    long[] steps = new long[lasts.length];
    for (int i = 0; i < lasts.length; i++) {
      int axis = indexed.get(i);
      lasts[i] = operand.shape().get(axis) - Math.max(1, sizes.get(axis));
      steps[i] = step(operand, axis);
    }
    Axes batched = dimensions.operandBatchDims();
    List<Locator.Batch> batches = new ArrayList<>();
    for (int i = 0; i < batched.size(); i++) {
      int axis = dimensions.indicesBatchDims().get(i);
      long below = places.subshape(axis + 1, places.rank()).size();
      batches.add(new Locator.Batch(below, places.get(axis), step(operand, batched.get(i))));
    }
    Strided vectors = RowMajor.of(widen.apply(indices));
    return new Locator(vectors, lasts, steps, batches, clamps);
  }

  private static long step(Strided operand, int axis) {
    return operand.layout().stride(axis) * operand.dtype().byteSize();
  }
}
