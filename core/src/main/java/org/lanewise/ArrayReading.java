package org.lanewise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Reads `x[index]`: ranges and known positions by slicing, which is a view; arrays by gathering.
final class ArrayReading {
  private ArrayReading() {}

  /// The elements that an index names; out-of-bounds positions are clamped.
  static Array read(Array x, List<Index> index) {
    return read(x, index, Mode.PROMISE_IN_BOUNDS);
  }

  /// The elements that an index names, with a rule for positions out of bounds.
  static Array read(Array x, List<Index> index, Mode mode) {
    Axes added = ScalarMasks.added(x.rank(), index);
    Array box = expand(x, added);
    List<Index> entries = added.isEmpty() ? index : ScalarMasks.replaced(index);
    return readParts(box, IndexParts.of(box.shape(), entries), mode);
  }

  private static Array readParts(Array x, List<IndexPart> parts, Mode mode) {
    boolean picks = parts.stream().anyMatch(part -> part instanceof IndexPart.Picked);
    boolean clips = mode != Mode.FILL_OR_DROP;
    if (!picks && (clips || inBounds(x.shape(), parts))) {
      return slice(x, parts);
    }
    Array box = sliceRanges(x, parts);
    List<IndexPart> rest = afterSlicing(parts);
    IndexLayout layout = new IndexLayout(box.shape(), rest, false);
    if (layout.shape().size() == 0) {
      // Nothing is read, so nothing is out of bounds, not even along an axis of size 0.
      return expand(Lax.full(layout.shape(), x.dtype(), 0), layout.newAxes());
    }
    if (clips && parts.stream().allMatch(ArrayReading::isScalar)) {
      return dynamicSlice(box, rest, layout);
    }
    Gather gather = new Gather(layout.dimensions(), layout.sliceSizes(), mode, false, false);
    return expand(Lax.gather(box, layout.indices(), gather), layout.newAxes());
  }

  private static boolean inBounds(Shape shape, List<IndexPart> parts) {
    return parts.stream()
        .allMatch(
            part ->
                !(part instanceof IndexPart.Single(int axis, long position))
                    || (position >= 0 && position < shape.get(axis)));
  }

  private static boolean isScalar(IndexPart part) {
    return !(part instanceof IndexPart.Picked(_, Array positions)) || positions.rank() == 0;
  }

  /// Slices, reverses, drops and adds axes; single positions are clamped.
  private static Array slice(Array x, List<IndexPart> parts) {
    Array box = sliceRanges(x, parts);
    List<Integer> dropped = new ArrayList<>();
    for (IndexPart part : parts) {
      if (part instanceof IndexPart.Single(int axis, _)) {
        dropped.add(axis);
      }
    }
    Array kept = Lax.squeeze(box, axes(dropped));
    List<Integer> added = new ArrayList<>();
    int position = 0;
    for (IndexPart part : parts) {
      if (part instanceof IndexPart.NewAxis) {
        added.add(position);
      }
      position += part instanceof IndexPart.Single ? 0 : 1;
    }
    return expand(kept, axes(added));
  }

  private static Axes axes(List<Integer> list) {
    return Axes.of(list.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Array expand(Array x, Axes added) {
    return added.isEmpty() ? x : Lax.expandDims(x, added);
  }

  /// Applies all ranges, and single positions too unless arrays stand beside them.
  private static Array sliceRanges(Array x, List<IndexPart> parts) {
    boolean picks = parts.stream().anyMatch(part -> part instanceof IndexPart.Picked);
    long[] starts = new long[x.rank()];
    long[] limits = x.shape().toArray();
    long[] steps = new long[x.rank()];
    Arrays.fill(steps, 1);
    List<Integer> reversed = new ArrayList<>();
    for (IndexPart part : parts) {
      if (part instanceof IndexPart.Range range && !range.whole()) {
        int axis = range.axis();
        long span = Math.abs(range.step()) * Math.max(0, range.count() - 1);
        starts[axis] = range.step() < 0 ? range.start() - span : range.start();
        limits[axis] = range.count() == 0 ? starts[axis] : starts[axis] + span + 1;
        steps[axis] = Math.abs(range.step());
        if (range.step() < 0) {
          reversed.add(axis);
        }
      } else if (part instanceof IndexPart.Single(int axis, long position) && !picks) {
        starts[axis] = clamp(x.shape(), axis, position);
        limits[axis] = starts[axis] + 1;
      }
    }
    return Lax.rev(sliced(x, starts, limits, steps), axes(reversed));
  }

  private static long clamp(Shape shape, int axis, long position) {
    long n = shape.get(axis);
    if (n == 0) {
      throw new ShapeException(
          "`get`: position "
              + position
              + " is out of range for axis "
              + axis
              + " of shape "
              + shape
              + ", which is empty. Check the shape first.");
    }
    return Math.clamp(position, 0, n - 1);
  }

  private static Array sliced(Array x, long[] starts, long[] limits, long[] steps) {
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] != 0 || limits[i] != x.shape().get(i) || steps[i] != 1) {
        return Lax.slice(x, Sizes.of(starts), Sizes.of(limits), Sizes.of(steps));
      }
    }
    return x;
  }

  /// What is left to do once the ranges are sliced: they are whole then.
  private static List<IndexPart> afterSlicing(List<IndexPart> parts) {
    List<IndexPart> rest = new ArrayList<>();
    for (IndexPart part : parts) {
      rest.add(
          part instanceof IndexPart.Range range
              ? new IndexPart.Range(range.axis(), 0, range.count(), 1, true)
              : part);
    }
    return rest;
  }

  /// Scalar positions need no gather: a box of size 1 along their axes is taken at run time.
  private static Array dynamicSlice(Array box, List<IndexPart> parts, IndexLayout layout) {
    List<Array> starts = new ArrayList<>();
    long[] sizes = box.shape().toArray();
    List<Integer> dropped = new ArrayList<>();
    for (IndexPart part : parts) {
      switch (part) {
        case IndexPart.NewAxis _ -> {}
        case IndexPart.Range _ -> starts.add(Lax.scalar(DType.INT32, 0L));
        case IndexPart.Single(int axis, long position) -> {
          starts.add(Lax.scalar(DType.INT32, clamp(box.shape(), axis, position)));
          sizes[axis] = 1;
          dropped.add(axis);
        }
        case IndexPart.Picked(int axis, Array position) -> {
          starts.add(Wrapping.wrap(position, box.shape().get(axis)));
          clamp(box.shape(), axis, 0);
          sizes[axis] = 1;
          dropped.add(axis);
        }
      }
    }
    Array taken = Lax.dynamicSlice(box, starts, Shape.of(sizes));
    return expand(Lax.squeeze(taken, axes(dropped)), layout.newAxes());
  }
}
