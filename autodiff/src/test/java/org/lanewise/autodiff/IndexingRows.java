package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.ints;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for primitives that read and write at run-time places.
final class IndexingRows {
  private static final Shape MATRIX = Shape.of(2, 3);
  private static final Dimensions ROWS = new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0));
  private static final Dimensions ELEMENTS = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));

  private IndexingRows() {}

  static List<LawRow> rows() {
    return Stream.of(indexing(), scatters()).flatMap(List::stream).toList();
  }

  private static List<LawRow> indexing() {
    Array v = vector(1, -2, 3, 0.5);
    Array m = normal(1, MATRIX);
    Array one = ints(Shape.scalar(), 1);
    Array far = ints(Shape.scalar(), 9);
    Array picks = ints(Shape.of(4, 1), 0, 2, 2, 1);
    Array wild = ints(Shape.of(4, 1), 0, 9, 2, -7);
    return List.of(
        LawRow.on(
            "dynamicSlice", LawRow.squared(x -> Lax.dynamicSlice(x, List.of(one), Shape.of(2))), v),
        LawRow.on(
            "dynamicSlice clamped",
            LawRow.squared(x -> Lax.dynamicSlice(x, List.of(far), Shape.of(2))),
            v),
        LawRow.on(
            "dynamicSlices of one array",
            at -> {
              Array x = Lax.exp(at.get(0));
              return Lax.mul(
                  Lax.dynamicSlice(x, List.of(one), Shape.of(2)),
                  Lax.dynamicSlice(x, List.of(far), Shape.of(2)));
            },
            v),
        LawRow.on(
            "dynamicUpdateSlice",
            at -> Lax.dynamicUpdateSlice(Lax.sin(at.get(0)), Lax.exp(at.get(1)), List.of(one)),
            v,
            vector(1, 2)),
        LawRow.on(
            "dynamicUpdateSlice of a constant",
            at -> Lax.dynamicUpdateSlice(v, Lax.exp(at.get(0)), List.of(far)),
            vector(1, 2)),
        LawRow.on(
            "dynamicUpdateSlice by a constant",
            at -> Lax.dynamicUpdateSlice(Lax.sin(at.get(0)), vector(1, 2), List.of(one)),
            v),
        LawRow.on("gather", LawRow.squared(x -> gathered(x, picks, Mode.CLIP)), v),
        LawRow.on("gather clipped", LawRow.squared(x -> gathered(x, wild, Mode.CLIP)), v),
        LawRow.on(
            "gather promised", LawRow.squared(x -> gathered(x, wild, Mode.PROMISE_IN_BOUNDS)), v),
        LawRow.on(
            "gather filled",
            at -> {
              Array missing =
                  Lax.gather(
                      Lax.full(Shape.of(4), DType.BOOL, 0),
                      wild,
                      new Gather(ELEMENTS, Shape.of(1), Mode.FILL_OR_DROP, false, false));
              Array read = gathered(Lax.mul(at.get(0), at.get(0)), wild, Mode.FILL_OR_DROP);
              return Lax.select(missing, Lax.full(Shape.of(4), DType.FLOAT64, 5), read);
            },
            v),
        LawRow.on(
            "gather rows",
            LawRow.squared(
                x -> Lax.gather(x, ints(Shape.of(3, 1), 1, 0, 1), ROWS, Shape.of(1, 3), Mode.CLIP)),
            m),
        LawRow.on(
            "gather windows",
            LawRow.squared(
                x ->
                    Lax.gather(
                        x,
                        ints(Shape.of(2, 2), 0, 1, 1, 0),
                        new Dimensions(Axes.of(1, 2), Axes.none(), Axes.of(0, 1)),
                        Shape.of(1, 2),
                        Mode.CLIP)),
            m),
        LawRow.on(
            "gather batched",
            LawRow.squared(
                x ->
                    Lax.gather(
                        x,
                        ints(Shape.of(2, 2, 1), 0, 2, 1, 1),
                        new Dimensions(Axes.none(), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0)),
                        Shape.of(1, 1),
                        Mode.PROMISE_IN_BOUNDS)),
            m));
  }

  private static Array gathered(Array x, Array indices, Mode mode) {
    return Lax.gather(x, indices, ELEMENTS, Shape.of(1), mode);
  }

  private static List<LawRow> scatters() {
    List<LawRow> rows = new ArrayList<>();
    Array v = vector(1.1, -2.2, 3, 0.5);
    Array u = vector(2, 0.3, -1, 4);
    Array distinct = ints(Shape.of(4, 1), 3, 0, 2, 1);
    Array repeated = ints(Shape.of(4, 1), 2, 0, 2, 2);
    Array wild = ints(Shape.of(4, 1), 2, 9, 0, -7);
    for (Scatter.Op op : Scatter.Op.values()) {
      for (Mode mode : Mode.values()) {
        String name = "scatter " + op + " " + mode;
        scatter(
            rows, name + " unique", new Scatter(op, ELEMENTS, mode, false, true), distinct, v, u);
        scatter(
            rows,
            name + " repeated",
            new Scatter(op, ELEMENTS, mode, false, false),
            repeated,
            v,
            u);
        scatter(rows, name + " wild", new Scatter(op, ELEMENTS, mode, false, false), wild, v, u);
      }
      Scatter windows =
          new Scatter(
              op,
              new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0)),
              Mode.FILL_OR_DROP,
              false,
              false);
      scatter(
          rows,
          "scatter rows " + op,
          windows,
          ints(Shape.of(3, 1), 1, 0, 1),
          normal(1, MATRIX),
          normal(2, Shape.of(3, 3)));
      Scatter overlapping =
          new Scatter(
              op, new Dimensions(Axes.of(1), Axes.none(), Axes.of(0)), Mode.CLIP, false, false);
      scatter(
          rows,
          "scatter overlapping windows " + op,
          overlapping,
          ints(Shape.of(3, 1), 0, 1, 2),
          v,
          normal(2, Shape.of(3, 2)));
      Scatter batched =
          new Scatter(
              op,
              new Dimensions(Axes.none(), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0)),
              Mode.FILL_OR_DROP,
              false,
              false);
      scatter(
          rows,
          "scatter batched " + op,
          batched,
          ints(Shape.of(2, 2, 1), 0, 2, 1, 1),
          normal(1, MATRIX),
          normal(2, Shape.of(2, 2)));
    }
    return rows;
  }

  private static void scatter(
      List<LawRow> rows, String name, Scatter scatter, Array indices, Array x, Array u) {
    rows.add(
        LawRow.on(
            name,
            at -> Lax.scatter(Lax.sin(at.get(0)), indices, Lax.exp(at.get(1)), scatter),
            x,
            u));
    rows.add(
        LawRow.on(
            name + " constant operand",
            at -> Lax.scatter(x, indices, Lax.mul(at.get(0), at.get(0)), scatter),
            u));
    rows.add(
        LawRow.on(
            name + " constant updates",
            at -> Lax.scatter(Lax.mul(at.get(0), at.get(0)), indices, u, scatter),
            x));
  }
}
