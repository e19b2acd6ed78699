package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;

/// Where the windows of a gather or a scatter lie.
///
/// The indices without their last axis are the *places*; each names the first element of a window.
final class Places {
  /// The position of a window that is out of bounds.
  static final long OUTSIDE = Long.MIN_VALUE;

  private final Dimensions dimensions;
  private final Shape sizes;
  private final DType indexType;
  private final Shape places;
  private final Conversion toLong;

  /// @param sizes the size of a window, by operand axis
  Places(Dimensions dimensions, Shape sizes, ArrayType indices) {
    this.dimensions = dimensions;
    this.sizes = sizes;
    this.indexType = indices.dtype();
    this.places = indices.shape().subshape(0, indices.rank() - 1);
    this.toLong = Conversion.of(indices, DType.INT64);
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

  /// How far each window lies from the operand's first element, in bytes, or [#OUTSIDE].
  ///
  /// @param clamps whether windows are moved into bounds
  long[] distances(Strided operand, Strided indices, boolean clamps) {
    long[] vectors = read(RowMajor.of(toLong.apply(indices)));
    int components = dimensions.indexedDims().size();
    long[] found = new long[Math.toIntExact(places.size())];
    for (int i = 0; i < components; i++) {
      int axis = dimensions.indexedDims().get(i);
      addComponent(found, vectors, components, i, axis, operand, clamps);
    }
    List<Integer> batch = Arrays.stream(dimensions.operandBatchDims().toArray()).boxed().toList();
    for (int i = 0; i < batch.size(); i++) {
      addBatch(found, dimensions.indicesBatchDims().get(i), step(operand, batch.get(i)));
    }
    return found;
  }

  private static long[] read(Strided rowMajor) {
    long[] values = new long[Math.toIntExact(rowMajor.shape().size())];
    MemorySegment.copy(
        Memory.segment(rowMajor), Memory.LONG, Memory.at(rowMajor), values, 0, values.length);
    java.lang.ref.Reference.reachabilityFence(rowMajor.buffer());
    return values;
  }

  private static long step(Strided operand, int axis) {
    return operand.layout().stride(axis) * operand.dtype().byteSize();
  }

  private void addComponent(
      long[] found,
      long[] vectors,
      int components,
      int component,
      int axis,
      Strided operand,
      boolean clamps) {
    long last = operand.shape().get(axis) - Math.max(1, sizes.get(axis));
    long step = step(operand, axis);
    for (int place = 0; place < found.length; place++) {
      long index = Boxes.index(indexType, vectors[place * components + component]);
      boolean isInside = index >= 0 && index <= last;
      if (found[place] == OUTSIDE || (!isInside && (!clamps || last < 0))) {
        found[place] = OUTSIDE;
      } else {
        found[place] += (isInside ? index : Math.clamp(index, 0, last)) * step;
      }
    }
  }

  /// Windows of batched axes lie where their place lies.
  private void addBatch(long[] found, int axis, long step) {
    long below = places.subshape(axis + 1, places.rank()).size();
    for (int place = 0; place < found.length; place++) {
      if (found[place] != OUTSIDE) {
        found[place] += place / below % places.get(axis) * step;
      }
    }
  }
}
