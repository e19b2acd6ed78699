package org.lanewise.vector.loops;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Indexing;
import org.lanewise.memory.Layout;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Graph;

/// Slices and updates of small arrays at run-time places, as a choice among all places.
final class ElementPicks {
  /// Places among which is chosen.
  private static final int MOST_PLACES = 32;

  private ElementPicks() {}

  /// The result of a primitive that reads or writes one box, or null.
  static int @Nullable [] pick(
      Unrolling all, Indexing indexing, List<int[]> x, List<ArrayType> types) {
    return switch (indexing) {
      case Indexing.DynamicSlice(Shape sizes) -> {
        List<Place> places = places(all, types, x, 1, sizes);
        yield places == null ? null : slice(all, x.get(0), types.get(0).shape(), sizes, places);
      }
      case Indexing.DynamicUpdateSlice _ -> {
        List<Place> places = places(all, types, x, 2, types.get(1).shape());
        yield places == null ? null : update(all, x, types, places);
      }
      case Indexing.Gather _, Indexing.Scatter _ -> null;
    };
  }

  /// A place where the box may lie.
  ///
  /// @param start its first element
  /// @param isThere the node that says whether it does, or −1 for the only place that remains
  private record Place(int start, int isThere) {}

  /// All places; the last one is taken if no other is.
  private static @Nullable List<Place> places(
      Unrolling all, List<ArrayType> types, List<int[]> x, int first, Shape sizes) {
    Shape shape = types.get(0).shape();
    Layout layout = Layout.rowMajor(shape);
    List<Place> places = List.of(new Place(0, -1));
    for (int axis = 0; axis < shape.rank(); axis++) {
      DType type = types.get(first + axis).dtype();
      long last = shape.get(axis) - sizes.get(axis);
      if (last == 0) {
        continue;
      }
      if (type.isUnsigned() || (last + 1) * places.size() > MOST_PLACES) {
        return null;
      }
      List<Place> more = new ArrayList<>();
      for (Place place : places) {
        for (int i = 0; i <= last; i++) {
          int here = isAt(all.graph(), x.get(first + axis)[0], i, i == 0, i == last);
          int start = Math.toIntExact(place.start + i * layout.stride(axis));
          more.add(new Place(start, place.isThere < 0 ? here : both(all, place.isThere, here)));
        }
      }
      places = more;
    }
    return places;
  }

  private static int both(Unrolling all, int a, int b) {
    return all.graph().like(Bitwise.AND, a, b);
  }

  /// Whether a clamped index is `i`.
  static int isAt(Graph graph, int index, int i, boolean isFirst, boolean isLast) {
    Comparison comparison = isFirst ? Comparison.LE : isLast ? Comparison.GE : Comparison.EQ;
    return graph.compare(comparison, index, graph.number(graph.lane(index), i));
  }

  private static int[] slice(Unrolling all, int[] x, Shape shape, Shape sizes, List<Place> places) {
    int[] window = window(shape, sizes);
    int[] slice = new int[window.length];
    for (int e = 0; e < slice.length; e++) {
      slice[e] = x[places.getLast().start + window[e]];
      for (Place place : places.subList(0, places.size() - 1)) {
        slice[e] = all.select(place.isThere, x[place.start + window[e]], slice[e]);
      }
    }
    return slice;
  }

  private static int[] update(
      Unrolling all, List<int[]> x, List<ArrayType> types, List<Place> places) {
    int[] window = window(types.get(0).shape(), types.get(1).shape());
    int[] updated = x.get(0).clone();
    for (Place place : places) {
      for (int e = 0; e < window.length; e++) {
        int goal = place.start + window[e];
        int update = x.get(1)[e];
        updated[goal] =
            place.isThere < 0 ? update : all.select(place.isThere, update, updated[goal]);
      }
    }
    return updated;
  }

  /// The elements of a box at the origin.
  private static int[] window(Shape shape, Shape sizes) {
    return ElementMoves.positions(Layout.of(sizes, Layout.rowMajor(shape).strides(), 0));
  }
}
