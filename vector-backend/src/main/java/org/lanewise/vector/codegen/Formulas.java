package org.lanewise.vector.codegen;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.definition.Definition;
import org.lanewise.backend.definition.Definitions;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Arithmetic;
import org.lanewise.vector.codegen.Code.Cast;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Floating;

/// The formula of each primitive that computes element by element.
final class Formulas {
  private Formulas() {}

  /// The formula of a primitive for operands of the given element types, or null if there is none
  /// for elements of any place.
  static @Nullable Formula of(Primitive primitive, List<DType> operands, Form form) {
    if (primitive instanceof Shaping.Iota || operands.stream().anyMatch(DType::isComplex)) {
      return null;
    }
    FormulaBuilder complete = build(primitive, new FormulaBuilder(form, operands));
    return complete == null ? null : complete.build();
  }

  /// Adds what a primitive computes, or gives null if it does not compute element by element. Of
  /// `iota` that is the number of the element.
  static @Nullable FormulaBuilder build(Primitive primitive, FormulaBuilder f) {
    return switch (primitive) {
      case Elementwise elementwise -> elementwise(elementwise, f);
      case Threefry2x32 _ -> Threefry.build(f);
      case Shaping.BitcastConvert(DType dtype) -> bitcast(dtype, f);
      case Shaping.Iota(DType dtype, _, _) -> ConversionFormulas.convert(dtype, f.ofIndex());
      case Shaping _, Indexing _, Reducing _, Combining _, Windowing _ -> null;
      case Collective _, Structured _, Callback _ -> null;
    };
  }

  /// The bits as another type of the same width; of a floating number with one NaN for all.
  private static @Nullable FormulaBuilder bitcast(DType to, FormulaBuilder f) {
    DType from = f.type(0);
    if (from.bitSize() != to.bitSize() || to == DType.BOOL || from == DType.BOOL) {
      return null;
    }
    Graph g = f.graph();
    int bits = asInteger(g, f.raw(0));
    if (from.isFloating()) {
      int value = f.value(0);
      int nan = g.constant(g.lane(bits), signed(from, ScalarBits.of(from, Double.NaN)));
      bits = g.select(g.compare(Comparison.NE, value, value), nan, bits);
    }
    Lane lane = Storage.of(to).lane();
    return f.rawResult(to, lane == g.lane(bits) ? bits : g.node(Cast.BITCAST, lane, bits));
  }

  private static int asInteger(Graph g, int value) {
    return switch (g.lane(value)) {
      case F32 -> g.node(Cast.BITCAST, Lane.I32, value);
      case F64 -> g.node(Cast.BITCAST, Lane.I64, value);
      case I32, I64, MASK -> value;
    };
  }

  private static long signed(DType dtype, long bits) {
    return dtype.bitSize() == 32 ? (int) bits : bits;
  }

  private static @Nullable FormulaBuilder elementwise(Elementwise primitive, FormulaBuilder f) {
    return switch (primitive) {
      case Unary(var op) -> unary(op, f);
      case Elementwise.IntegerPow(int exponent) -> integerPow(exponent, f);
      case Elementwise.Neg _ -> f.result(f.type(0), negated(f, f.value(0)));
      case Elementwise.Add _, Elementwise.AddAny _ -> arithmetic(Arithmetic.ADD, f);
      case Elementwise.Sub _ -> arithmetic(Arithmetic.SUB, f);
      case Elementwise.Mul _ -> arithmetic(Arithmetic.MUL, f);
      case Elementwise.Div _ ->
          f.type(0).isFloating()
              ? arithmetic(Arithmetic.DIV, f)
              : IntegerFormulas.quotient("div", f);
      case Binary(var op) -> binary(op, f);
      case Elementwise.Compare(var op) -> compare(op, f);
      case Elementwise.Fma _ ->
          f.result(f.type(0), f.graph().like(Floating.FMA, f.value(0), f.value(1), f.value(2)));
      case Elementwise.Clamp _ -> clamp(f);
      case Elementwise.Select _ -> select(f);
      case Elementwise.Convert(DType dtype, _) -> ConversionFormulas.convert(dtype, f);
      case Elementwise.GammaSample _ -> f.rawResult(f.type(0), f.raw(0));
      case Elementwise.Name _, Elementwise.StopGradient _ -> null;
    };
  }

  private static @Nullable FormulaBuilder unary(Unary.Op op, FormulaBuilder f) {
    if (!f.type(0).isFloating()) {
      return IntegerFormulas.unary(op, f);
    }
    return switch (op) {
      case IS_FINITE -> isFinite(f);
      case ROUND -> defined("round_half_away", f);
      case ROUND_EVEN -> defined("round_half_even", f);
      case SIGN, ABS, SQUARE, FLOOR, CEIL -> defined(op, f);
      case EXP, EXP2, EXPM1, LOG, LOG1P, LOG2, LOG10, SQRT, RSQRT, CBRT -> defined(op, f);
      case SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH -> defined(op, f);
      case LOGISTIC, ERF, ERFC, ERF_INV, LGAMMA, DIGAMMA -> defined(op, f);
      case NOT, POPULATION_COUNT, CLZ -> null;
    };
  }

