package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.ints;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.TypeRules;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for arrays without elements and for 0-d arrays, in every family.
final class EdgeRows {
  private static final Shape EMPTY = Shape.of(2, 0);
  private static final Dimensions ELEMENTS = new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));

  private EdgeRows() {}

  static List<LawRow> rows() {
    return Stream.of(elementwise(), shaping(), indexing(), folds(), runs(), products())
        .flatMap(List::stream)
        .toList();
  }

  private static List<LawRow> elementwise() {
    List<LawRow> rows = new ArrayList<>();
    for (Unary.Op op : Unary.Op.values()) {
      if (isDifferentiable(new Unary(op), 1)) {
        Function<Array, Array> f = x -> CurrentInterpreter.bind(new Unary(op), List.of(x)).get(0);
        rows.add(LawRow.on(op + " empty", at -> f.apply(at.get(0)), empty()));
        double x = op == Unary.Op.ACOSH ? 1.3 : 0.3;
        rows.add(LawRow.on(op + " 0-d", at -> f.apply(at.get(0)), scalar(x)));
      }
    }
    for (Binary.Op op : Binary.Op.values()) {
      if (op != Binary.Op.NEXTAFTER && isDifferentiable(new Binary(op), 2)) {
        LawRow.Two f = (x, y) -> CurrentInterpreter.bind(new Binary(op), List.of(x, y)).get(0);
        edges(rows, op.toString(), f);
      }
    }
    edges(rows, "add", Lax::add);
    edges(rows, "sub", Lax::sub);
    edges(rows, "mul", Lax::mul);
    edges(rows, "div", Lax::div);
    edges(rows, "addAny", Lax::addAny);
    edges(rows, "fma", (x, y) -> Lax.fma(x, y, x));
    edges(rows, "clamp", (x, y) -> Lax.clamp(scalar(0.1), Lax.mul(x, y), scalar(0.9)));
    edges(rows, "select", (x, y) -> Lax.select(Lax.gt(x, y), x, y));
    edges(rows, "integerPow", (x, y) -> Lax.mul(Lax.integerPow(x, 3), Lax.neg(y)));
    edges(rows, "pow integer", (x, y) -> Lax.mul(Lax.pow(x, ints(Shape.scalar(), 2)), y));
    return rows;
  }

  /// Whether a primitive takes f64 and gives f64.
  private static boolean isDifferentiable(Primitive primitive, int operands) {
    try {
      List<ArrayType> types = Collections.nCopies(operands, new ArrayType(DType.FLOAT64, EMPTY));
      return TypeRules.infer(primitive, types).get(0).dtype() == DType.FLOAT64;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  /// On arrays without elements, beside a scalar and beside sizes of 1, and on 0-d arrays.
  private static void edges(List<LawRow> rows, String name, LawRow.Two f) {
    LawRow.two(rows, name + " empty", f, empty(), empty());
    LawRow.two(rows, name + " empty, scalar", f, empty(), scalar(0.7));
    LawRow.two(rows, name + " empty, repeated", f, empty(), array(Shape.of(2, 1), 0.7, 0.8));
    LawRow.two(rows, name + " 0-d", f, scalar(0.3), scalar(0.7));
  }

  private static Array empty() {
    return array(EMPTY);
  }

  private static List<LawRow> shaping() {
    Shape none = Shape.of(3, 0, 2);
    return List.of(
        of("broadcast", x -> Lax.broadcast(x, 3), empty()),
        of("broadcast to nothing", x -> Lax.broadcast(x, 0, 2), scalar(2)),
        of("broadcast no copies", x -> Lax.broadcast(x, 0), vector(1, 2)),
        of("reshape", x -> Lax.reshape(x, none), empty()),
        of("reshape 0-d", x -> Lax.reshape(x, Shape.of(1, 1)), scalar(2)),
        of("squeeze to 0-d", x -> Lax.squeeze(x, Axes.of(0)), vector(2)),
        of("transpose", x -> Lax.transpose(x, Axes.of(1, 0)), empty()),
        of("transpose 0-d", x -> Lax.transpose(x, Axes.none()), scalar(2)),
        of("rev", x -> Lax.rev(x, Axes.of(0, 1)), empty()),
        of("concatenate", x -> Lax.concatenate(List.of(x, x), 0), empty()),
        of("concatenate along nothing", x -> Lax.concatenate(List.of(x, x), 1), empty()),
        LawRow.on(
            "pad empty",
            at -> Lax.pad(at.get(0), at.get(1), Sizes.of(1, 1), Sizes.of(0, 2), Sizes.of(0, 1)),
            empty(),
            scalar(3)),
        LawRow.on(
            "pad 0-d",
            at -> Lax.pad(Lax.sin(at.get(0)), at.get(1), Sizes.of(), Sizes.of(), Sizes.of()),
            scalar(1),
            scalar(3)),
        of("slice", x -> Lax.sliceInDim(x, 1, 2, 1, 0), empty()),
        of(
            "convert",
            x ->
                Lax.convertElementType(
                    Lax.convertElementType(x, DType.FLOAT64, true), DType.FLOAT64),
            empty()));
  }

  private static LawRow of(String name, Function<Array, Array> f, Array x) {
    return LawRow.on(name + " (edge)", LawRow.squared(f), x);
  }

  private static List<LawRow> indexing() {
    Array v = vector(1, -2, 3);
    Array zero = ints(Shape.scalar(), 0);
    Array nowhere = ints(Shape.of(0, 1));
    List<LawRow> rows = new ArrayList<>();
    rows.add(
        of("dynamicSlice 0-d", x -> Lax.dynamicSlice(x, List.of(), Shape.scalar()), scalar(2)));
    rows.add(of("dynamicSlice empty", x -> Lax.dynamicSlice(x, List.of(zero), Shape.of(0)), v));
    rows.add(
        LawRow.on(
            "dynamicUpdateSlice by nothing",
            at -> Lax.dynamicUpdateSlice(Lax.sin(at.get(0)), at.get(1), List.of(zero)),
            v,
            vector()));
    rows.add(
        LawRow.on(
            "dynamicUpdateSlice 0-d",
            at -> Lax.dynamicUpdateSlice(Lax.sin(at.get(0)), Lax.exp(at.get(1)), List.of()),
            scalar(1),
            scalar(2)));
    rows.add(
        of("gather nothing", x -> Lax.gather(x, nowhere, ELEMENTS, Shape.of(1), Mode.CLIP), v));
    for (Scatter.Op op : Scatter.Op.values()) {
      Scatter scatter = new Scatter(op, ELEMENTS, Mode.FILL_OR_DROP, false, false);
      rows.add(
          LawRow.on(
              "scatter nothing " + op,
              at -> Lax.scatter(Lax.sin(at.get(0)), nowhere, Lax.exp(at.get(1)), scatter),
              v,
              vector()));
      rows.add(
          LawRow.on(
              "scatter into nothing " + op,
              at ->
                  Lax.scatter(
                      Lax.sin(at.get(0)), ints(Shape.of(1, 1), 0), Lax.exp(at.get(1)), scatter),
              vector(),
              vector(2)));
    }
    return rows;
  }

  private static List<LawRow> folds() {
    List<LawRow> rows = new ArrayList<>();
    for (Axes axes : List.of(Axes.of(1), Axes.of(0), Axes.of(0, 1), Axes.none())) {
      rows.add(of("reduceSum " + axes, x -> Lax.reduceSum(x, axes), empty()));
      rows.add(of("reduceProd " + axes, x -> Lax.reduceProd(x, axes), empty()));
    }
    for (Axes axes : List.of(Axes.of(0), Axes.none())) {
      rows.add(of("reduceMax " + axes, x -> Lax.reduceMax(x, axes), empty()));
      rows.add(of("reduceMin " + axes, x -> Lax.reduceMin(x, axes), empty()));
    }
    rows.add(of("reduceSum 0-d", x -> Lax.reduceSum(x, Axes.none()), scalar(2)));
    rows.add(of("reduceProd 0-d", x -> Lax.reduceProd(x, Axes.none()), scalar(2)));
    rows.add(of("reduceMax 0-d", x -> Lax.reduceMax(x, Axes.none()), scalar(2)));
    rows.add(of("reduceMin 0-d", x -> Lax.reduceMin(x, Axes.none()), scalar(2)));
    return rows;
  }

  private static List<LawRow> runs() {
    List<LawRow> rows = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      int along = axis;
      for (boolean reverse : new boolean[] {false, true}) {
        rows.add(of("cumsum " + axis + reverse, x -> Lax.cumsum(x, along, reverse), empty()));
        for (Cumulative.Op op : Cumulative.Op.values()) {
          rows.add(of(op + " " + axis, x -> Lax.cumulative(op, x, along, reverse), empty()));
        }
      }
      rows.add(of("sort " + axis, x -> Lax.sort(x, along), empty()));
    }
    return rows;
  }

  private static List<LawRow> products() {
    List<LawRow> rows = new ArrayList<>();
    LawRow.two(rows, "over nothing", (x, y) -> dot(x, y, 1, 0), empty(), array(Shape.of(0, 3)));
    LawRow.two(
        rows,
        "of no rows",
        (x, y) -> dot(x, y, 1, 0),
        array(Shape.of(0, 2)),
        normal(1, Shape.of(2, 3)));
    LawRow.two(rows, "of empty vectors", (x, y) -> dot(x, y, 0, 0), vector(), vector());
    LawRow.two(
        rows,
        "of 0-d arrays",
        (x, y) -> Lax.dotGeneral(x, y, Axes.none(), Axes.none(), Axes.none(), Axes.none()),
        scalar(2),
        scalar(3));
    return rows;
  }

  private static Array dot(Array x, Array y, int left, int right) {
    return Lax.dotGeneral(x, y, Axes.of(left), Axes.of(right), Axes.none(), Axes.none());
  }
}
