package org.lanewise.autodiff;

import static org.lanewise.autodiff.Values.array;
import static org.lanewise.autodiff.Values.ints;
import static org.lanewise.autodiff.Values.scalar;
import static org.lanewise.autodiff.Values.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rows of the laws for elementwise primitives.
final class ElementwiseRows {

  private ElementwiseRows() {}

  static List<LawRow> rows() {
    return Stream.of(elementwise(), binary()).flatMap(List::stream).toList();
  }

  private static List<LawRow> elementwise() {
    return List.of(
        LawRow.unary("sign", Lax::sign, -1.5, 0.5),
        LawRow.unary("abs", Lax::abs, -1.5, 0.5),
        LawRow.unary("floor", Lax::floor, -1.5, 0.25),
        LawRow.unary("ceil", Lax::ceil, -1.5, 0.25),
        LawRow.unary("round", Lax::round, -1.25, 0.25),
        LawRow.unary("roundEven", Lax::roundEven, -1.25, 0.25),
        LawRow.unary("exp", Lax::exp, -1, 0.5),
        LawRow.unary("exp2", Lax::exp2, -1, 0.5),
        LawRow.unary("expm1", Lax::expm1, -1, 0.01),
        LawRow.unary("log", Lax::log, 0.5, 3),
        LawRow.unary("log1p", Lax::log1p, -0.5, 3),
        LawRow.unary("log2", Lax::log2, 0.5, 3),
        LawRow.unary("log10", Lax::log10, 0.5, 3),
        LawRow.unary("sqrt", Lax::sqrt, 0.5, 3),
        LawRow.unary("rsqrt", Lax::rsqrt, 0.5, 3),
        LawRow.unary("cbrt", Lax::cbrt, -0.5, 3),
        LawRow.unary("square", Lax::square, -0.5, 3),
        LawRow.unary("sin", Lax::sin, -0.5, 3),
        LawRow.unary("cos", Lax::cos, -0.5, 3),
        LawRow.unary("tan", Lax::tan, -0.5, 1),
        LawRow.unary("asin", Lax::asin, -0.5, 0.3),
        LawRow.unary("acos", Lax::acos, -0.5, 0.3),
        LawRow.unary("atan", Lax::atan, -0.5, 3),
        LawRow.unary("sinh", Lax::sinh, -0.5, 2),
        LawRow.unary("cosh", Lax::cosh, -0.5, 2),
        LawRow.unary("tanh", Lax::tanh, -0.5, 2),
        LawRow.unary("asinh", Lax::asinh, -0.5, 3),
        LawRow.unary("acosh", Lax::acosh, 1.5, 3),
        LawRow.unary("atanh", Lax::atanh, -0.5, 0.3),
        LawRow.unary("logistic", Lax::logistic, -0.5, 3),
        LawRow.unary("erf", Lax::erf, -0.5, 1),
        LawRow.unary("erfc", Lax::erfc, -0.5, 1),
        LawRow.unary("erfInv", Lax::erfInv, -0.5, 0.3),
        LawRow.unary("lgamma", Lax::lgamma, 0.5, 3.2, -1.4),
        LawRow.unary("digamma", Lax::digamma, 0.5, 3.2, -1.4),
        LawRow.unary("neg", Lax::neg, -0.5, 3),
        LawRow.unary("integerPow 0", x -> Lax.integerPow(x, 0), -0.5, 3),
        LawRow.unary("integerPow 1", x -> Lax.integerPow(x, 1), -0.5, 3),
        LawRow.unary("integerPow 2", x -> Lax.integerPow(x, 2), -0.5, 3, 0),
        LawRow.unary("integerPow 5", x -> Lax.integerPow(x, 5), -0.5, 2, 0),
        LawRow.unary("integerPow -2", x -> Lax.integerPow(x, -2), -0.5, 3),
        LawRow.unary("name", x -> Lax.name(Lax.mul(x, x), "squared"), -0.5, 3),
        LawRow.unary("stopGradient", x -> Lax.mul(x, Lax.sin(x)), -0.5, 3),
        LawRow.unary(
            "convert",
            x ->
                Lax.convertElementType(
                    Lax.convertElementType(Lax.mul(x, x), DType.FLOAT64, true), DType.FLOAT64),
            -0.5,
            3),
        LawRow.unary(
            "convert to integers",
            x ->
                Lax.mul(
                    x,
                    Lax.convertElementType(Lax.convertElementType(x, DType.INT32), DType.FLOAT64)),
            -1.5,
            3.5));
  }

