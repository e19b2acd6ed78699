package org.lanewise.ir;

import static org.lanewise.ir.Operands.ANY;
import static org.lanewise.ir.Operands.INTEGER;
import static org.lanewise.ir.Operands.NUMBER;

import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.DynamicSlice;
import org.lanewise.ir.Indexing.DynamicUpdateSlice;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The type rules of [Indexing]: indices choose places and leave the element type alone.
///
/// The rules of gather and scatter are those of XLA, stated in [OpenXLA's operation
/// semantics](https://openxla.org/xla/operation_semantics#gather), with the index vector always in
/// the last axis of the indices.
final class IndexingTypes {
  private IndexingTypes() {}

  static ArrayType infer(Indexing primitive, Operands operands) {
    return switch (primitive) {
      case DynamicSlice(var sizes) -> dynamicSlice(sizes, operands);
      case DynamicUpdateSlice _ -> dynamicUpdateSlice(operands);
      case Gather gather -> gather(gather, operands);
      case Scatter scatter -> scatter(scatter, operands);
    };
  }

  private static ArrayType dynamicSlice(Shape sizes, Operands operands) {
    operands.requireCountAtLeast(1);
    ArrayType operand = operands.get(0);
    requireStarts(1, operands);
    requireFits("slice_sizes", sizes, operand, operands);
    return operand.withShape(sizes);
  }

  private static ArrayType dynamicUpdateSlice(Operands operands) {
    operands.requireCountAtLeast(2);
    ArrayType operand = operands.get(0);
    ArrayType update = operands.get(1);
    operands.requireSameDType(0, 1);
    requireStarts(2, operands);
    requireFits("the update", update.shape(), operand, operands);
    return operand.withWeak(operand.weak() && update.weak());
  }

  /// One integer scalar per axis of the operand.
  private static void requireStarts(int from, Operands operands) {
    int rank = operands.get(0).rank();
    if (operands.count() - from != rank) {
      throw operands.error(
          "there must be one start index per axis, but operand %s has rank %d and there are %d."
              + " Pass %d.",
          operands.get(0), rank, operands.count() - from, rank);
    }
    for (int i = from; i < operands.count(); i++) {
      operands.requireKind(i, INTEGER, "an integer type");
      if (!operands.shape(i).isScalar()) {
        throw operands.error(
            "start indices must be scalars, got %s. Pass one scalar per axis.",
            operands.describe(i));
      }
    }
  }

  private static void requireFits(String what, Shape sizes, ArrayType operand, Operands operands) {
    if (sizes.rank() != operand.rank()) {
      throw operands.error(
          "%s must have the operand's rank, but operand %s has rank %d and %s has shape %s. Give"
              + " one size per axis.",
          what, operand, operand.rank(), what, sizes);
    }
    for (int axis = 0; axis < sizes.rank(); axis++) {
      if (sizes.get(axis) > operand.shape().get(axis)) {
        throw operands.error(
            "%s must fit into the operand, but operand %s axis %d has size %d and %s %d. Make it"
                + " smaller.",
            what, operand, axis, operand.shape().get(axis), what, sizes.get(axis));
      }
    }
  }

  /// The result has the axes of the indices but the last, and at `windowDims` those of the slices.
  private static ArrayType gather(Gather gather, Operands operands) {
    operands.requireCount(2);
    ArrayType operand = operands.get(0);
    Dimensions dimensions = gather.dimensions();
    Names names = Names.GATHER;
    requireIndices(dimensions, names, operands);
    requireFits("slice_sizes", gather.sliceSizes(), operand, operands);
    requireSizeOne(dimensions.droppedDims(), names.dropped, gather.sliceSizes(), operands);
    requireSizeOne(
        dimensions.operandBatchDims(), names.operandBatch, gather.sliceSizes(), operands);
    Axes gone = dimensions.droppedDims().concat(dimensions.operandBatchDims());
    Shape window = gather.sliceSizes().without(gone);
    requireWindowRank(window.rank(), dimensions, names, operands);
    Shape places = operands.shape(1).subshape(0, operands.get(1).rank() - 1);
    int rank = places.rank() + window.rank();
    operands.requireAscending(names.window, dimensions.windowDims(), rank);
    return operand.withShape(interleave(places, window, dimensions.windowDims()));
  }

  private static void requireSizeOne(Axes axes, String what, Shape sizes, Operands operands) {
    for (int i = 0; i < axes.size(); i++) {
      long size = sizes.get(axes.get(i));
      if (size > 1) {
        throw operands.error(
            "%s must have slice size 1, but axis %d has %d in slice_sizes %s. Keep the axis among"
                + " the offset_dims.",
            what, axes.get(i), size, sizes);
      }
    }
  }

  private static void requireWindowRank(
      int expected, Dimensions dimensions, Names names, Operands operands) {
    if (dimensions.windowDims().size() != expected) {
      throw operands.error(
          "%s must name one axis for each operand axis that is neither dropped nor batched, but"
              + " operand %s leaves %d and %s are %s. Name %d.",
          names.window, operands.get(0), expected, names.window, dimensions.windowDims(), expected);
    }
  }

