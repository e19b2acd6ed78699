package org.lanewise.jit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Primitive;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Divides signed integers by powers of two without a division, for which vectors have no
/// instruction.
///
/// With b = 2ᵏ − 1 for x < 0, else 0: x / 2ᵏ = (x + b) >> k, which truncates towards zero as
/// division does, and the remainder is x − ((x + b) & −2ᵏ). x + b does not wrap: b is added to
/// negative numbers only (H. S. Warren, "Hacker's Delight", 2nd edition, 10-1).
final class Divisions implements Rewriting {
  @Override
  public @Nullable Atom rewrite(Equation equation, Rewriter rewriter) {
    boolean divides = equation.primitive() instanceof Elementwise.Div;
    boolean remains = equation.primitive().equals(new Binary(Binary.Op.REM));
    if (!divides && !remains) {
      return null;
    }
    Atom x = equation.inputs().get(0);
    DType type = x.type().dtype();
    int k = exponent(equation.inputs().get(1), type, rewriter);
    boolean keepsShape = x.type().shape().equals(equation.outputs().get(0).type().shape());
    if (k < 1 || !keepsShape) {
      return null;
    }
    Steps steps = new Steps(type, equation, rewriter);
    Atom sign = steps.apply(Binary.Op.SHIFT_RIGHT_ARITHMETIC, x, type.bitSize() - 1);
    Atom raised = steps.add(x, steps.apply(Binary.Op.AND, sign, (1L << k) - 1));
    return divides
        ? steps.apply(Binary.Op.SHIFT_RIGHT_ARITHMETIC, raised, k)
        : steps.subtract(x, steps.apply(Binary.Op.AND, raised, -(1L << k)));
  }

  /// The k of a divisor 2ᵏ, or −1 if it is none.
  static int exponent(Atom divisor, DType type, Rewriter rewriter) {
    boolean signedWord = type == DType.INT32 || type == DType.INT64;
    Atom.Literal literal = signedWord ? Constants.repeated(divisor, rewriter) : null;
    long value = literal == null ? 0 : ScalarBits.toLong(type, literal.bits());
    return value > 0 && Long.bitCount(value) == 1 ? Long.numberOfTrailingZeros(value) : -1;
  }

  /// Equations that stand for one.
  private record Steps(DType type, Equation equation, Rewriter rewriter) {
    Atom apply(Binary.Op op, Atom x, long number) {
      Atom.Literal literal = new Atom.Literal(type, false, ScalarBits.of(type, number));
      return made(new Binary(op), x, literal);
    }

    Atom add(Atom x, Atom y) {
      return made(new Elementwise.Add(), x, y);
    }

    Atom subtract(Atom x, Atom y) {
      return made(new Elementwise.Sub(), x, y);
    }

    private Atom made(Primitive primitive, Atom x, Atom y) {
      return rewriter.add(primitive, List.of(x, y), equation.source()).getFirst();
    }
  }
}
