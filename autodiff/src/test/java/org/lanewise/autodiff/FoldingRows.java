package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for folds, scans, products and sorting.
final class FoldingRows {
  private static final Shape MATRIX = Shape.of(2, 3);

  private FoldingRows() {}

  static List<LawRow> rows() {
    return Stream.of(folds(), products()).flatMap(List::stream).toList();
  }

  private static List<LawRow> folds() {
    List<LawRow> rows = new ArrayList<>();
    Array m = array(MATRIX, 1, 3.5, -2.2, 0.5, -1.5, 2);
    Array zeros = array(MATRIX, 0, 3.5, 0, 0.5, 0, 2);
    for (Axes axes : List.of(Axes.of(0), Axes.of(1), Axes.of(0, 1), Axes.none())) {
      rows.add(LawRow.on("reduceSum " + axes, LawRow.squared(x -> Lax.reduceSum(x, axes)), m));
      rows.add(LawRow.on("reduceProd " + axes, at -> Lax.reduceProd(at.get(0), axes), m));
      rows.add(
          LawRow.on("reduceProd of zeros " + axes, at -> Lax.reduceProd(at.get(0), axes), zeros));
      rows.add(LawRow.on("reduceMax " + axes, LawRow.squared(x -> Lax.reduceMax(x, axes)), m));
      rows.add(LawRow.on("reduceMin " + axes, LawRow.squared(x -> Lax.reduceMin(x, axes)), m));
    }
    rows.add(
        LawRow.on(
            "reduceProd of 7",
            at -> Lax.reduceProd(at.get(0), Axes.of(0)),
            vector(1, 2, 0.5, -1, 3, 0.2, 1.5)));
    rows.add(
        LawRow.on(
            "reduceProd of nothing",
            at -> Lax.add(Lax.reduceProd(at.get(0), Axes.of(0)), at.get(1)),
            vector(),
            scalar(1)));
    rows.add(
        LawRow.on(
            "argmax", at -> Lax.mul(at.get(0), count(Lax.argmax(at.get(0), 1, DType.INT32))), m));
    rows.add(
        LawRow.on(
            "argmin", at -> Lax.mul(at.get(0), count(Lax.argmin(at.get(0), 1, DType.INT32))), m));
    Array flags = Lax.gt(m, scalar(0));
    rows.add(
        LawRow.on(
            "logical folds",
            at -> {
              Array positive = Lax.gt(at.get(0), scalar(0));
              Array all =
                  Stream.of(
                          Lax.reduceAnd(positive, Axes.of(1)),
                          Lax.reduceOr(positive, Axes.of(1)),
                          Lax.reduceXor(positive, Axes.of(1)),
                          Lax.reduceAnd(flags, Axes.of(1)))
                      .map(b -> Lax.convertElementType(b, DType.FLOAT64))
                      .reduce(Lax::add)
                      .orElseThrow();
              return Lax.mul(at.get(0), Lax.reshape(all, Shape.of(2, 1)));
            },
            m));
    for (boolean reverse : new boolean[] {false, true}) {
      rows.add(LawRow.on("cumsum " + reverse, LawRow.squared(x -> Lax.cumsum(x, 1, reverse)), m));
      for (Cumulative.Op op : Cumulative.Op.values()) {
        for (Array x :
            List.of(
                m,
                zeros,
                normal(1, Shape.of(1, 1)),
                normal(2, Shape.of(3, 6)),
                normal(3, Shape.of(2, 7)))) {
          if (op == Cumulative.Op.PROD || x != zeros) {
            rows.add(
                LawRow.on(
                    "cumulative " + op + x.shape() + reverse,
                    at -> Lax.cumulative(op, at.get(0), 1, reverse),
                    x));
          }
        }
        rows.add(
            LawRow.on(
                "cumulative " + op + " first axis",
                at -> Lax.cumulative(op, at.get(0), 0, reverse),
                normal(2, Shape.of(5, 2))));
      }
    }
    return rows;
  }

  private static Array count(Array index) {
    return Lax.reshape(Lax.convertElementType(index, DType.FLOAT64), Shape.of(2, 1));
  }

  private static List<LawRow> products() {
    Array a = normal(1, Shape.of(2, 3));
    Array b = normal(2, Shape.of(3, 4));
    Array v = vector(1, -2, 3);
    Array left = normal(3, Shape.of(2, 3, 2, 5));
    Array right = normal(4, Shape.of(5, 2, 2, 3));
    DotGeneral many =
        new DotGeneral(Axes.of(3, 1), Axes.of(0, 3), Axes.of(2), Axes.of(1), DType.FLOAT64);
    DotGeneral swapped =
        new DotGeneral(Axes.of(1, 3), Axes.of(3, 0), Axes.of(0, 2), Axes.of(1, 2), DType.FLOAT64);
    List<LawRow> rows = new ArrayList<>();
    LawRow.two(rows, "matmul", (x, y) -> dot(x, y, Axes.of(1), Axes.of(0)), a, b);
    LawRow.two(rows, "matvec", (x, y) -> dot(x, y, Axes.of(1), Axes.of(0)), a, v);
    LawRow.two(rows, "inner", (x, y) -> dot(x, y, Axes.of(0), Axes.of(0)), v, vector(3, 4, 5));
    LawRow.two(rows, "outer", (x, y) -> dot(x, y, Axes.none(), Axes.none()), v, vector(3, 4));
    LawRow.two(rows, "dotGeneral", (x, y) -> Lax.dotGeneral(x, y, many), left, right);
    LawRow.two(rows, "dotGeneral swapped", (x, y) -> Lax.dotGeneral(x, y, swapped), left, right);
    rows.add(LawRow.on("x x'", at -> dot(at.get(0), at.get(0), Axes.of(1), Axes.of(1)), a));
    rows.add(
        LawRow.on(
            "sort",
            at -> Lax.mul(Lax.sort(at.get(0), 1), Lax.iota(DType.FLOAT64, MATRIX, 1)),
            array(MATRIX, 3, 1, 2, -1, 5, 0)));
    rows.add(
        LawRow.on(
            "sort together",
            at -> Lax.mul(Lax.sort(at, 0, 1).get(1), Lax.exp(Lax.sort(at, 0, 1).get(0))),
            array(MATRIX, 3, 1, 2, -1, 5, 0),
            array(MATRIX, 1, 2, 3, 4, 5, 6)));
    return rows;
  }

  private static Array dot(Array x, Array y, Axes left, Axes right) {
    return Lax.dotGeneral(x, y, left, right, Axes.none(), Axes.none());
  }
}
