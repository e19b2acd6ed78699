package org.lanewise.jit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Add;
import org.lanewise.ir.Elementwise.AddAny;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Convert;
import org.lanewise.ir.Elementwise.Div;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Elementwise.Mul;
import org.lanewise.ir.Elementwise.Name;
import org.lanewise.ir.Elementwise.Neg;
import org.lanewise.ir.Elementwise.Select;
import org.lanewise.ir.Elementwise.StopGradient;
import org.lanewise.ir.Elementwise.Sub;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;

/// Algebra that holds for every element by the bit: NaN, infinities, signed zeros and subnormals
/// included, integers wrapping. Beside each rule stands why.
///
/// What is true of real numbers only (x − x = 0, x · 0 = 0, x + y − y = x, x / c = x · (1/c)) is
/// not here.
final class Arithmetic implements Rewriting {
  @Override
  public @Nullable Atom rewrite(Equation equation, Rewriter rewriter) {
    if (!(equation.primitive() instanceof Elementwise primitive)) {
      return null;
    }
    List<Atom> x = equation.inputs();
    Atom found =
        switch (primitive) {
          // identities, once no transformation will ask
          case Name _, StopGradient _ -> x.getFirst();
          // x¹ = x: the product of one factor
          case IntegerPow(int exponent) when exponent == 1 -> x.getFirst();
          case Neg _ -> negation(x.getFirst(), rewriter);
          case Unary(Unary.Op op) -> unary(op, x.getFirst(), rewriter);
          case Convert(DType to, _) -> conversion(to, equation, rewriter);
          case Add _ -> sum(x, rewriter);
          // computes as add
          case AddAny _ -> rewriter.add(new Add(), x, equation.source()).getFirst();
          case Sub _ -> difference(x, rewriter);
          case Mul _ -> product(x, rewriter);
          // x / 1 = x: the exact quotient is x; ±0, ∞ and NaN stay
          case Div _ -> isNumber(x.get(1), 1, rewriter) ? x.getFirst() : null;
          case Binary(Binary.Op op) -> binary(op, x);
          case Select _ -> choice(x, rewriter);
          case Elementwise _ -> null;
        };
    return found != null && fits(found, equation.outputs().getFirst().type()) ? found : null;
  }

  /// Operands repeat sizes of 1, so what stands for a result must have its shape.
  private static boolean fits(Atom found, ArrayType result) {
    return found.type().dtype() == result.dtype() && found.type().shape().equals(result.shape());
  }

  /// −(−x) = x: the sign bit turns twice; integers are negated modulo 2ⁿ.
  private static @Nullable Atom negation(Atom x, Rewriter rewriter) {
    Equation inner = rewriter.definition(x);
    return inner != null && inner.primitive() instanceof Neg ? inner.inputs().getFirst() : null;
  }

  private static @Nullable Atom unary(Unary.Op op, Atom x, Rewriter rewriter) {
    Equation inner = rewriter.definition(x);
    if (inner == null || !inner.primitive().equals(new Unary(op))) {
      return null;
    }
    boolean undone = op == Unary.Op.NOT; // every bit turns twice
    boolean settled = // f(f(x)) = f(x): results of f are left alone by f
        op == Unary.Op.ABS
            || op == Unary.Op.FLOOR
            || op == Unary.Op.CEIL
            || op == Unary.Op.ROUND
            || op == Unary.Op.ROUND_EVEN
            || op == Unary.Op.SIGN;
    return undone ? inner.inputs().getFirst() : settled ? x : null;
  }

  /// Conversion to the type that is there already is the identity. After a conversion that loses
  /// nothing, a second one sees the same value, so it may start from the first operand.
  private static @Nullable Atom conversion(DType to, Equation equation, Rewriter rewriter) {
    Atom x = equation.inputs().getFirst();
    if (x.type().dtype() == to) {
      return x;
    }
    Equation inner = rewriter.definition(x);
    if (inner == null || !(inner.primitive() instanceof Convert)) {
      return null;
    }
    Atom origin = inner.inputs().getFirst();
    if (!keepsValue(origin.type().dtype(), x.type().dtype())) {
      return null;
    }
    return origin.type().dtype() == to
        ? origin
        : rewriter.add(equation.primitive(), List.of(origin), equation.source()).getFirst();
  }

