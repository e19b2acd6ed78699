package org.lanewise.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.ints;
import static org.lanewise.autodiff.Values.normal;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Interpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Sizes;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The laws of derivatives for every primitive, in f64; a primitive without a row fails the test.
class DerivativeLawsTest {
  private static final Shape MATRIX = Shape.of(2, 3);
  private static final Dimensions ROWS = new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0));
  private static final Dimensions ELEMENTS =
      new Dimensions(Axes.none(), Axes.of(0), Axes.of(0));

  /// A function and a point.
  record Row(String name, Function<List<Array>, Array> f, List<Array> x) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row unary(String name, Function<Array, Array> f, double... x) {
    return new Row(name, at -> f.apply(at.get(0)), List.of(vector(x)));
  }

  private static Row on(String name, Function<List<Array>, Array> f, Array... x) {
    return new Row(name, f, List.of(x));
  }

  static Stream<Row> rows() {
    return Stream.of(elementwise(), binary(), shaping(), indexing(), scatters(), folds(), products())
        .flatMap(List::stream);
  }

  private static List<Row> elementwise() {
    return List.of(
        unary("sign", Lax::sign, -1.5, 0.5),
        unary("abs", Lax::abs, -1.5, 0.5),
        unary("floor", Lax::floor, -1.5, 0.25),
        unary("ceil", Lax::ceil, -1.5, 0.25),
        unary("round", Lax::round, -1.25, 0.25),
        unary("roundEven", Lax::roundEven, -1.25, 0.25),
        unary("exp", Lax::exp, -1, 0.5),
        unary("exp2", Lax::exp2, -1, 0.5),
        unary("expm1", Lax::expm1, -1, 0.01),
        unary("log", Lax::log, 0.5, 3),
        unary("log1p", Lax::log1p, -0.5, 3),
        unary("log2", Lax::log2, 0.5, 3),
        unary("log10", Lax::log10, 0.5, 3),
        unary("sqrt", Lax::sqrt, 0.5, 3),
        unary("rsqrt", Lax::rsqrt, 0.5, 3),
        unary("cbrt", Lax::cbrt, -0.5, 3),
        unary("square", Lax::square, -0.5, 3),
        unary("sin", Lax::sin, -0.5, 3),
        unary("cos", Lax::cos, -0.5, 3),
        unary("tan", Lax::tan, -0.5, 1),
        unary("asin", Lax::asin, -0.5, 0.3),
        unary("acos", Lax::acos, -0.5, 0.3),
        unary("atan", Lax::atan, -0.5, 3),
        unary("sinh", Lax::sinh, -0.5, 2),
        unary("cosh", Lax::cosh, -0.5, 2),
        unary("tanh", Lax::tanh, -0.5, 2),
        unary("asinh", Lax::asinh, -0.5, 3),
        unary("acosh", Lax::acosh, 1.5, 3),
        unary("atanh", Lax::atanh, -0.5, 0.3),
        unary("logistic", Lax::logistic, -0.5, 3),
        unary("erf", Lax::erf, -0.5, 1),
        unary("erfc", Lax::erfc, -0.5, 1),
        unary("erfInv", Lax::erfInv, -0.5, 0.3),
        unary("lgamma", Lax::lgamma, 0.5, 3.2, -1.4),
        unary("digamma", Lax::digamma, 0.5, 3.2, -1.4),
        unary("neg", Lax::neg, -0.5, 3),
        unary("integerPow 0", x -> Lax.integerPow(x, 0), -0.5, 3),
        unary("integerPow 1", x -> Lax.integerPow(x, 1), -0.5, 3),
        unary("integerPow 2", x -> Lax.integerPow(x, 2), -0.5, 3, 0),
        unary("integerPow 5", x -> Lax.integerPow(x, 5), -0.5, 2, 0),
        unary("integerPow -2", x -> Lax.integerPow(x, -2), -0.5, 3),
        unary("stopGradient", x -> Lax.mul(x, Lax.sin(x)), -0.5, 3),
        unary(
            "convert",
            x ->
                Lax.convertElementType(
                    Lax.convertElementType(Lax.mul(x, x), DType.FLOAT64, true), DType.FLOAT64),
            -0.5,
            3),
        unary(
            "convert to integers",
            x -> Lax.mul(x, Lax.convertElementType(Lax.convertElementType(x, DType.INT32), DType.FLOAT64)),
            -1.5,
            3.5));
  }

  private static List<Row> binary() {
    Array x = vector(-0.5, 2, 3.3);
    Array y = vector(1.5, 0.7, -2);
    Array s = scalar(1.7);
    Array column = array(Shape.of(2, 1), 0.3, -1.2);
    Array row = array(Shape.of(1, 3), 0.5, 1.5, 2.5);
    Array positive = vector(0.5, 2, 3.3);
    List<Row> rows = new ArrayList<>();
    two(rows, "add", Lax::add, x, y);
    two(rows, "sub", Lax::sub, x, y);
    two(rows, "mul", Lax::mul, x, y);
    two(rows, "div", Lax::div, x, y);
    two(rows, "addAny", Lax::addAny, x, y);
    two(rows, "rem", Lax::rem, x, vector(0.4, 0.7, -2));
    two(rows, "pow", Lax::pow, positive, y);
    two(rows, "atan2", Lax::atan2, x, y);
    two(rows, "max", Lax::max, x, y);
    two(rows, "min", Lax::min, x, y);
    for (List<Array> pair : List.of(List.of(s, x), List.of(x, s), List.of(column, row))) {
      two(rows, "add repeated", Lax::add, pair.get(0), pair.get(1));
      two(rows, "sub repeated", Lax::sub, pair.get(0), pair.get(1));
      two(rows, "mul repeated", Lax::mul, pair.get(0), pair.get(1));
      two(rows, "div repeated", Lax::div, pair.get(0), pair.get(1));
      two(rows, "max repeated", Lax::max, pair.get(0), pair.get(1));
      two(rows, "atan2 repeated", Lax::atan2, pair.get(0), pair.get(1));
    }
    rows.add(on("add constant", at -> Lax.add(at.get(0), x), s));
    rows.add(on("sub constant", at -> Lax.sub(x, at.get(0)), s));
    rows.add(on("x * x", at -> Lax.mul(at.get(0), at.get(0)), x));
    rows.add(on("fma", at -> Lax.fma(at.get(0), at.get(1), at.get(2)), x, y, positive));
    rows.add(on("fma repeated", at -> Lax.fma(at.get(0), at.get(1), at.get(2)), s, s, x));
    rows.add(
        on("clamp", at -> Lax.clamp(at.get(0), at.get(1), at.get(2)), scalar(-0.2), x, scalar(2.5)));
    Array mask = Lax.gt(x, Lax.scalar(DType.FLOAT64, 0.0));
    rows.add(on("select", at -> Lax.select(mask, at.get(0), at.get(1)), x, y));
    rows.add(on("select constant", at -> Lax.select(mask, at.get(0), y), x));
    rows.add(on("select scalar", at -> Lax.select(mask, at.get(0), at.get(1)), x, s));
    rows.add(
        on(
            "selectN",
            at -> Lax.selectN(ints(Shape.of(3), 0, 2, 1), List.of(at.get(0), at.get(1), at.get(2))),
            x,
            y,
            positive));
    rows.add(on("pow integer", at -> Lax.pow(at.get(0), ints(Shape.of(3), 0, 2, -3)), x));
    rows.add(
        on(
            "comparisons",
            at -> {
              Array a = at.get(0);
              Array b = at.get(1);
              Array sum =
                  Stream.of(Lax.eq(a, b), Lax.ne(a, b), Lax.lt(a, b), Lax.le(a, b), Lax.gt(a, b), Lax.ge(a, b), Lax.isFinite(a))
                      .map(c -> Lax.convertElementType(c, DType.FLOAT64))
                      .reduce(Lax::add)
                      .orElseThrow();
              return Lax.mul(sum, Lax.mul(a, b));
            },
            x,
            y));
    return rows;
  }

  private interface Two {
    Array apply(Array x, Array y);
  }

  private static void two(List<Row> rows, String name, Two f, Array x, Array y) {
    rows.add(on(name, at -> f.apply(at.get(0), at.get(1)), x, y));
    rows.add(on(name + " in the first", at -> f.apply(at.get(0), y), x));
    rows.add(on(name + " in the second", at -> f.apply(x, at.get(0)), y));
  }

  private static Function<List<Array>, Array> squared(Function<Array, Array> f) {
    return at -> f.apply(Lax.mul(at.get(0), at.get(0)));
  }

  private static List<Row> shaping() {
    Array m = normal(1, MATRIX);
    Array v = vector(1, -2, 3, 0.5);
    return List.of(
        on("broadcast scalar", squared(x -> Lax.broadcast(x, 2, 2)), scalar(1.5)),
        on("broadcast", squared(x -> Lax.broadcast(x, 2)), m),
        on(
            "broadcast size 1",
            squared(x -> Lax.broadcastInDim(x, Shape.of(3, 2, 2), Axes.of(0, 2))),
            array(Shape.of(3, 1), 1, 2, 3)),
        on("reshape", squared(x -> Lax.reshape(x, Shape.of(3, 2))), m),
        on("squeeze", squared(x -> Lax.squeeze(x, Axes.of(0))), array(Shape.of(1, 2), 3, 4)),
        on("transpose", squared(x -> Lax.transpose(x, Axes.of(2, 0, 1))), normal(2, Shape.of(2, 3, 2))),
        on("rev", squared(x -> Lax.rev(x, Axes.of(1))), m),
        on(
            "concatenate",
            at -> Lax.concatenate(List.of(at.get(0), Lax.mul(at.get(1), at.get(1)), at.get(0)), 1),
            m,
            array(Shape.of(2, 1), 3, 4)),
        on("concatenate constant", at -> Lax.concatenate(List.of(m, Lax.sin(at.get(0))), 0), m),
        on("concatenate empty", at -> Lax.concatenate(List.of(at.get(0), at.get(1)), 0), v, vector()),
        on(
            "pad",
            at -> Lax.pad(Lax.sin(at.get(0)), at.get(1), Sizes.of(1, 0), Sizes.of(2, 1), Sizes.of(1, 2)),
            m,
            scalar(7)),
        on(
            "pad cut",
            at -> Lax.pad(Lax.sin(at.get(0)), at.get(1), Sizes.of(-1), Sizes.of(2), Sizes.of(0)),
            v,
            scalar(7)),
        on(
            "pad cut inside",
            at -> Lax.pad(Lax.sin(at.get(0)), at.get(1), Sizes.of(-2), Sizes.of(-3), Sizes.of(2)),
            v,
            scalar(7)),
        on(
            "pad constant",
            at -> Lax.pad(at.get(0), scalar(0), Sizes.of(1), Sizes.of(1), Sizes.of(0)),
            v),
        on(
            "pad in the value",
            at -> Lax.pad(v, Lax.exp(at.get(0)), Sizes.of(1), Sizes.of(1), Sizes.of(0)),
            scalar(0.2)),
        on("slice", squared(x -> Lax.sliceInDim(x, 1, 3, 1, 0)), v),
        on("slice strided", squared(x -> Lax.sliceInDim(x, 0, 4, 3, 0)), v),
        on("slice empty", squared(x -> Lax.sliceInDim(x, 2, 2, 1, 0)), v),
        on(
            "slices of one array",
            at -> {
              Array x = Lax.exp(at.get(0));
              Array a = Lax.sliceInDim(x, 0, 2, 1, 0);
              Array b = Lax.sliceInDim(x, 1, 3, 1, 0);
              Array c = Lax.sliceInDim(x, 0, 4, 2, 0);
              return Lax.mul(Lax.mul(a, b), c);
            },
            v),
        on("iota", at -> Lax.mul(at.get(0), Lax.iota(DType.FLOAT64, MATRIX, 1)), m),
        on(
            "bitcast",
            at ->
                Lax.mul(
                    at.get(0),
                    Lax.convertElementType(
                        Lax.bitcastConvertType(Lax.sign(at.get(0)), DType.INT64), DType.FLOAT64)),
            vector(0, 0)));
  }

  private static List<Row> indexing() {
    Array v = vector(1, -2, 3, 0.5);
    Array m = normal(1, MATRIX);
    Array one = ints(Shape.scalar(), 1);
    Array far = ints(Shape.scalar(), 9);
    Array picks = ints(Shape.of(4, 1), 0, 2, 2, 1);
    Array wild = ints(Shape.of(4, 1), 0, 9, 2, -7);
    return List.of(
        on("dynamicSlice", squared(x -> Lax.dynamicSlice(x, List.of(one), Shape.of(2))), v),
        on("dynamicSlice clamped", squared(x -> Lax.dynamicSlice(x, List.of(far), Shape.of(2))), v),
        on(
            "dynamicSlices of one array",
            at -> {
              Array x = Lax.exp(at.get(0));
              return Lax.mul(
                  Lax.dynamicSlice(x, List.of(one), Shape.of(2)),
                  Lax.dynamicSlice(x, List.of(far), Shape.of(2)));
            },
            v),
        on(
            "dynamicUpdateSlice",
            at -> Lax.dynamicUpdateSlice(Lax.sin(at.get(0)), Lax.exp(at.get(1)), List.of(one)),
            v,
            vector(1, 2)),
        on(
            "dynamicUpdateSlice of a constant",
            at -> Lax.dynamicUpdateSlice(v, Lax.exp(at.get(0)), List.of(far)),
            vector(1, 2)),
        on(
            "dynamicUpdateSlice by a constant",
            at -> Lax.dynamicUpdateSlice(Lax.sin(at.get(0)), vector(1, 2), List.of(one)),
            v),
        on("gather", squared(x -> gathered(x, picks, Mode.CLIP)), v),
        on("gather clipped", squared(x -> gathered(x, wild, Mode.CLIP)), v),
        on("gather promised", squared(x -> gathered(x, wild, Mode.PROMISE_IN_BOUNDS)), v),
        on(
            "gather filled",
            at -> {
              Array missing = Lax.gather(Lax.full(Shape.of(4), DType.BOOL, 0), wild, new Gather(ELEMENTS, Shape.of(1), Mode.FILL_OR_DROP, false, false));
              Array read = gathered(Lax.mul(at.get(0), at.get(0)), wild, Mode.FILL_OR_DROP);
              return Lax.select(missing, Lax.full(Shape.of(4), DType.FLOAT64, 5), read);
            },
            v),
        on(
            "gather rows",
            squared(x -> Lax.gather(x, ints(Shape.of(3, 1), 1, 0, 1), ROWS, Shape.of(1, 3), Mode.CLIP)),
            m),
        on(
            "gather windows",
            squared(
                x ->
                    Lax.gather(
                        x,
                        ints(Shape.of(2, 2), 0, 1, 1, 0),
                        new Dimensions(Axes.of(1, 2), Axes.none(), Axes.of(0, 1)),
                        Shape.of(1, 2),
                        Mode.CLIP)),
            m),
        on(
            "gather batched",
            squared(
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

  private static List<Row> scatters() {
    List<Row> rows = new ArrayList<>();
    Array v = vector(1.1, -2.2, 3, 0.5);
    Array u = vector(2, 0.3, -1, 4);
    Array distinct = ints(Shape.of(4, 1), 3, 0, 2, 1);
    Array repeated = ints(Shape.of(4, 1), 2, 0, 2, 2);
    Array wild = ints(Shape.of(4, 1), 2, 9, 0, -7);
    for (Scatter.Op op : Scatter.Op.values()) {
      for (Mode mode : Mode.values()) {
        String name = "scatter " + op + " " + mode;
        scatter(rows, name + " unique", new Scatter(op, ELEMENTS, mode, false, true), distinct, v, u);
        scatter(rows, name + " repeated", new Scatter(op, ELEMENTS, mode, false, false), repeated, v, u);
        scatter(rows, name + " wild", new Scatter(op, ELEMENTS, mode, false, false), wild, v, u);
      }
      Scatter windows =
          new Scatter(op, new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0)), Mode.FILL_OR_DROP, false, false);
      scatter(rows, "scatter rows " + op, windows, ints(Shape.of(3, 1), 1, 0, 1), normal(1, MATRIX), normal(2, Shape.of(3, 3)));
      Scatter overlapping =
          new Scatter(op, new Dimensions(Axes.of(1), Axes.none(), Axes.of(0)), Mode.CLIP, false, false);
      scatter(rows, "scatter overlapping windows " + op, overlapping, ints(Shape.of(3, 1), 0, 1, 2), v, normal(2, Shape.of(3, 2)));
      Scatter batched =
          new Scatter(op, new Dimensions(Axes.none(), Axes.of(1), Axes.of(1), Axes.of(0), Axes.of(0)), Mode.FILL_OR_DROP, false, false);
      scatter(rows, "scatter batched " + op, batched, ints(Shape.of(2, 2, 1), 0, 2, 1, 1), normal(1, MATRIX), normal(2, Shape.of(2, 2)));
    }
    return rows;
  }

  private static void scatter(
      List<Row> rows, String name, Scatter scatter, Array indices, Array x, Array u) {
    rows.add(on(name, at -> Lax.scatter(Lax.sin(at.get(0)), indices, Lax.exp(at.get(1)), scatter), x, u));
    rows.add(on(name + " constant operand", at -> Lax.scatter(x, indices, Lax.mul(at.get(0), at.get(0)), scatter), u));
    rows.add(on(name + " constant updates", at -> Lax.scatter(Lax.mul(at.get(0), at.get(0)), indices, u, scatter), x));
  }

  private static List<Row> folds() {
    List<Row> rows = new ArrayList<>();
    Array m = array(MATRIX, 1, 3.5, -2.2, 0.5, -1.5, 2);
    Array zeros = array(MATRIX, 0, 3.5, 0, 0.5, 0, 2);
    for (Axes axes : List.of(Axes.of(0), Axes.of(1), Axes.of(0, 1), Axes.none())) {
      rows.add(on("reduceSum " + axes, squared(x -> Lax.reduceSum(x, axes)), m));
      rows.add(on("reduceProd " + axes, at -> Lax.reduceProd(at.get(0), axes), m));
      rows.add(on("reduceProd of zeros " + axes, at -> Lax.reduceProd(at.get(0), axes), zeros));
      rows.add(on("reduceMax " + axes, squared(x -> Lax.reduceMax(x, axes)), m));
      rows.add(on("reduceMin " + axes, squared(x -> Lax.reduceMin(x, axes)), m));
    }
    rows.add(on("reduceProd of 7", at -> Lax.reduceProd(at.get(0), Axes.of(0)), vector(1, 2, 0.5, -1, 3, 0.2, 1.5)));
    rows.add(on("reduceProd of nothing", at -> Lax.add(Lax.reduceProd(at.get(0), Axes.of(0)), at.get(1)), vector(), scalar(1)));
    rows.add(on("argmax", at -> Lax.mul(at.get(0), count(Lax.argmax(at.get(0), 1, DType.INT32))), m));
    rows.add(on("argmin", at -> Lax.mul(at.get(0), count(Lax.argmin(at.get(0), 1, DType.INT32))), m));
    Array flags = Lax.gt(m, scalar(0));
    rows.add(
        on(
            "logical folds",
            at -> {
              Array positive = Lax.gt(at.get(0), scalar(0));
              Array all = Stream.of(Lax.reduceAnd(positive, Axes.of(1)), Lax.reduceOr(positive, Axes.of(1)), Lax.reduceXor(positive, Axes.of(1)), Lax.reduceAnd(flags, Axes.of(1)))
                  .map(b -> Lax.convertElementType(b, DType.FLOAT64)).reduce(Lax::add).orElseThrow();
              return Lax.mul(at.get(0), Lax.reshape(all, Shape.of(2, 1)));
            },
            m));
    for (boolean reverse : new boolean[] {false, true}) {
      rows.add(on("cumsum " + reverse, squared(x -> Lax.cumsum(x, 1, reverse)), m));
      for (Cumulative.Op op : Cumulative.Op.values()) {
        for (Array x : List.of(m, zeros, normal(1, Shape.of(1, 1)), normal(2, Shape.of(3, 6)), normal(3, Shape.of(2, 7)))) {
          if (op == Cumulative.Op.PROD || x != zeros) {
            rows.add(on("cumulative " + op + x.shape() + reverse, at -> Lax.cumulative(op, at.get(0), 1, reverse), x));
          }
        }
        rows.add(on("cumulative " + op + " first axis", at -> Lax.cumulative(op, at.get(0), 0, reverse), normal(2, Shape.of(5, 2))));
      }
    }
    return rows;
  }

  private static Array count(Array index) {
    return Lax.reshape(Lax.convertElementType(index, DType.FLOAT64), Shape.of(2, 1));
  }

  private static List<Row> products() {
    Array a = normal(1, Shape.of(2, 3));
    Array b = normal(2, Shape.of(3, 4));
    Array v = vector(1, -2, 3);
    Array left = normal(3, Shape.of(2, 3, 2, 5));
    Array right = normal(4, Shape.of(5, 2, 2, 3));
    DotGeneral many = new DotGeneral(Axes.of(3, 1), Axes.of(0, 3), Axes.of(2), Axes.of(1), DType.FLOAT64);
    DotGeneral swapped = new DotGeneral(Axes.of(1, 3), Axes.of(3, 0), Axes.of(0, 2), Axes.of(1, 2), DType.FLOAT64);
    List<Row> rows = new ArrayList<>();
    two(rows, "matmul", (x, y) -> dot(x, y, Axes.of(1), Axes.of(0)), a, b);
    two(rows, "matvec", (x, y) -> dot(x, y, Axes.of(1), Axes.of(0)), a, v);
    two(rows, "inner", (x, y) -> dot(x, y, Axes.of(0), Axes.of(0)), v, vector(3, 4, 5));
    two(rows, "outer", (x, y) -> dot(x, y, Axes.none(), Axes.none()), v, vector(3, 4));
    two(rows, "dotGeneral", (x, y) -> Lax.dotGeneral(x, y, many), left, right);
    two(rows, "dotGeneral swapped", (x, y) -> Lax.dotGeneral(x, y, swapped), left, right);
    rows.add(on("x x'", at -> dot(at.get(0), at.get(0), Axes.of(1), Axes.of(1)), a));
    rows.add(
        on(
            "sort",
            at -> Lax.mul(Lax.sort(at.get(0), 1), Lax.iota(DType.FLOAT64, MATRIX, 1)),
            array(MATRIX, 3, 1, 2, -1, 5, 0)));
    rows.add(
        on(
            "sort together",
            at -> Lax.mul(Lax.sort(at, 0, 1).get(1), Lax.exp(Lax.sort(at, 0, 1).get(0))),
            array(MATRIX, 3, 1, 2, -1, 5, 0),
            array(MATRIX, 1, 2, 3, 4, 5, 6)));
    return rows;
  }

  private static Array dot(Array x, Array y, Axes left, Axes right) {
    return Lax.dotGeneral(x, y, left, right, Axes.none(), Axes.none());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void lawsHold(Row row) {
    Laws.check(row.f, row.x);
  }

  /// Primitives of integers and truth values only, and the one that JAX does not differentiate.
  private static final Set<String> WITHOUT_ROW =
      Set.of(
          "Unary NOT", "Unary POPULATION_COUNT", "Unary CLZ", "Binary AND", "Binary OR", "Binary XOR",
          "Binary SHIFT_LEFT", "Binary SHIFT_RIGHT_ARITHMETIC", "Binary SHIFT_RIGHT_LOGICAL",
          "Binary NEXTAFTER", "StopGradient", "Threefry2x32");

  @Test
  void everyPrimitiveHasARow() {
    Set<String> met = new TreeSet<>();
    Interpreter listener = new Listener(met);
    rows().forEach(row -> CurrentInterpreter.with(listener, () -> row.f.apply(row.x)));
    Set<String> missing = new TreeSet<>();
    collect(Primitive.class, missing);
    missing.removeAll(met);
    missing.removeAll(WITHOUT_ROW);
    assertThat(missing).isEmpty();
    assertThat(WITHOUT_ROW).doesNotContainAnyElementsOf(met);
  }

  private static void collect(Class<?> type, Set<String> names) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, names);
      }
      return;
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.isEnum()) {
        for (Object op : nested.getEnumConstants()) {
          names.add(type.getSimpleName() + " " + ((Enum<?>) op).name());
        }
        return;
      }
    }
    names.add(type.getSimpleName());
  }

  /// Notes the primitives that are applied.
  private static final class Listener implements Interpreter {
    private final Interpreter parent = CurrentInterpreter.get();
    private final Set<String> met;

    Listener(Set<String> met) {
      this.met = met;
    }

    @Override
    public Interpreter parent() {
      return parent;
    }

    @Override
    public List<Array> interpret(Primitive primitive, List<Array> operands) {
      String name = primitive.getClass().getSimpleName();
      String text = primitive.toString();
      int op = text.indexOf("op=");
      met.add(op < 0 ? name : name + " " + text.substring(op + 3).split("[,\\]]")[0]);
      return parent.interpret(primitive, operands);
    }
  }
}
