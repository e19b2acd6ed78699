package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Scans, each with the loop that it is.
final class ScanRows {
  private ScanRows() {}

  /// A row of a stack.
  static Array row(Array stack, int index) {
    return Lax.reshape(
        Lax.sliceInDim(stack, index, index + 1, 1, 0), stack.shape().without(Axes.of(0)));
  }

  private static Array stack(List<Array> rows) {
    return Numpy.stack(rows, 0);
  }

  static List<StructuredRows.Row> rows() {
    Array w = normal(7, Shape.of(3, 3));
    Array h = normal(8, Shape.of(3));
    Array xs = normal(9, Shape.of(4, 3));
    Function<List<Array>, List<Array>> rnn =
        at -> {
          Array next = Lax.tanh(Lax.add(Numpy.matmul(Lax.sin(at.get(0)), at.get(1)), at.get(2)));
          return List.of(next, Lax.mul(next, at.get(2)));
        };
    List<StructuredRows.Row> rows = new ArrayList<>();
    for (boolean reverse : List.of(false, true)) {
      rows.add(
          StructuredRows.row(
              reverse ? "scan in reverse" : "scan",
              at -> {
                List<Array> given =
                    Control.scan(
                        (c, x) -> rnn.apply(List.of(at.get(0), c.get(0), x.get(0))),
                        List.of(at.get(1)),
                        List.of(at.get(2)),
                        4,
                        reverse);
                return Lax.add(Lax.mul(given.get(0), given.get(0)), Numpy.sum(given.get(1), 0));
              },
              at -> {
                Array c = at.get(1);
                List<Array> stacked = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                  List<Array> given =
                      rnn.apply(List.of(at.get(0), c, row(at.get(2), reverse ? 3 - i : i)));
                  c = given.get(0);
                  stacked.add(reverse ? 0 : stacked.size(), given.get(1));
                }
                return Lax.add(Lax.mul(c, c), Numpy.sum(stack(stacked), 0));
              },
              w,
              h,
              xs));
    }
    rows.addAll(scansOfFewTangents());
    return rows;
  }

  /// Scans in which only some values move, among integers.
  private static List<StructuredRows.Row> scansOfFewTangents() {
    Array x = scalar(0.7);
    Array xs = vector(0.4, -0.9, 1.3);
    return List.of(
        StructuredRows.row(
            "scan whose carry moves after a step, with a counter",
            at ->
                Control.scan(
                        (c, _) ->
                            List.of(
                                Lax.mul(Lax.sin(at.get(0)), Lax.add(c.get(0), c.get(2))),
                                Lax.add(c.get(1), Numpy.array(1)),
                                Lax.convertElementType(c.get(1), DType.FLOAT64)),
                        List.of(scalar(1), Numpy.array(0), scalar(2)),
                        List.of(),
                        3,
                        false)
                    .get(0),
            at -> {
              Array c = scalar(1);
              double d = 2;
              for (int i = 0; i < 3; i++) {
                c = Lax.mul(Lax.sin(at.get(0)), Lax.add(c, scalar(d)));
                d = i;
              }
              return c;
            },
            x),
        StructuredRows.row(
            "scan that carries what no step changes",
            at -> {
              List<Array> given =
                  Control.scan(
                      (c, row) ->
                          List.of(
                              c.get(0),
                              Lax.mul(Lax.sin(c.get(0)), Lax.add(c.get(1), row.get(0))),
                              c.get(2),
                              Lax.mul(c.get(0), c.get(1))),
                      List.of(at.get(0), scalar(1), Numpy.array(3)),
                      List.of(at.get(1)));
              return Lax.mul(Lax.mul(given.get(0), given.get(1)), Numpy.sum(given.get(3), 0));
            },
            at -> {
              Array c = scalar(1);
              List<Array> stacked = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                stacked.add(Lax.mul(at.get(0), c));
                c = Lax.mul(Lax.sin(at.get(0)), Lax.add(c, row(at.get(1), i)));
              }
              return Lax.mul(Lax.mul(at.get(0), c), Numpy.sum(stack(stacked), 0));
            },
            x,
            xs),
        StructuredRows.row(
            "scan without carry",
            at ->
                Control.scan(
                        (_, row) -> List.of(Lax.mul(row.get(0), Lax.exp(row.get(0)))),
                        List.of(),
                        at)
                    .get(0),
            at -> Lax.mul(at.get(0), Lax.exp(at.get(0))),
            xs),
        StructuredRows.row(
            "scan of no steps",
            at ->
                Control.scan(
                        (c, _) -> List.of(Lax.sin(c.get(0)), Lax.mul(c.get(0), at.get(0))),
                        List.of(Lax.mul(at.get(0), at.get(0))),
                        List.of(),
                        0,
                        false)
                    .get(0),
            at -> Lax.mul(at.get(0), at.get(0)),
            x),
        StructuredRows.row(
            "scan in a scan",
            at ->
                Control.scan(
                        (c, row) ->
                            List.of(
                                Control.scan(
                                        (d, _) -> List.of(Lax.mul(Lax.sin(d.get(0)), row.get(0))),
                                        c,
                                        List.of(),
                                        2,
                                        false)
                                    .get(0)),
                        List.of(at.get(1)),
                        List.of(at.get(0)))
                    .get(0),
            at -> {
              Array c = at.get(1);
              for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 2; j++) {
                  c = Lax.mul(Lax.sin(c), row(at.get(0), i));
                }
              }
              return c;
            },
            xs,
            x),
        StructuredRows.row(
            "scan of a cond on the step",
            at ->
                Control.scan(
                        (c, row) ->
                            List.of(
                                Control.cond(
                                        Lax.rem(c.get(1), Numpy.array(2)),
                                        List.of(c.get(0), row.get(0)),
                                        z -> List.of(Lax.mul(z.get(0), z.get(1))),
                                        z -> List.of(Lax.sin(z.get(0))))
                                    .get(0),
                                Lax.add(c.get(1), Numpy.array(1))),
                        List.of(at.get(1), Numpy.array(0)),
                        List.of(at.get(0)))
                    .get(0),
            at -> Lax.mul(Lax.sin(Lax.mul(at.get(1), row(at.get(0), 0))), row(at.get(0), 2)),
            xs,
            x));
  }
}
