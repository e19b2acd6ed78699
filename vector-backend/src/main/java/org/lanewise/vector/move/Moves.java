package org.lanewise.vector.move;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lanewise.backend.Executable;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The executables of primitives that move elements, or fold them while they pass by.
public final class Moves {
  private Moves() {}

  /// The executable of a primitive for these operands, or nothing if it is left to the reference
  /// backend.
  public static Optional<Executable> of(Primitive primitive, List<ArrayType> operands) {
    return switch (primitive) {
      case Shaping shaping -> shaping(shaping, operands);
      case Indexing indexing -> indexing(indexing, operands);
      case Reducing.CumSum(int axis, boolean reverse) ->
          ScanExecutable.of(Scan.Op.SUM, axis, reverse, operands.get(0));
      case Reducing.Cumulative(var op, int axis, boolean reverse) ->
          ScanExecutable.of(Scan.Op.of(op), axis, reverse, operands.get(0));
      case Elementwise _, Reducing _, Combining _, Windowing _ -> Optional.empty();
      case Collective _, Structured _, Callback _ -> Optional.empty();
    };
  }

  /// Does a `dynamic_update_slice` in the memory of its operand, which nobody else reads.
  ///
  /// @param operands those of the primitive; the update lies elsewhere
  public static void updateInPlace(Strided... operands) {
    List<Strided> starts = Arrays.asList(operands).subList(2, operands.length);
    Joins.update(operands[0], operands[1], starts);
  }

  private static Optional<Executable> shaping(Shaping shaping, List<ArrayType> operands) {
    ArrayType result = TypeRules.infer(shaping, operands).get(0);
    return switch (shaping) {
      case Shaping.Reshape(Shape shape) -> one(x -> reshape(RowMajor.of(x[0]), shape));
      case Shaping.Concatenate(int dimension) -> one(x -> Joins.concatenate(dimension, result, x));
      case Shaping.Pad pad -> one(x -> Joins.pad(pad, result, x[0], x[1]));
      case Shaping.BitcastConvert(DType dtype) ->
          operands.get(0).dtype().isFloating()
              ? Optional.empty()
              : one(x -> reinterpret(RowMajor.of(x[0]), dtype, result.shape()));
      case Shaping.Iota _,
          Shaping.BroadcastInDim _,
          Shaping.Squeeze _,
          Shaping.Transpose _,
          Shaping.Rev _,
          Shaping.Slice _ ->
          Optional.empty();
    };
  }

  private static Optional<Executable> indexing(Indexing indexing, List<ArrayType> operands) {
    return switch (indexing) {
      case Indexing.DynamicSlice(Shape sizes) ->
          one(
              x -> {
                List<Strided> starts = Arrays.asList(x).subList(1, x.length);
                return Boxes.of(x[0], Boxes.clampedStarts(starts, x[0].shape(), sizes), sizes);
              });
      case Indexing.DynamicUpdateSlice _ ->
          one(x -> Joins.updateSlice(x[0], x[1], Arrays.asList(x).subList(2, x.length)));
      case Indexing.Gather gather -> Optional.of(GatherExecutable.of(gather, operands));
      case Indexing.Scatter scatter -> ScatterExecutable.of(scatter, operands);
    };
  }

  private static Strided reshape(Strided rowMajor, Shape shape) {
    return rowMajor.with(rowMajor.layout().reshape(shape));
  }

  /// The same bits as another type. A buffer's offset is a multiple of both element sizes, or the
  /// elements are copied.
  private static Strided reinterpret(Strided rowMajor, DType dtype, Shape shape) {
    Strided source =
        rowMajor.byteOffset() % dtype.byteSize() == 0 ? rowMajor : RowMajor.copy(rowMajor);
    long offset = source.byteOffset() / dtype.byteSize();
    long[] strides = Layout.rowMajor(shape).strides();
    return new Strided(dtype, source.buffer(), Layout.of(shape, strides, offset));
  }

  /// A function with one result.
  @FunctionalInterface
  private interface Move {
    Strided apply(Strided... operands);
  }

  private static Optional<Executable> one(Move move) {
    return Optional.of(operands -> new Strided[] {move.apply(operands)});
  }
}
