package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.ir.Callback;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Functions with control flow, each with the same function without it.
final class StructuredRows {
  private StructuredRows() {}

  /// A row: a function with control flow, and the function that it must equal.
  ///
  /// @param row the function with control flow, and the point
  /// @param plain the same in Java
  record Row(LawRow row, Function<List<Array>, Array> plain) {
    @Override
    public String toString() {
      return row.name();
    }
  }

  static Row row(
      String name, Function<List<Array>, Array> f, Function<List<Array>, Array> plain, Array... x) {
    return new Row(LawRow.on(name, f, x), plain);
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(calls());
    rows.addAll(conds());
    rows.addAll(loops());
    rows.addAll(ScanRows.rows());
    rows.addAll(checkpoints());
    return rows;
  }

  /// sin(x) y + x, and its parts.
  private static List<Array> parts(List<Array> at) {
    Array sine = Lax.sin(at.get(0));
    Array product = Lax.mul(sine, at.get(1));
    return List.of(Lax.add(product, at.get(0)), at.get(1), sine, sine);
  }

  private static Array product(List<Array> parts) {
    Array all = parts.get(0);
    for (Array part : parts.subList(1, parts.size())) {
      all = Lax.mul(all, part);
    }
    return all;
  }

  private static List<Row> calls() {
    Array x = vector(0.3, -1.2, 0.8);
    Array y = vector(1.1, 0.4, -0.7);
    return List.of(
        row(
            "call",
            at -> product(Control.call(StructuredRows::parts, at)),
            at -> product(parts(at)),
            x,
            y),
        row(
            "call with one argument twice",
            at -> product(Control.call(StructuredRows::parts, List.of(at.get(0), at.get(0)))),
            at -> product(parts(List.of(at.get(0), at.get(0)))),
            x),
        row(
            "call with an argument that does not move",
            at -> Control.call(StructuredRows::parts, List.of(x, at.get(0))).get(0),
            at -> parts(List.of(x, at.get(0))).get(0),
            y),
        row(
            "call that closes over a tracer",
            at -> Control.call(z -> Lax.mul(Lax.exp(z), Lax.sin(at.get(1))), at.get(0)),
            at -> Lax.mul(Lax.exp(at.get(0)), Lax.sin(at.get(1))),
            x,
            y),
        row(
            "call in a call in the midst",
            at ->
                Lax.sin(
                    Control.call(
                        z -> Lax.mul(z, Control.call(w -> Lax.mul(w, Lax.sin(w)), z)),
                        Lax.mul(at.get(0), at.get(1)))),
            at -> {
              Array z = Lax.mul(at.get(0), at.get(1));
              return Lax.sin(Lax.mul(z, Lax.mul(z, Lax.sin(z))));
            },
            x,
            y),
        row(
            "custom call with a rule that nobody knows",
            at -> product(Control.custom(StructuredRows::parts, at)),
            at -> product(parts(at)),
            x,
            y),
        row(
            "callback without a derivative",
            at -> Lax.mul(sign(at.get(0)), Lax.sin(at.get(0))),
            at -> Lax.mul(Lax.sign(at.get(0)), Lax.sin(at.get(0))),
            x));
  }

  /// The sign, by way of a callback that gives whether a number is positive.
  private static Array sign(Array x) {
    Callback callback =
        new Callback(
            Callbacks.of("pure_callback", values -> Numpy.array(values).gt(0)),
            List.of(new ArrayType(DType.BOOL, x.shape())),
            false);
    Array positive = CurrentInterpreter.bindOne(callback, List.of(x));
    return Lax.select(
        positive, Lax.full(x.shape(), DType.FLOAT64, 1), Lax.full(x.shape(), DType.FLOAT64, -1));
  }

  private static List<Row> conds() {
    List<Row> rows = new ArrayList<>();
    Array x = vector(0.3, -1.2, 0.8);
    Array y = vector(1.1, 0.4, -0.7);
    Control.Body first = at -> List.of(Lax.mul(Lax.sin(at.get(0)), at.get(1)), at.get(0));
    Control.Body second = at -> List.of(Lax.exp(at.get(1)), Lax.mul(at.get(1), at.get(1)));
    Control.Body third = at -> List.of(Lax.tanh(x), at.get(1));
    List<Control.Body> branches = List.of(first, second, third);
    for (int i = 0; i < 3; i++) {
      int picked = i;
      Array index = Numpy.array(i == 2 ? 7 : i - (i == 0 ? 3 : 0)); // clamped
      rows.add(
          row(
              "cond " + i,
              at -> product(Control.cond(index, at, first, second, third)),
              at -> product(branches.get(picked).apply(at)),
              x,
              y));
      rows.add(
          row(
              "cond " + i + " on the value, closing over the other",
              at -> {
                Array which =
                    Lax.convertElementType(
                        Lax.add(
                            Lax.reduceSum(Lax.stopGradient(Lax.sub(at.get(0), x)), Axes.of(0)),
                            scalar(picked + 0.4)),
                        DType.INT32);
                return Control.cond(
                        which,
                        List.of(at.get(0)),
                        z -> List.of(Lax.mul(z.get(0), at.get(1))),
                        z -> List.of(Lax.mul(Lax.sin(z.get(0)), Lax.mul(at.get(1), at.get(1)))),
                        z -> List.of(Lax.mul(z.get(0), z.get(0))))
                    .get(0);
              },
              at ->
                  switch (picked) {
                    case 0 -> Lax.mul(at.get(0), at.get(1));
                    case 1 -> Lax.mul(Lax.sin(at.get(0)), Lax.mul(at.get(1), at.get(1)));
                    default -> Lax.mul(at.get(0), at.get(0));
                  },
              x,
              y));
    }
    return rows;
  }

