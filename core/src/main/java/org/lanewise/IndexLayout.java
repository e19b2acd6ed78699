package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// How the parts of an index become the axes of the result: NumPy's rule for mixed indexing.
///
/// All arrays among the parts (and, beside them, single positions) are broadcast together. Their
/// common axes stand where the first of them stands if they are next to each other, and in front
/// otherwise. Every range keeps its own axis, every new axis its place.
///
/// Two of these axes are told apart for gather and scatter: *window* axes, which run through a
/// block of the operand, and *batch* axes, along which the indices vary.
final class IndexLayout {
  private final Shape operand;
  private final List<IndexPart> parts;
  private final Shape common;
  private final boolean writing;

  /// What stands at each place of the result: a part, or null for the block of common axes.
  private final List<IndexPart> places = new ArrayList<>();

  private int blockPlace = -1;

  /// @param writing whether windows may be parts of an axis and steps are indexed, as in scatter
  IndexLayout(Shape operand, List<IndexPart> parts, boolean writing) {
    this.operand = operand;
    this.parts = parts;
    this.writing = writing;
    this.common = commonShape();
    place();
  }

  private static boolean isPicked(IndexPart part) {
    return part instanceof IndexPart.Picked || part instanceof IndexPart.Single;
  }

  private Shape commonShape() {
    Shape shape = Shape.scalar();
    for (IndexPart part : parts) {
      if (part instanceof IndexPart.Picked(_, Array positions)) {
        shape = broadcast(shape, positions.shape());
      }
    }
    return shape;
  }

