package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.ir.Elementwise.Add;
import org.lanewise.ir.Elementwise.AddAny;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Clamp;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Convert;
import org.lanewise.ir.Elementwise.Div;
import org.lanewise.ir.Elementwise.Fma;
import org.lanewise.ir.Elementwise.GammaSample;
import org.lanewise.ir.Elementwise.Mul;
import org.lanewise.ir.Elementwise.Select;
import org.lanewise.ir.Elementwise.Sub;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// The part of [Lax] that combines operands element by element.
///
/// Operands have one element type; shapes are of one rank (sizes of 1 are repeated), or scalars.
/// Different element types are an error: [Numpy] promotes, `Lax` does not.
abstract sealed class BinaryLax extends UnaryLax permits ShapingLax {
  private static final Add ADD = new Add();
  private static final Sub SUB = new Sub();
  private static final Mul MUL = new Mul();
  private static final Div DIV = new Div();
  private static final AddAny ADD_ANY = new AddAny();
  private static final Fma FMA = new Fma();
  private static final Clamp CLAMP = new Clamp();
  private static final Select SELECT = new Select();

  BinaryLax() {}

  private static Array binary(Binary.Op op, Array x, Array y) {
    return CurrentInterpreter.bindOne(new Binary(op), List.of(x, y));
  }

  private static Array compare(Compare.Op op, Array x, Array y) {
    return CurrentInterpreter.bindOne(new Compare(op), List.of(x, y));
  }

  /// The sum x + y (numbers; integers wrap).
  public static Array add(Array x, Array y) {
    return CurrentInterpreter.bindOne(ADD, List.of(x, y));
  }

  /// The difference x − y (numbers; integers wrap).
  public static Array sub(Array x, Array y) {
    return CurrentInterpreter.bindOne(SUB, List.of(x, y));
  }

  /// The product x · y (numbers; integers wrap).
  public static Array mul(Array x, Array y) {
    return CurrentInterpreter.bindOne(MUL, List.of(x, y));
  }

  /// The quotient x / y (numbers); integer quotients are truncated towards zero, x / 0 is −1.
  public static Array div(Array x, Array y) {
    return CurrentInterpreter.bindOne(DIV, List.of(x, y));
  }

  /// The sum of two tangents or cotangents: computes as `add`.
  public static Array addAny(Array x, Array y) {
    return CurrentInterpreter.bindOne(ADD_ANY, List.of(x, y));
  }

  /// The remainder of x / y with the sign of x (numbers); x rem 0 is x for integers, NaN for
  /// floats.
  public static Array rem(Array x, Array y) {
    return binary(Binary.Op.REM, x, y);
  }

  /// xʸ (x floating; y of x's type, or an integer type).
  public static Array pow(Array x, Array y) {
    return binary(Binary.Op.POW, x, y);
  }

  /// The angle in radians of the point with ordinate `x` and abscissa `y`.
  public static Array atan2(Array x, Array y) {
    return binary(Binary.Op.ATAN2, x, y);
  }

  /// The larger of both (any type); NaN if either is.
  public static Array max(Array x, Array y) {
    return binary(Binary.Op.MAX, x, y);
  }

  /// The smaller of both (any type); NaN if either is.
  public static Array min(Array x, Array y) {
    return binary(Binary.Op.MIN, x, y);
  }

  /// The representable number next to x in the direction of y.
  public static Array nextafter(Array x, Array y) {
    return binary(Binary.Op.NEXTAFTER, x, y);
  }

  /// Bitwise (integers) or logical (bool) and.
  public static Array and(Array x, Array y) {
    return binary(Binary.Op.AND, x, y);
  }

  /// Bitwise (integers) or logical (bool) or.
  public static Array or(Array x, Array y) {
    return binary(Binary.Op.OR, x, y);
  }

  /// Bitwise (integers) or logical (bool) exclusive or.
  public static Array xor(Array x, Array y) {
    return binary(Binary.Op.XOR, x, y);
  }

  /// x shifted left by y bits (integers); 0 when y is not below the width.
  public static Array shiftLeft(Array x, Array y) {
    return binary(Binary.Op.SHIFT_LEFT, x, y);
  }

  /// x shifted right by y bits with copies of the sign coming in (integers).
  public static Array shiftRightArithmetic(Array x, Array y) {
    return binary(Binary.Op.SHIFT_RIGHT_ARITHMETIC, x, y);
  }

  /// x shifted right by y bits with zeros coming in (integers).
  public static Array shiftRightLogical(Array x, Array y) {
    return binary(Binary.Op.SHIFT_RIGHT_LOGICAL, x, y);
  }

  /// Whether x = y, elementwise; the result is bool.
  public static Array eq(Array x, Array y) {
    return compare(Compare.Op.EQ, x, y);
  }

  /// Whether x ≠ y, elementwise; the result is bool.
  public static Array ne(Array x, Array y) {
    return compare(Compare.Op.NE, x, y);
  }

  /// Whether x < y, elementwise; the result is bool.
  public static Array lt(Array x, Array y) {
    return compare(Compare.Op.LT, x, y);
  }

  /// Whether x ≤ y, elementwise; the result is bool.
  public static Array le(Array x, Array y) {
    return compare(Compare.Op.LE, x, y);
  }

  /// Whether x > y, elementwise; the result is bool.
  public static Array gt(Array x, Array y) {
    return compare(Compare.Op.GT, x, y);
  }

  /// Whether x ≥ y, elementwise; the result is bool.
  public static Array ge(Array x, Array y) {
    return compare(Compare.Op.GE, x, y);
  }

  /// x · y + z with one rounding (floating).
  public static Array fma(Array x, Array y, Array z) {
    return CurrentInterpreter.bindOne(FMA, List.of(x, y, z));
  }

  /// The sample x of a gamma distribution, or its logarithm, as a function of the distribution's
  /// parameter a (floating): x itself, with the derivative in a that keeps x at its quantile.
  ///
  /// @param logarithm whether x is the logarithm of a sample
  public static Array gammaSample(Array x, Array a, boolean logarithm) {
    return CurrentInterpreter.bindOne(new GammaSample(logarithm), List.of(x, a));
  }

  /// min(max(x, lo), hi); the bounds are scalars or of x's shape.
  public static Array clamp(Array lo, Array x, Array hi) {
    return CurrentInterpreter.bindOne(CLAMP, List.of(lo, x, hi));
  }

  /// Picks `ifTrue` where `predicate` (bool) holds, else `ifFalse`.
  public static Array select(Array predicate, Array ifTrue, Array ifFalse) {
    return CurrentInterpreter.bindOne(SELECT, List.of(predicate, ifFalse, ifTrue));
  }

  /// Picks case number `which` (bool with two cases, or i32 clamped into range), elementwise.
  public static Array selectN(Array which, List<Array> cases) {
    List<Array> operands = new ArrayList<>(cases.size() + 1);
    operands.add(which);
    operands.addAll(cases);
    return CurrentInterpreter.bindOne(SELECT, operands);
  }

  /// Converts by value to another element type, strongly typed: floating to integer truncates,
  /// saturates and takes NaN to 0; narrowing floating rounds to nearest, ties to even.
  public static Array convertElementType(Array x, DType dtype) {
    return convertElementType(x, dtype, false);
  }

  /// Converts by value to another element type; returns `x` itself if there is nothing to do.
  public static Array convertElementType(Array x, DType dtype, boolean weak) {
    ArrayType type = x.type();
    if (type.dtype() == dtype && type.weak() == weak) {
      return x;
    }
    return CurrentInterpreter.bindOne(new Convert(dtype, weak), List.of(x));
  }
}