  /// Whether a conversion is exact and stays among integers or among floating types. (From integer
  /// to floating would turn wrapping into saturation in the conversion after it.) The values 0 and
  /// 1 of bool are exact in every type, and convert alike from all of them.
  static boolean keepsValue(DType from, DType to) {
    if (from == DType.BOOL) {
      return to != DType.BOOL;
    }
    if (from.isInteger() && to.isInteger()) {
      return from.isUnsigned() == to.isUnsigned()
          ? to.bitSize() >= from.bitSize()
          : from.isUnsigned() && to.bitSize() > from.bitSize();
    }
    boolean floating = from.isFloating() && to.isFloating();
    return floating && to.bitSize() > from.bitSize(); // more exponent and more fraction
  }

  /// x + (−0) = x for every floating x, since −0 + −0 = −0 and +0 + −0 = +0. x + (+0) = x only
  /// where x is not −0: that is +0. For integers zero is zero.
  private static @Nullable Atom sum(List<Atom> x, Rewriter rewriter) {
    for (int i = 0; i < 2; i++) {
      Atom other = x.get(1 - i);
      boolean neutral =
          other.type().dtype().isFloating()
              ? isNumber(x.get(i), -0.0, rewriter)
                  || (isNumber(x.get(i), 0.0, rewriter) && isNeverNegativeZero(other, rewriter))
              : isNumber(x.get(i), 0, rewriter);
      if (neutral) {
        return other;
      }
    }
    return null;
  }

  /// Whether no element can be −0: absolute values and squares have the sign bit clear, and so has
  /// what was an integer or bool.
  private static boolean isNeverNegativeZero(Atom x, Rewriter rewriter) {
    Equation made = rewriter.definition(x);
    if (made == null) {
      return false;
    }
    return switch (made.primitive()) {
      case Unary(Unary.Op op) -> op == Unary.Op.ABS || op == Unary.Op.SQUARE;
      case Convert _ -> !made.inputs().getFirst().type().dtype().isFloating();
      case Primitive _ -> false;
    };
  }

  /// x − (+0) = x for every floating x, since −0 − +0 = −0. x − (−0) is +0 for −0.
  private static @Nullable Atom difference(List<Atom> x, Rewriter rewriter) {
    return isNumber(x.get(1), 0.0, rewriter) ? x.getFirst() : null;
  }

  /// x · 1 = x: the exact product is x; the sign of a zero stays, ∞ · 1 = ∞.
  private static @Nullable Atom product(List<Atom> x, Rewriter rewriter) {
    return isNumber(x.get(1), 1, rewriter)
        ? x.getFirst()
        : isNumber(x.get(0), 1, rewriter) ? x.get(1) : null;
  }

  /// max(x, x) = min(x, x) = x ∧ x = x ∨ x = x.
  private static @Nullable Atom binary(Binary.Op op, List<Atom> x) {
    boolean idempotent =
        op == Binary.Op.MAX || op == Binary.Op.MIN || op == Binary.Op.AND || op == Binary.Op.OR;
    return idempotent && x.get(0).equals(x.get(1)) ? x.getFirst() : null;
  }

  /// A constant index picks its case; equal cases need no index.
  private static @Nullable Atom choice(List<Atom> x, Rewriter rewriter) {
    List<Atom> cases = x.subList(1, x.size());
    if (cases.stream().allMatch(each -> each.equals(cases.getFirst()))) {
      return cases.getFirst();
    }
    Atom.Literal index = Constants.repeated(x.getFirst(), rewriter);
    return index == null ? null : cases.get(Constants.position(index, cases.size()));
  }

  /// Whether every element of an atom is one number, by its bits: 0.0 is not −0.0.
  private static boolean isNumber(Atom x, double number, Rewriter rewriter) {
    Atom.Literal literal = Constants.repeated(x, rewriter);
    return literal != null && literal.bits() == ScalarBits.of(literal.dtype(), number);
  }
}
