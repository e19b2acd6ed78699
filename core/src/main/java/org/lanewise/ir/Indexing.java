package org.lanewise.ir;

import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Primitives that read or write at places known only at run time.
public sealed interface Indexing extends Primitive {

  /// What happens to an index that is out of bounds, after negative indices were wrapped by the
  /// caller.
  enum Mode {
    /// The window is moved back so that it fits.
    CLIP("GatherScatterMode.CLIP"),
    /// Reads give NaN (the smallest integer for signed, the largest for unsigned types, true for
    /// bool); writes are dropped.
    FILL_OR_DROP("GatherScatterMode.FILL_OR_DROP"),
    /// The caller promises that it does not happen. It is checked all the same: reads and writes
    /// behave as [#CLIP] and [#FILL_OR_DROP] do.
    PROMISE_IN_BOUNDS("GatherScatterMode.PROMISE_IN_BOUNDS");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /// The name in printed programs.
    @Override
    public String toString() {
      return text;
    }
  }

  /// How the axes of operand, indices and slices belong together (XLA's gather and scatter
  /// dimension numbers). The last axis of the indices is the index vector.
  ///
  /// For a gather, `windowDims` are the result axes that run inside a slice (`offset_dims`) and
  /// `droppedDims` the operand axes of slice size 1 that the result lacks (`collapsed_slice_dims`).
  /// For a scatter they are the update axes inside a window (`update_window_dims`) and the operand
  /// axes the updates lack (`inserted_window_dims`).
  ///
  /// @param windowDims axes of result or updates that run inside a window, ascending
  /// @param droppedDims operand axes without an axis in result or updates, ascending
  /// @param indexedDims operand axis that each component of the index vector addresses
  /// @param operandBatchDims operand axes that are batched along with the indices
  /// @param indicesBatchDims the axes of the indices that correspond to them
  record Dimensions(
      Axes windowDims,
      Axes droppedDims,
      Axes indexedDims,
      Axes operandBatchDims,
      Axes indicesBatchDims) {

    /// Dimensions without batched axes.
    public Dimensions(Axes windowDims, Axes droppedDims, Axes indexedDims) {
      this(windowDims, droppedDims, indexedDims, Axes.none(), Axes.none());
    }
  }

  /// Takes the box of the given sizes at run-time start indices, which are clamped so that it fits.
  /// Operands: the array, then one integer scalar per axis.
  ///
  /// @param sliceSizes the result shape
  record DynamicSlice(Shape sliceSizes) implements Indexing, Transposable {
    @Override
    public String name() {
      return "dynamic_slice";
    }
  }

  /// Replaces a box at run-time start indices, which are clamped so that it fits. Operands: the
  /// array, the update, then one integer scalar per axis.
  record DynamicUpdateSlice() implements Indexing, Transposable {
    @Override
    public String name() {
      return "dynamic_update_slice";
    }
  }

  /// Collects slices of the operand at the places that the indices name. Operands: the array, and
  /// integer indices whose last axis is the index vector.
  ///
  /// @param dimensions how the axes belong together
  /// @param sliceSizes the size of a slice, by operand axis
  /// @param mode what happens out of bounds
  /// @param indicesAreSorted a promise
  /// @param uniqueIndices a promise; the transposition of a gather may rely on it
  record Gather(
      Dimensions dimensions,
      Shape sliceSizes,
      Mode mode,
      boolean indicesAreSorted,
      boolean uniqueIndices)
      implements Indexing, Transposable {
    @Override
    public String name() {
      return "gather";
    }
  }

  /// Combines updates into a copy of the operand at the places that the indices name, in row-major
  /// order of the indices: where indices repeat, later updates act on the result of earlier ones.
  /// Operands: the array, integer indices whose last axis is the index vector, and the updates.
  ///
  /// @param op how an update is combined with what stands there
  /// @param dimensions how the axes belong together
  /// @param mode what happens out of bounds; a window that does not fit is dropped whole
  /// @param indicesAreSorted a promise
  /// @param uniqueIndices a promise
  record Scatter(
      Op op, Dimensions dimensions, Mode mode, boolean indicesAreSorted, boolean uniqueIndices)
      implements Indexing, Transposable {
    /// The ways to combine.
    public enum Op {
      /// The update replaces the element.
      SET("scatter"),
      /// element + update.
      ADD("scatter-add"),
      /// element · update.
      MUL("scatter-mul"),
      /// The smaller of both.
      MIN("scatter-min"),
      /// The larger of both.
      MAX("scatter-max");

      private final String text;

      Op(String text) {
        this.text = text;
      }
    }

    @Override
    public String name() {
      return op.text;
    }
  }
}
