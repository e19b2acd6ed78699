package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.DynamicSlice;
import org.lanewise.ir.Indexing.DynamicUpdateSlice;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Boxes at run-time start indices: boxes over all lanes where the starts are the same, otherwise a
/// gather or a scatter of one window per lane, which is moved back so that it fits, as the box is.
final class DynamicSlices {
  private DynamicSlices() {}

  static Lanes read(Shape sizes, List<Lanes> operands, long lanes) {
    Lanes x = operands.get(0);
    List<Lanes> starts = operands.subList(1, operands.size());
    if (starts.stream().noneMatch(Lanes::isMapped)) {
      DynamicSlice wider = new DynamicSlice(sizes.insert(x.axis(), lanes));
      List<Array> all = withStarts(List.of(x.array()), starts, x.axis());
      return new Lanes(CurrentInterpreter.bindOne(wider, all), x.axis());
    }
    Gather one = new Gather(windows(x.rank()), sizes, Mode.CLIP, true, true);
    return IndexingBatching.gather(one, x, places(starts, x.type().shape(), sizes, lanes), lanes);
  }

  static Lanes write(List<Lanes> operands, long lanes) {
    Lanes x = operands.get(0);
    Lanes update = operands.get(1);
    List<Lanes> starts = operands.subList(2, operands.size());
    if (starts.stream().noneMatch(Lanes::isMapped)) {
      List<Array> arrays = List.of(x.at(0, lanes), update.at(0, lanes));
      Array result =
          CurrentInterpreter.bindOne(new DynamicUpdateSlice(), withStarts(arrays, starts, 0));
      return new Lanes(result, 0);
    }
    Scatter one = new Scatter(Scatter.Op.SET, windows(x.rank()), Mode.CLIP, true, true);
    Lanes places = places(starts, x.type().shape(), update.type().shape(), lanes);
    Lanes written = IndexingBatching.scatter(one, x, places, update, lanes);
    boolean weak = x.array().weakType() && update.array().weakType();
    Array array = Lax.convertElementType(written.array(), x.array().dtype(), weak);
    return new Lanes(array, written.axis());
  }

  /// The starts of a lane, and 0 for the lanes' axis.
  private static List<Array> withStarts(List<Array> arrays, List<Lanes> starts, int axis) {
    List<Array> all = new ArrayList<>();
    starts.forEach(start -> all.add(start.array()));
    DType dtype = all.isEmpty() ? DType.INT32 : all.get(0).dtype();
    all.add(axis, Lax.scalar(dtype, 0L));
    all.addAll(0, arrays);
    return all;
  }

  /// One window per index vector, with all axes of the operand.
  private static Dimensions windows(int rank) {
    return new Dimensions(Axes.range(rank), Axes.none(), Axes.range(rank));
  }

  /// The starts as index vectors, one per lane: shape (lanes, rank).
  private static Lanes places(List<Lanes> starts, Shape operand, Shape box, long lanes) {
    boolean isUniform = starts.stream().map(start -> start.array().dtype()).distinct().count() == 1;
    List<Array> columns = new ArrayList<>();
    for (int axis = 0; axis < starts.size(); axis++) {
      Array column = starts.get(axis).at(0, lanes);
      if (!isUniform) {
        column = clamped(column, operand.get(axis) - box.get(axis));
      }
      columns.add(Lax.reshape(column, Shape.of(lanes, 1)));
    }
    return new Lanes(Lax.concatenate(columns, 1), 0);
  }

  /// Starts as i64. They are clamped in their own type first, for the largest u64 have no i64.
  private static Array clamped(Array starts, long last) {
    DType dtype = starts.dtype();
    int bits = dtype.bitSize() - (dtype.isUnsigned() ? 0 : 1);
    long bound = bits >= Long.SIZE - 1 ? last : Math.min(last, (1L << bits) - 1);
    Array low = Lax.max(starts, Lax.scalar(dtype, 0L));
    return Lax.convertElementType(Lax.min(low, Lax.scalar(dtype, bound)), DType.INT64);
  }
}