  /// Puts window sizes at `windowDims` and the sizes of the places, in order, at the other axes.
  private static Shape interleave(Shape places, Shape window, Axes windowDims) {
    long[] sizes = new long[places.rank() + window.rank()];
    int nextWindow = 0;
    int nextPlace = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = windowDims.contains(axis) ? window.get(nextWindow++) : places.get(nextPlace++);
    }
    return Shape.of(sizes);
  }

  /// What gather and scatter have in common: indices, and how they address the operand.
  private static void requireIndices(Dimensions dimensions, Names names, Operands operands) {
    ArrayType operand = operands.get(0);
    ArrayType indices = operands.get(1);
    operands.requireKind(1, INTEGER, "an integer type");
    if (indices.rank() == 0) {
      throw operands.error(
          "indices must have a last axis, the index vector, got %s. Reshape them to (1,).",
          indices);
    }
    Axes indexed = dimensions.indexedDims();
    if (indices.shape().get(-1) != indexed.size()) {
      throw operands.error(
          "%s must name one operand axis per component of the index vector, but indices %s have %d"
              + " components and %s are %s. Name %d.",
          names.indexed,
          indices,
          indices.shape().get(-1),
          names.indexed,
          indexed,
          indices.shape().get(-1));
    }
    operands.requireAxes(names.indexed, indexed, operand.rank());
    operands.requireAscending(names.dropped, dimensions.droppedDims(), operand.rank());
    operands.requireAscending(names.operandBatch, dimensions.operandBatchDims(), operand.rank());
    requireDisjoint(
        names.dropped, dimensions.droppedDims(), names, dimensions.operandBatchDims(), operands);
    requireDisjoint(names.indexed, indexed, names, dimensions.operandBatchDims(), operands);
    requireBatch(dimensions, names, operands);
  }

  private static void requireDisjoint(
      String what, Axes axes, Names names, Axes batch, Operands operands) {
    for (int i = 0; i < batch.size(); i++) {
      if (axes.contains(batch.get(i))) {
        throw operands.error(
            "%s and %s must have no axis in common, but %s and %s share %d. Name it once.",
            what, names.operandBatch, axes, batch, batch.get(i));
      }
    }
  }

  /// Batched axes of operand and indices belong together in pairs of equal size.
  private static void requireBatch(Dimensions dimensions, Names names, Operands operands) {
    Axes ours = dimensions.operandBatchDims();
    Axes theirs = dimensions.indicesBatchDims();
    ArrayType indices = operands.get(1);
    operands.requireAxes(names.indicesBatch, theirs, indices.rank() - 1);
    if (ours.size() != theirs.size()) {
      throw operands.error(
          "there must be as many %s as %s, got %s and %s. Name them in pairs.",
          names.operandBatch, names.indicesBatch, ours, theirs);
    }
    for (int i = 0; i < ours.size(); i++) {
      long left = operands.shape(0).get(ours.get(i));
      long right = indices.shape().get(theirs.get(i));
      if (left != right) {
        throw operands.error(
            "batched axes must have equal sizes, but operand %s axis %d has size %d and indices %s"
                + " axis %d has size %d. Transpose or broadcast one of them.",
            operands.get(0), ours.get(i), left, indices, theirs.get(i), right);
      }
    }
  }

  /// The updates have the axes of the indices but the last, and at `windowDims` a window that is no
  /// larger than the operand.
  private static ArrayType scatter(Scatter scatter, Operands operands) {
    operands.requireCount(3);
    ArrayType operand = operands.get(0);
    ArrayType updates = operands.get(2);
    Dimensions dimensions = scatter.dimensions();
    Names names = Names.SCATTER;
    operands.requireSameDType(0, 2);
    requireKind(scatter.op(), operands);
    requireIndices(dimensions, names, operands);
    Axes gone = dimensions.droppedDims().concat(dimensions.operandBatchDims());
    Shape windowLimit = operand.shape().without(gone);
    requireWindowRank(windowLimit.rank(), dimensions, names, operands);
    Shape places = operands.shape(1).subshape(0, operands.get(1).rank() - 1);
    int rank = places.rank() + windowLimit.rank();
    if (updates.rank() != rank) {
      throw operands.error(
          "updates must have the axes of the indices but the last and those of the window, %d in"
              + " all, got %s for indices %s. Reshape or broadcast the updates.",
          rank, updates, operands.get(1));
    }
    operands.requireAscending(names.window, dimensions.windowDims(), rank);
    requireUpdateSizes(places, windowLimit, dimensions.windowDims(), operands);
    return operand;
  }

  private static void requireKind(Scatter.Op op, Operands operands) {
    switch (op) {
      case SET -> operands.requireKind(0, ANY, "any type");
      case ADD, MUL, MIN, MAX -> operands.requireKind(0, NUMBER, "an integer or floating type");
    }
  }

  private static void requireUpdateSizes(
      Shape places, Shape limit, Axes windowDims, Operands operands) {
    Shape updates = operands.shape(2);
    Shape largest = interleave(places, limit, windowDims);
    for (int axis = 0; axis < updates.rank(); axis++) {
      long n = updates.get(axis);
      long bound = largest.get(axis);
      if (windowDims.contains(axis) ? n > bound : n != bound) {
        throw operands.error(
            "the updates' window must fit into the operand and their other axes must have the sizes"
                + " of the indices, but updates %s axis %d has size %d where %s%d is needed for"
                + " operand %s and indices %s. Slice or broadcast the updates.",
            operands.get(2),
            axis,
            n,
            windowDims.contains(axis) ? "at most " : "",
            bound,
            operands.get(0),
            operands.get(1));
      }
    }
  }

  /// What the parts of [Dimensions] are called in messages and in printed programs.
  private enum Names {
    GATHER("offset_dims", "collapsed_slice_dims", "start_index_map", "start_indices_batching_dims"),
    SCATTER(
        "update_window_dims",
        "inserted_window_dims",
        "scatter_dims_to_operand_dims",
        "scatter_indices_batching_dims");

    private final String window;
    private final String dropped;
    private final String indexed;
    private final String operandBatch = "operand_batching_dims";
    private final String indicesBatch;

    Names(String window, String dropped, String indexed, String indicesBatch) {
      this.window = window;
      this.dropped = dropped;
      this.indexed = indexed;
      this.indicesBatch = indicesBatch;
    }
  }
}
