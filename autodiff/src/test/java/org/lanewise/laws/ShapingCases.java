package org.lanewise.laws;

import static org.lanewise.laws.LawCase.Operand.any;
import static org.lanewise.laws.LawCase.Operand.places;

import java.util.List;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The rows of what moves elements: shaping and indexing.
final class ShapingCases {
  private static final Dimensions ELEMENTS = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));
  private static final Dimensions ROWS = new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0));
  private static final Dimensions WINDOWS =
      new Dimensions(Axes.of(1, 2), Axes.none(), Axes.of(0, 1));
  private static final Dimensions BATCHED =
      new Dimensions(Axes.none(), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0));

  private ShapingCases() {}

  static void add(List<LawCase> cases, DType t) {
    for (Shape shape : List.of(Shape.of(5), Shape.of(0), Shape.of(3, 4), Shape.of(2, 0, 3))) {
      for (int axis = 0; axis < shape.rank(); axis++) {
        cases.add(LawCase.of(new Shaping.Iota(t, shape, axis)));
      }
    }
    views(cases, t);
    copies(cases, t);
    for (DType to : DType.values()) {
      if (!to.isComplex()) {
        cases.add(LawCase.of(new Shaping.BitcastConvert(to), any(t, 2, 8)));
        cases.add(LawCase.of(new Shaping.BitcastConvert(to), any(t)));
        cases.add(LawCase.of(new Shaping.BitcastConvert(to), any(t, 33)));
        cases.add(LawCase.of(new Shaping.BitcastConvert(to), any(t, 0, 2)));
      }
    }
    slices(cases, t);
    for (Mode mode : Mode.values()) {
      gathers(cases, t, mode);
      for (Indexing.Scatter.Op op : Indexing.Scatter.Op.values()) {
        scatters(cases, t, op, mode);
      }
    }
  }

  private static void views(List<LawCase> cases, DType t) {
    broadcast(cases, Shape.of(2, 3), Axes.of(1), any(t, 3));
    broadcast(cases, Shape.of(2, 3), Axes.none(), any(t));
    broadcast(cases, Shape.scalar(), Axes.none(), any(t));
    broadcast(cases, Shape.of(3, 4), Axes.of(0, 1), any(t, 3, 1));
    broadcast(cases, Shape.of(2, 0), Axes.of(1), any(t, 0));
    for (LawCase.Operand x : List.of(any(t, 2, 6), any(t, 12), any(t, 3, 1, 4))) {
      cases.add(LawCase.of(new Shaping.Reshape(Shape.of(3, 4)), x));
    }
    cases.add(LawCase.of(new Shaping.Reshape(Shape.of(1, 1)), any(t)));
    cases.add(LawCase.of(new Shaping.Reshape(Shape.of(0)), any(t, 0, 3)));
    cases.add(LawCase.of(new Shaping.Squeeze(Axes.of(0, 2)), any(t, 1, 3, 1)));
    cases.add(LawCase.of(new Shaping.Squeeze(Axes.of(1)), any(t, 0, 1)));
    cases.add(LawCase.of(new Shaping.Transpose(Axes.of(2, 0, 1)), any(t, 2, 3, 4)));
    cases.add(LawCase.of(new Shaping.Transpose(Axes.of(1, 0)), any(t, 0, 3)));
    cases.add(LawCase.of(new Shaping.Transpose(Axes.none()), any(t)));
    cases.add(LawCase.of(new Shaping.Rev(Axes.of(0, 1)), any(t, 5, 7)));
    cases.add(LawCase.of(new Shaping.Rev(Axes.of(0)), any(t, 0)));
    slice(cases, new long[] {1, 0}, new long[] {5, 4}, new long[] {2, 3}, any(t, 6, 4));
    slice(cases, new long[] {2}, new long[] {2}, new long[] {1}, any(t, 4));
    slice(cases, new long[] {3}, new long[] {130}, new long[] {1}, any(t, 130));
    slice(cases, new long[] {}, new long[] {}, new long[] {}, any(t));
  }

  private static void broadcast(
      List<LawCase> cases, Shape shape, Axes dimensions, LawCase.Operand x) {
    cases.add(LawCase.of(new Shaping.BroadcastInDim(shape, dimensions), x));
  }

  private static void slice(
      List<LawCase> cases, long[] starts, long[] limits, long[] steps, LawCase.Operand x) {
    cases.add(
        LawCase.of(new Shaping.Slice(Sizes.of(starts), Sizes.of(limits), Sizes.of(steps)), x));
  }

  private static void copies(List<LawCase> cases, DType t) {
    cases.add(LawCase.of(new Shaping.Concatenate(1), any(t, 2, 3), any(t, 2, 0), any(t, 2, 70)));
    cases.add(LawCase.of(new Shaping.Concatenate(0), any(t, 1), any(t, 129)));
    cases.add(LawCase.of(new Shaping.Concatenate(0), any(t, 0, 2), any(t, 0, 2)));
    pad(cases, new long[] {1, 0}, new long[] {2, 1}, new long[] {0, 2}, any(t, 3, 4), any(t));
    pad(cases, new long[] {-1, 2}, new long[] {0, -2}, new long[] {1, 0}, any(t, 3, 4), any(t));
    pad(cases, new long[] {3}, new long[] {40}, new long[] {0}, any(t, 0), any(t));
    pad(cases, new long[] {}, new long[] {}, new long[] {}, any(t), any(t));
  }

  private static void pad(
      List<LawCase> cases,
      long[] low,
      long[] high,
      long[] interior,
      LawCase.Operand x,
      LawCase.Operand value) {
    cases.add(
        LawCase.of(new Shaping.Pad(Sizes.of(low), Sizes.of(high), Sizes.of(interior)), x, value));
  }

  private static void slices(List<LawCase> cases, DType t) {
    LawCase.Operand at = places(DType.INT32);
    LawCase.Operand at64 = places(DType.INT64);
    for (Shape sizes : List.of(Shape.of(2, 3), Shape.of(0, 1), Shape.of(4, 5))) {
      cases.add(LawCase.of(new Indexing.DynamicSlice(sizes), any(t, 4, 5), at, at));
      cases.add(LawCase.of(new Indexing.DynamicSlice(sizes), any(t, 4, 5), at64, at64));
      long[] box = sizes.toArray();
      cases.add(LawCase.of(new Indexing.DynamicUpdateSlice(), any(t, 4, 5), any(t, box), at, at));
    }
    cases.add(LawCase.of(new Indexing.DynamicSlice(Shape.scalar()), any(t)));
    cases.add(LawCase.of(new Indexing.DynamicUpdateSlice(), any(t), any(t)));
  }

  private static void gathers(List<LawCase> cases, DType t, Mode mode) {
    for (DType index : List.of(DType.INT32, DType.INT64, DType.UINT8)) {
      cases.add(LawCase.of(gather(ELEMENTS, Shape.of(1), mode), any(t, 5), places(index, 40, 1)));
    }
    DType i = DType.INT32;
    cases.add(LawCase.of(gather(ROWS, Shape.of(1, 3), mode), any(t, 5, 3), places(i, 7, 1)));
    cases.add(LawCase.of(gather(ROWS, Shape.of(1, 3), mode), any(t, 5, 3), places(i, 0, 1)));
    cases.add(LawCase.of(gather(WINDOWS, Shape.of(2, 2), mode), any(t, 4, 5), places(i, 6, 2)));
    cases.add(LawCase.of(gather(BATCHED, Shape.of(1, 1), mode), any(t, 3, 5), places(i, 3, 4, 1)));
  }

  private static Indexing.Gather gather(Dimensions dimensions, Shape sizes, Mode mode) {
    return new Indexing.Gather(dimensions, sizes, mode, false, false);
  }

  private static void scatters(List<LawCase> cases, DType t, Indexing.Scatter.Op op, Mode mode) {
    DType i = DType.INT32;
    cases.add(LawCase.of(scatter(op, ELEMENTS, mode), any(t, 5), places(i, 40, 1), any(t, 40)));
    cases.add(LawCase.of(scatter(op, ELEMENTS, mode), any(t, 5), places(i, 0, 1), any(t, 0)));
    cases.add(LawCase.of(scatter(op, ROWS, mode), any(t, 5, 3), places(i, 7, 1), any(t, 7, 3)));
    cases.add(
        LawCase.of(scatter(op, WINDOWS, mode), any(t, 4, 5), places(i, 6, 2), any(t, 6, 2, 2)));
    cases.add(
        LawCase.of(scatter(op, BATCHED, mode), any(t, 3, 5), places(i, 3, 4, 1), any(t, 3, 4)));
  }

  private static Indexing.Scatter scatter(
      Indexing.Scatter.Op op, Dimensions dimensions, Mode mode) {
    return new Indexing.Scatter(op, dimensions, mode, false, false);
  }
}
