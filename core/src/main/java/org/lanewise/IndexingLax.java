package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.DynamicSlice;
import org.lanewise.ir.Indexing.DynamicUpdateSlice;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Shape;

/// The part of [Lax] that reads and writes at places known only at run time.
abstract sealed class IndexingLax extends ShapingLax permits ReducingLax {
  IndexingLax() {}

  /// Takes a box of the given sizes; the start indices are clamped so that it fits. Negative ones
  /// are not counted from the end, as `x.get` does; they are clamped to 0.
  ///
  /// @param starts one integer scalar per axis
  public static Array dynamicSlice(Array x, List<Array> starts, Shape sizes) {
    List<Array> operands = new ArrayList<>(starts.size() + 1);
    operands.add(x);
    operands.addAll(starts);
    return CurrentInterpreter.bindOne(new DynamicSlice(sizes), operands);
  }

  /// Replaces a box; the start indices are clamped so that it fits.
  ///
  /// @param starts one integer scalar per axis
  public static Array dynamicUpdateSlice(Array x, Array update, List<Array> starts) {
    List<Array> operands = new ArrayList<>(starts.size() + 2);
    operands.add(x);
    operands.add(update);
    operands.addAll(starts);
    return CurrentInterpreter.bindOne(new DynamicUpdateSlice(), operands);
  }

  /// Collects slices at the places that the indices name; see [Gather].
  public static Array gather(
      Array x, Array indices, Dimensions dimensions, Shape sliceSizes, Mode mode) {
    return gather(x, indices, new Gather(dimensions, sliceSizes, mode, false, false));
  }

  /// Collects slices at the places that the indices name, with all parameters given.
  public static Array gather(Array x, Array indices, Gather gather) {
    return CurrentInterpreter.bindOne(gather, List.of(x, indices));
  }

  /// Combines updates into a copy of the operand at the places that the indices name; see
  /// [Scatter].
  public static Array scatter(
      Scatter.Op op, Array x, Array indices, Array updates, Dimensions dimensions, Mode mode) {
    return scatter(x, indices, updates, new Scatter(op, dimensions, mode, false, false));
  }

  /// Combines updates into a copy of the operand, with all parameters given.
  public static Array scatter(Array x, Array indices, Array updates, Scatter scatter) {
    return CurrentInterpreter.bindOne(scatter, List.of(x, indices, updates));
  }
}
