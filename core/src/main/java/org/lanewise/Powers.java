package org.lanewise;

import org.lanewise.Operands.Pair;
import org.lanewise.type.DType;

/// The cases of `power`.
final class Powers {
  // More bits would overflow for every base beyond ±1.
  private static final int EXPONENT_BITS = 6;

  private Powers() {}

  /// xⁿ for a constant integer: by repeated squaring, in the type of x.
  static Array integerPow(Array x, int n) {
    return Lax.integerPow(Operands.numeric(x), n);
  }

  /// xʸ for arrays.
  static Array power(Array x, Array y) {
    Pair shaped = Operands.shapes("power", x, y);
    Pair p = Operands.numeric("power", shaped.x(), shaped.y());
    if (p.x().dtype().isInteger()) {
      return ofIntegers(p.x(), p.y());
    }
    if (x.dtype().isFloating() && y.dtype().isInteger()) {
      return Lax.pow(shaped.x(), shaped.y());
    }
    return Lax.pow(p.x(), p.y());
  }

  /// Binary exponentiation: y = Σ bₖ 2ᵏ, xʸ = Π x^(bₖ 2ᵏ); 0 to any other power than 0 is 0.
  private static Array ofIntegers(Array x, Array y) {
    Array zero = Operands.like(y, 0);
    Array one = Operands.like(y, 1);
    Array power = x;
    Array rest = y;
    Array isZero = Lax.and(Lax.eq(x, zero), Lax.ne(y, zero));
    Array result = Numpy.where(isZero, zero, one);
    for (int i = 0; i < EXPONENT_BITS; i++) {
      Array bit = Lax.convertElementType(Lax.and(rest, one), DType.BOOL);
      result = Numpy.where(bit, Lax.mul(result, power), result);
      power = Lax.mul(power, power);
      rest = Lax.shiftRightLogical(rest, one);
    }
    return result;
  }
}