  private static List<Row> loops() {
    Array x = scalar(0.9);
    Array y = scalar(1.4);
    Function<List<Array>, List<Array>> step =
        at -> List.of(Lax.mul(Lax.sin(at.get(0)), at.get(2)), Lax.add(at.get(1), Numpy.array(1)));
    return List.of(
        row(
            "while that counts",
            at ->
                Control.whileLoop(
                        c -> Lax.lt(c.get(1), Numpy.array(5)),
                        c -> step.apply(List.of(c.get(0), c.get(1), at.get(1))),
                        List.of(at.get(0), Numpy.array(0)),
                        8)
                    .get(0),
            at -> {
              List<Array> c = List.of(at.get(0), Numpy.array(0));
              for (int i = 0; i < 5; i++) {
                c = step.apply(List.of(c.get(0), c.get(1), at.get(1)));
              }
              return c.get(0);
            },
            x,
            y),
        row(
            "while on the value",
            at ->
                Control.whileLoop(
                        c -> Lax.lt(c.get(0), Lax.mul(at.get(1), scalar(2))),
                        c -> List.of(Lax.mul(c.get(0), at.get(1)), Lax.sin(c.get(0))),
                        List.of(at.get(0), scalar(2)),
                        20)
                    .get(1),
            at -> {
              Array a = at.get(0);
              Array b = scalar(2);
              while (Values.number(Lax.stopGradient(a)) < 2 * 1.4) {
                b = Lax.sin(a);
                a = Lax.mul(a, at.get(1));
              }
              return b;
            },
            x,
            y),
        row(
            "while that its bound ends",
            at ->
                Control.whileLoop(
                        _ -> Lax.scalar(DType.BOOL, 1L),
                        c -> List.of(Lax.mul(c.get(0), c.get(0))),
                        List.of(at.get(0)),
                        3)
                    .get(0),
            at -> {
              Array a = at.get(0);
              for (int i = 0; i < 3; i++) {
                a = Lax.mul(a, a);
              }
              return a;
            },
            x),
        row(
            "while that does not start",
            at ->
                Lax.mul(
                    at.get(0),
                    Control.whileLoop(
                            _ -> Lax.scalar(DType.BOOL, 0L),
                            c -> List.of(Lax.mul(c.get(0), c.get(0))),
                            List.of(at.get(0)),
                            3)
                        .get(0)),
            at -> Lax.mul(at.get(0), at.get(0)),
            x));
  }

  private static List<Row> checkpoints() {
    Array w = normal(7, Shape.of(3, 3));
    Array x = normal(8, Shape.of(3));
    Control.Body layers =
        at -> {
          Array first = Lax.sin(Numpy.matmul(at.get(0), at.get(1)));
          return List.of(Lax.tanh(Numpy.matmul(at.get(0), first)), first);
        };
    return List.of(
        row(
            "checkpoint",
            at -> product(Control.checkpoint(Control.NOTHING, layers, at)),
            at -> product(layers.apply(at)),
            w,
            x),
        row(
            "checkpoint that keeps everything",
            at -> product(Control.checkpoint(Control.EVERYTHING, layers, at)),
            at -> product(layers.apply(at)),
            w,
            x),
        row(
            "checkpoint of a call that keeps products",
            at ->
                product(
                    Control.checkpoint(
                        (primitive, _) -> primitive.name().equals("dot_general"),
                        z -> Control.call(layers, z),
                        at)),
            at -> product(layers.apply(at)),
            w,
            x),
        row(
            "checkpoint in the step of a scan",
            at ->
                Control.scan(
                        (c, row) ->
                            List.of(
                                Control.checkpoint(
                                        Control.NOTHING, layers, List.of(row.get(0), c.get(0)))
                                    .get(0)),
                        List.of(at.get(1)),
                        List.of(at.get(0)))
                    .get(0),
            at -> {
              Array c = at.get(1);
              for (int i = 0; i < 2; i++) {
                c = layers.apply(List.of(ScanRows.row(at.get(0), i), c)).get(0);
              }
              return c;
            },
            normal(10, Shape.of(2, 3, 3)),
            x));
  }
}
