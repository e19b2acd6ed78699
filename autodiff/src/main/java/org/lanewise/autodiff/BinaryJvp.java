package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Elementwise.Binary;

/// The derivatives of the functions of two numbers that are not linear in either.
final class BinaryJvp {
  private BinaryJvp() {}

  /// The tangent of z = op(x, y).
  static Tangent tangent(Binary.Op op, Array x, Array y, Array z, List<Tangent> tangents) {
    Tangent dx = tangents.get(0);
    Tangent dy = tangents.get(1);
    return switch (op) {
      // d(x − y trunc(x / y)) = dx − dy trunc(x / y)
      case REM ->
          dx.map(t -> Broadcasting.to(t, z.shape()))
              .plus(ElementwiseJvp.scaled(dy, () -> Lax.neg(truncatedQuotient(x, y))));
      // d(xʸ) = y xʸ⁻¹ dx + ln x · z dy, with ln 0 taken as 0
      case POW ->
          ElementwiseJvp.scaled(dx, () -> powFactor(x, y))
              .plus(ElementwiseJvp.scaled(dy, () -> Lax.mul(Lax.log(withoutZero(x)), z)));
      // d atan2(x, y) = (y dx − x dy) / (x² + y²)
      case ATAN2 ->
          ElementwiseJvp.scaled(dx, () -> Lax.div(y, squaredNorm(x, y)))
              .plus(ElementwiseJvp.scaled(dy, () -> Lax.div(Lax.neg(x), squaredNorm(x, y))));
      // the tangent of the operand that was taken, the mean of both at ties
      case MAX, MIN ->
          ElementwiseJvp.scaled(dx, () -> share(x, y, z))
              .plus(ElementwiseJvp.scaled(dy, () -> share(y, x, z)));
      // x and one unit in the last place: the unit is constant but for steps
      case NEXTAFTER -> dx.map(t -> Broadcasting.to(t, z.shape()));
      // of integers and truth values
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> Tangent.ZERO;
    };
  }

  /// trunc(x / y).
  private static Array truncatedQuotient(Array x, Array y) {
    Array quotient = Lax.div(x, y);
    return Lax.mul(Lax.sign(quotient), Lax.floor(Lax.abs(quotient)));
  }

  /// y xʸ⁻¹; for an integer y it is 0 at y = 0, whatever x is.
  private static Array powFactor(Array x, Array y) {
    if (y.dtype().isDifferentiable()) {
      return Lax.mul(y, Lax.pow(x, Lax.sub(y, Scalars.like(y, 1))));
    }
    Array exponent = Lax.convertElementType(y, x.dtype(), x.weakType());
    Array power = Lax.pow(x, Lax.sub(exponent, Scalars.like(x, 1)));
    Array isZero = Lax.eq(exponent, Scalars.like(x, 0));
    return Lax.select(isZero, Scalars.like(x, 0), Lax.mul(exponent, power));
  }

  private static Array withoutZero(Array x) {
    return Lax.select(Lax.eq(x, Scalars.like(x, 0)), Scalars.like(x, 1), x);
  }

  private static Array squaredNorm(Array x, Array y) {
    return Lax.add(Lax.square(x), Lax.square(y));
  }

  /// 1 where z is x alone, ½ where it is both, 0 elsewhere (and at NaN).
  static Array share(Array x, Array y, Array z) {
    Array taken = Lax.select(Lax.eq(x, z), Scalars.like(z, 1), Scalars.like(z, 0));
    Array candidates = Lax.select(Lax.eq(y, z), Scalars.like(z, 2), Scalars.like(z, 1));
    return Lax.div(taken, candidates);
  }
}