  private static FormulaBuilder isFinite(FormulaBuilder f) {
    int x = f.value(0);
    Definition<?> isFinite =
        f.graph().lane(x) == Lane.F32 ? Definitions.floatIsFinite() : Definitions.doubleIsFinite();
    return f.result(DType.BOOL, f.apply(isFinite, Lane.MASK, x));
  }

  private static FormulaBuilder defined(Unary.Op op, FormulaBuilder f) {
    return defined(new Unary(op).name(), f);
  }

  private static FormulaBuilder defined(String name, FormulaBuilder f) {
    int x = f.value(0);
    Lane lane = f.graph().lane(x);
    Definition<?> definition =
        lane == Lane.F32 ? Definitions.floatUnary(name) : Definitions.doubleUnary(name);
    return f.result(f.type(0), f.apply(definition, lane, x));
  }

  private static int negated(FormulaBuilder f, int value) {
    Graph g = f.graph();
    return g.lane(value).isFloating()
        ? g.like(Floating.NEG, value)
        : g.like(Arithmetic.SUB, g.number(g.lane(value), 0), value);
  }

  private static FormulaBuilder arithmetic(Code code, FormulaBuilder f) {
    return f.result(f.type(0), f.graph().like(code, f.value(0), f.value(1)));
  }

  /// xʸ = Π x^(2^k) over the one bits k of y, ascending; 1 / x^(−y) for y < 0. f16 and bf16 round
  /// after every product.
  private static @Nullable FormulaBuilder integerPow(int exponent, FormulaBuilder f) {
    Graph g = f.graph();
    DType type = f.type(0);
    if (exponent < 0 && !type.isFloating()) {
      return null;
    }
    int square = f.value(0);
    int product = -1;
    for (long rest = Math.abs((long) exponent); rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product = product < 0 ? square : f.rounded(type, g.like(Arithmetic.MUL, product, square));
      }
      if (rest > 1) {
        square = f.rounded(type, g.like(Arithmetic.MUL, square, square));
      }
    }
    int one = g.number(g.lane(square), 1);
    product = product < 0 ? one : product;
    return f.result(type, exponent < 0 ? g.like(Arithmetic.DIV, one, product) : product);
  }

  private static @Nullable FormulaBuilder binary(Binary.Op op, FormulaBuilder f) {
    DType type = f.type(0);
    if (!type.isFloating()) {
      return IntegerFormulas.binary(op, f);
    }
    boolean half = type != type.computeType();
    if (half && op == Binary.Op.NEXTAFTER) {
      return f.rawResult(
          type, HalfFloats.nextAfter(f.graph(), f.raw(0), f.raw(1), f.value(0), f.value(1)));
    }
    int y =
        f.type(1) == type ? f.value(1) : f.rounded(type, ConversionFormulas.toFloating(type, 1, f));
    return f.result(type, floating(op, f, f.value(0), y));
  }

  private static int floating(Binary.Op op, FormulaBuilder f, int x, int y) {
    Lane lane = f.graph().lane(x);
    String name = new Binary(op).name();
    Definition<?> definition =
        lane == Lane.F32 ? Definitions.floatBinary(name) : Definitions.doubleBinary(name);
    return f.apply(definition, lane, x, y);
  }

  private static FormulaBuilder compare(Elementwise.Compare.Op op, FormulaBuilder f) {
    Comparison code =
        switch (op) {
          case EQ -> Comparison.EQ;
          case NE -> Comparison.NE;
          case LT -> Comparison.LT;
          case LE -> Comparison.LE;
          case GT -> Comparison.GT;
          case GE -> Comparison.GE;
        };
    int x = IntegerFormulas.ordered(f, f.type(0), f.value(0));
    int y = IntegerFormulas.ordered(f, f.type(1), f.value(1));
    return f.result(DType.BOOL, f.graph().compare(code, x, y));
  }

  /// clamp(lo, x, hi) = min(max(x, lo), hi)
  private static FormulaBuilder clamp(FormulaBuilder f) {
    DType type = f.type(1);
    int raised = extreme(Binary.Op.MAX, f, type, f.value(1), f.value(0));
    return f.result(type, extreme(Binary.Op.MIN, f, type, raised, f.value(2)));
  }

  private static int extreme(Binary.Op op, FormulaBuilder f, DType type, int x, int y) {
    return type.isFloating() ? floating(op, f, x, y) : IntegerFormulas.extreme(op, f, type, x, y);
  }

  /// select_n(which, case₀, case₁, …); an i32 `which` is clamped into range.
  private static FormulaBuilder select(FormulaBuilder f) {
    Graph g = f.graph();
    int cases = f.type(0) == DType.BOOL ? 2 : f.operandCount() - 1;
    int chosen = f.raw(1);
    for (int i = 1; i < cases; i++) {
      int mask =
          f.type(0) == DType.BOOL
              ? f.truth(0)
              : g.compare(Comparison.GE, f.raw(0), g.number(Lane.I32, i));
      chosen = g.select(mask, f.raw(i + 1), chosen);
    }
    return f.rawResult(f.type(1), chosen);
  }
}