  private static Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    long[] sizes = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long m = i <= a.rank() ? a.get(-i) : 1;
      long n = i <= b.rank() ? b.get(-i) : 1;
      if (m != n && m != 1 && n != 1) {
        throw new ShapeException(
            "`get`: index arrays must broadcast together, got shapes "
                + a
                + " and "
                + b
                + ". Give them equal sizes, or sizes of 1.");
      }
      sizes[rank - i] = m == 1 ? n : m;
    }
    return Shape.of(sizes);
  }

  private void place() {
    int runs = 0;
    boolean before = false;
    for (IndexPart part : parts) {
      boolean picked = isPicked(part);
      runs += picked && !before ? 1 : 0;
      before = picked;
    }
    if (runs > 1) {
      blockPlace = 0;
    }
    for (IndexPart part : parts) {
      if (!isPicked(part)) {
        places.add(part);
      } else if (blockPlace < 0) {
        blockPlace = places.size();
      }
    }
  }

  /// Whether a range is a window of the operand rather than a list of positions.
  private boolean isWindow(IndexPart.Range range) {
    return !writing || Math.abs(range.step()) == 1;
  }

  /// The axes of the result without new axes, as XLA's gather and scatter see them: window axes and
  /// batch axes in the order of the places.
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i <= places.size(); i++) {
      if (i == blockPlace) {
        for (int k = 0; k < common.rank(); k++) {
          slots.add(new Slot(common.get(k), false, false));
        }
      }
      if (i < places.size() && places.get(i) instanceof IndexPart.Range range) {
        slots.add(new Slot(range.count(), isWindow(range), range.step() == -1 && writing));
      }
    }
    return slots;
  }

  /// One axis of the result.
  ///
  /// @param size its size
  /// @param window whether it runs through a block of the operand
  /// @param reversed whether the block is run through backwards
  record Slot(long size, boolean window, boolean reversed) {}

  /// The shape without new axes.
  Shape shape() {
    return Shape.of(slots().stream().mapToLong(Slot::size).toArray());
  }

  /// The positions of the new axes in the final result.
  Axes newAxes() {
    List<Integer> added = new ArrayList<>();
    int position = 0;
    for (int i = 0; i <= places.size(); i++) {
      position += i == blockPlace ? common.rank() : 0;
      if (i < places.size()) {
        if (places.get(i) instanceof IndexPart.NewAxis) {
          added.add(position);
        }
        position++;
      }
    }
    return Axes.of(added.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The slots that are run through backwards.
  Axes reversed() {
    List<Slot> slots = slots();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).reversed()) {
        axes.add(i);
      }
    }
    return Axes.of(axes.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The dimension numbers of the gather or scatter.
  Dimensions dimensions() {
    List<Slot> slots = slots();
    List<Integer> window = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).window()) {
        window.add(i);
      }
    }
    List<Integer> dropped = new ArrayList<>();
    List<Integer> indexed = new ArrayList<>();
    for (IndexPart part : byAxis()) {
      int axis = axis(part);
      boolean isWindow = part instanceof IndexPart.Range range && isWindow(range);
      if (!isWindow) {
        dropped.add(axis);
      }
      if (isIndexed(part)) {
        indexed.add(axis);
      }
    }
    return new Dimensions(axes(window), axes(dropped), axes(indexed));
  }

  private static Axes axes(List<Integer> list) {
    return Axes.of(list.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The parts that stand for an axis of the operand, in the order of these axes, which is theirs.
  private List<IndexPart> byAxis() {
    return parts.stream().filter(part -> !(part instanceof IndexPart.NewAxis)).toList();
  }

  private static int axis(IndexPart part) {
    return switch (part) {
      case IndexPart.NewAxis _ -> throw new AssertionError("a new axis has no operand axis");
      case IndexPart.Range range -> range.axis();
      case IndexPart.Single single -> single.axis();
      case IndexPart.Picked picked -> picked.axis();
    };
  }

  /// Whether the index vector has a component for a part: all but whole windows.
  private static boolean isIndexed(IndexPart part) {
    return !(part instanceof IndexPart.Range range && range.whole());
  }

  /// The block of the operand that one index vector addresses.
  Shape sliceSizes() {
    long[] sizes = new long[operand.rank()];
    for (IndexPart part : byAxis()) {
      boolean window = part instanceof IndexPart.Range range && isWindow(range);
      sizes[axis(part)] = window ? ((IndexPart.Range) part).count() : 1;
    }
    return Shape.of(sizes);
  }

  /// The indices: the batch axes of the result, then the index vector.
  Array indices() {
    List<Slot> batch = slots().stream().filter(slot -> !slot.window()).toList();
    Shape shape = Shape.of(batch.stream().mapToLong(Slot::size).toArray());
    List<Array> components = new ArrayList<>();
    for (IndexPart part : byAxis()) {
      if (isIndexed(part)) {
        components.add(component(part, shape));
      }
    }
    int last = shape.rank();
    if (components.isEmpty()) {
      return Lax.full(shape.concat(Shape.of(0)), DType.INT32, 0);
    }
    boolean wide = components.stream().anyMatch(c -> c.dtype() == DType.INT64);
    DType dtype = wide ? DType.INT64 : DType.INT32;
    List<Array> columns = new ArrayList<>();
    for (Array component : components) {
      Array column = Lax.convertElementType(component, dtype);
      columns.add(Lax.expandDims(column, Axes.of(last)));
    }
    return Lax.concatenate(columns, last);
  }

  /// One component of the index vector, in the shape of the batch axes.
  private Array component(IndexPart part, Shape batch) {
    return switch (part) {
      case IndexPart.NewAxis _ -> throw new AssertionError("a new axis is not indexed");
      case IndexPart.Single(int axis, long position) -> constant(batch, indexType(axis), position);
      case IndexPart.Picked(int axis, Array positions) ->
          spread(Wrapping.wrap(positions, operand.get(axis)), batch, blockStart());
      case IndexPart.Range range -> rangeComponent(range, batch);
    };
  }

  private Array rangeComponent(IndexPart.Range range, Shape batch) {
    DType dtype = indexType(range.axis());
    if (isWindow(range)) {
      long first =
          range.step() < 0 ? range.start() - Math.max(0, range.count() - 1) : range.start();
      return constant(batch, dtype, first);
    }
    Array steps = Lax.mul(Lax.iota(dtype, range.count()), Lax.scalar(dtype, range.step()));
    Array positions = Lax.add(steps, Lax.scalar(dtype, range.start()));
    return spread(positions, batch, batchPosition(range));
  }

  private static Array constant(Shape batch, DType dtype, long position) {
    return Lax.broadcastInDim(Lax.scalar(dtype, position), batch, Axes.none());
  }

  private DType indexType(int axis) {
    return operand.get(axis) > Integer.MAX_VALUE ? DType.INT64 : DType.INT32;
  }

  /// Where the common axes begin among the batch axes.
  private int blockStart() {
    int position = 0;
    for (int i = 0; i < Math.min(blockPlace, places.size()); i++) {
      position += isBatch(places.get(i)) ? 1 : 0;
    }
    return position + common.rank();
  }

  private int batchPosition(IndexPart.Range range) {
    int position = 0;
    for (int i = 0; i < places.size(); i++) {
      position += i == blockPlace ? common.rank() : 0;
      if (places.get(i) == range) {
        break;
      }
      position += isBatch(places.get(i)) ? 1 : 0;
    }
    return position + 1;
  }

  private boolean isBatch(IndexPart part) {
    return part instanceof IndexPart.Range range && !isWindow(range);
  }

  /// Repeats positions along the batch axes; their own axes end before `end`.
  private static Array spread(Array positions, Shape batch, int end) {
    Axes own = Axes.range(end - positions.rank(), end);
    return Lax.broadcastInDim(positions, batch, own);
  }
}
