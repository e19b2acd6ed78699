package org.lanewise.jit;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Finds the remainder and the quotient that round down, as NumPy and Python define them, where the
/// divisor is a power of two: two's complement has them in one operation.
///
/// `Numpy.remainder` and `Numpy.floorDivide` correct the truncated results of the primitives where
/// signs differ. For a divisor 2ᵏ, with r = rem(x, 2ᵏ) and q = div(x, 2ᵏ):
/// - r + 2ᵏ where r < 0, else r, is x & (2ᵏ − 1);
/// - q − 1 where r ≠ 0 and x is not positive, else q, is x >> k.
///
/// Stands before [Divisions], which takes the primitives apart.
final class FloorDivisions implements Rewriting {
  @Override
  public @Nullable Atom rewrite(Equation equation, Rewriter rewriter) {
    if (!(equation.primitive() instanceof Elementwise.Select) || equation.inputs().size() != 3) {
      return null;
    }
    Equation corrects = rewriter.definition(equation.inputs().get(0));
    Equation truncated = rewriter.definition(equation.inputs().get(1));
    if (corrects == null
        || truncated == null
        || !corrects.primitive().equals(new Binary(Binary.Op.AND))
        || truncated.inputs().size() != 2) {
      return null;
    }
    Found found = new Found(equation, truncated, corrects.inputs(), rewriter);
    if (found.exponent() < 1) {
      return null;
    }
    if (found.isRemainder()) {
      return found.with(Binary.Op.AND, (1L << found.exponent()) - 1);
    }
    return found.isQuotient()
        ? found.with(Binary.Op.SHIFT_RIGHT_ARITHMETIC, found.exponent())
        : null;
  }

  /// A choice between a truncated result and another one.
  ///
  /// @param conditions both must hold for the other one to be chosen
  private record Found(
      Equation choice, Equation truncated, List<Atom> conditions, Rewriter rewriter) {

    private Atom x() {
      return truncated.inputs().get(0);
    }

    private DType type() {
      return x().type().dtype();
    }

    int exponent() {
      boolean keepsShape = x().type().shape().equals(choice.outputs().get(0).type().shape());
      return keepsShape ? Divisions.exponent(truncated.inputs().get(1), type(), rewriter) : -1;
    }

    boolean isRemainder() {
      Atom r = choice.inputs().get(1);
      return isRemainder(r)
          && is(choice.inputs().get(2), new Elementwise.Add(), r, 1L << exponent())
          && holds(condition -> isNegative(condition, r), condition -> isNot(condition, r, 0));
    }

    boolean isQuotient() {
      Atom q = choice.inputs().get(1);
      return truncated.primitive() instanceof Elementwise.Div
          && is(choice.inputs().get(2), new Elementwise.Sub(), q, 1)
          && holds(this::isNotPositive, this::hasRemainder);
    }

    private boolean isRemainder(Atom atom) {
      return is(atom, new Binary(Binary.Op.REM), x(), 1L << exponent());
    }

    private boolean holds(Predicate<Atom> one, Predicate<Atom> other) {
      Atom first = conditions.get(0);
      Atom second = conditions.get(1);
      return one.test(first) && other.test(second) || one.test(second) && other.test(first);
    }

    /// `r < 0`, or that in comparison with a divisor that is not negative.
    private boolean isNegative(Atom condition, Atom r) {
      Equation made = rewriter.definition(condition);
      boolean compares = made != null && made.primitive().equals(new Compare(Compare.Op.NE));
      return is(condition, new Compare(Compare.Op.LT), r, 0)
          || compares
              && made != null
              && isNumber(made.inputs().get(1), 0)
              && is(made.inputs().get(0), new Compare(Compare.Op.LT), r, 0);
    }

    /// `sign(x) ≠ 1`, which is the divisor's sign.
    private boolean isNotPositive(Atom condition) {
      Equation made = rewriter.definition(condition);
      if (made == null) {
        return false;
      }
      Atom sign = made.inputs().get(0);
      Equation signs = rewriter.definition(sign);
      return signs != null
          && signs.primitive().equals(new Unary(Unary.Op.SIGN))
          && signs.inputs().get(0).equals(x())
          && isNot(condition, sign, 1);
    }

    private boolean hasRemainder(Atom condition) {
      Equation made = rewriter.definition(condition);
      return made != null
          && isRemainder(made.inputs().get(0))
          && isNot(condition, made.inputs().get(0), 0);
    }

    private boolean isNot(Atom condition, Atom left, long number) {
      return is(condition, new Compare(Compare.Op.NE), left, number);
    }

    /// Whether an atom is `primitive left number`.
    private boolean is(Atom atom, Primitive primitive, Atom left, long number) {
      Equation made = rewriter.definition(atom);
      return made != null
          && made.primitive().equals(primitive)
          && made.inputs().size() == 2
          && made.inputs().get(0).equals(left)
          && isNumber(made.inputs().get(1), number);
    }

    private boolean isNumber(Atom atom, long number) {
      Atom.Literal literal = Constants.repeated(atom, rewriter);
      return literal != null && ScalarBits.toLong(atom.type().dtype(), literal.bits()) == number;
    }

    Atom with(Binary.Op op, long number) {
      Atom.Literal literal = new Atom.Literal(type(), false, ScalarBits.of(type(), number));
      return rewriter.add(new Binary(op), List.of(x(), literal), choice.source()).getFirst();
    }
  }
}