  private static List<LawRow> binary() {
    Array x = vector(-0.5, 2, 3.3);
    Array y = vector(1.5, 0.7, -2);
    Array s = scalar(1.7);
    Array column = array(Shape.of(2, 1), 0.3, -1.2);
    Array row = array(Shape.of(1, 3), 0.5, 1.5, 2.5);
    Array positive = vector(0.5, 2, 3.3);
    List<LawRow> rows = new ArrayList<>();
    LawRow.two(rows, "add", Lax::add, x, y);
    LawRow.two(rows, "sub", Lax::sub, x, y);
    LawRow.two(rows, "mul", Lax::mul, x, y);
    LawRow.two(rows, "div", Lax::div, x, y);
    LawRow.two(rows, "addAny", Lax::addAny, x, y);
    LawRow.two(rows, "rem", Lax::rem, x, vector(0.4, 0.7, -2));
    LawRow.two(rows, "pow", Lax::pow, positive, y);
    LawRow.two(rows, "atan2", Lax::atan2, x, y);
    LawRow.two(rows, "max", Lax::max, x, y);
    LawRow.two(rows, "min", Lax::min, x, y);
    for (List<Array> pair : List.of(List.of(s, x), List.of(x, s), List.of(column, row))) {
      LawRow.two(rows, "add repeated", Lax::add, pair.get(0), pair.get(1));
      LawRow.two(rows, "sub repeated", Lax::sub, pair.get(0), pair.get(1));
      LawRow.two(rows, "mul repeated", Lax::mul, pair.get(0), pair.get(1));
      LawRow.two(rows, "div repeated", Lax::div, pair.get(0), pair.get(1));
      LawRow.two(rows, "max repeated", Lax::max, pair.get(0), pair.get(1));
      LawRow.two(rows, "atan2 repeated", Lax::atan2, pair.get(0), pair.get(1));
    }
    rows.add(LawRow.on("add constant", at -> Lax.add(at.get(0), x), s));
    rows.add(LawRow.on("sub constant", at -> Lax.sub(x, at.get(0)), s));
    rows.add(LawRow.on("x * x", at -> Lax.mul(at.get(0), at.get(0)), x));
    rows.add(LawRow.on("fma", at -> Lax.fma(at.get(0), at.get(1), at.get(2)), x, y, positive));
    rows.add(LawRow.on("fma repeated", at -> Lax.fma(at.get(0), at.get(1), at.get(2)), s, s, x));
    rows.add(
        LawRow.on(
            "clamp",
            at -> Lax.clamp(at.get(0), at.get(1), at.get(2)),
            scalar(-0.2),
            x,
            scalar(2.5)));
    Array mask = Lax.gt(x, Lax.scalar(DType.FLOAT64, 0.0));
    rows.add(LawRow.on("select", at -> Lax.select(mask, at.get(0), at.get(1)), x, y));
    rows.add(LawRow.on("select constant", at -> Lax.select(mask, at.get(0), y), x));
    rows.add(LawRow.on("select scalar", at -> Lax.select(mask, at.get(0), at.get(1)), x, s));
    rows.add(
        LawRow.on(
            "selectN",
            at -> Lax.selectN(ints(Shape.of(3), 0, 2, 1), List.of(at.get(0), at.get(1), at.get(2))),
            x,
            y,
            positive));
    rows.add(LawRow.on("pow integer", at -> Lax.pow(at.get(0), ints(Shape.of(3), 0, 2, -3)), x));
    rows.add(
        LawRow.on(
            "comparisons",
            at -> {
              Array a = at.get(0);
              Array b = at.get(1);
              Array sum =
                  Stream.of(
                          Lax.eq(a, b),
                          Lax.ne(a, b),
                          Lax.lt(a, b),
                          Lax.le(a, b),
                          Lax.gt(a, b),
                          Lax.ge(a, b),
                          Lax.isFinite(a))
                      .map(c -> Lax.convertElementType(c, DType.FLOAT64))
                      .reduce(Lax::add)
                      .orElseThrow();
              return Lax.mul(sum, Lax.mul(a, b));
            },
            x,
            y));
    return rows;
  }
}
