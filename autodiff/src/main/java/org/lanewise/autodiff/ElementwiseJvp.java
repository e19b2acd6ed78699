package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Add;
import org.lanewise.ir.Elementwise.AddAny;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Clamp;
import org.lanewise.ir.Elementwise.Compare;
import org.lanewise.ir.Elementwise.Convert;
import org.lanewise.ir.Elementwise.Div;
import org.lanewise.ir.Elementwise.Fma;
import org.lanewise.ir.Elementwise.GammaSample;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Elementwise.Mul;
import org.lanewise.ir.Elementwise.Name;
import org.lanewise.ir.Elementwise.Neg;
import org.lanewise.ir.Elementwise.Select;
import org.lanewise.ir.Elementwise.StopGradient;
import org.lanewise.ir.Elementwise.Sub;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.special.Special;

/// The derivatives of the primitives that act on each element alone.
///
/// In the formulas z is the result, x and y are the operands, and a tangent whose operand is
/// repeated is repeated alike.
final class ElementwiseJvp {
  private ElementwiseJvp() {}

  static Tangent tangent(
      Elementwise primitive, List<Array> x, Array z, List<Tangent> dx, Tangent.Zeros zeros) {
    return switch (primitive) {
      case Unary(Unary.Op op) -> UnaryJvp.tangent(op, x.get(0), z, dx.get(0));
      // d(xⁿ) = n xⁿ⁻¹ dx, and 0 for n = 0
      case IntegerPow(int n) -> integerPow(n, x.get(0), dx.get(0));
      // d(−x) = −dx
      case Neg _ -> dx.get(0).map(Lax::neg);
      // d(x + y) = dx + dy
      case Add _, AddAny _ -> shaped(dx.get(0).plus(dx.get(1)), z);
      // d(x − y) = dx − dy
      case Sub _ -> shaped(minus(dx.get(0), dx.get(1)), z);
      // d(x y) = dx y + x dy
      case Mul _ -> product(x.get(0), dx.get(0), x.get(1), dx.get(1));
      // d(x / y) = dx / y − dy (z / y)
      case Div _ ->
          dx.get(0)
              .map(t -> Lax.div(t, x.get(1)))
              .plus(scaled(dx.get(1), () -> Lax.neg(Lax.div(z, x.get(1)))));
      case Binary(Binary.Op op) -> BinaryJvp.tangent(op, x.get(0), x.get(1), z, dx);
      // the result is no number
      case Compare _ -> Tangent.ZERO;
      // d(x y + w) = dx y + x dy + dw
      case Fma _ -> shaped(product(x.get(0), dx.get(0), x.get(1), dx.get(1)).plus(dx.get(2)), z);
      case Clamp _ -> clamp(x.get(0), x.get(1), x.get(2), dx, zeros);
      // d select(which, x₀, x₁, …) = select(which, dx₀, dx₁, …)
      case Select select -> select(select, x, dx, zeros);
      // a conversion between floating types is linear, every other one has steps
      case Convert(var dtype, boolean weak) ->
          dtype.isDifferentiable()
              ? dx.get(0).map(t -> Lax.convertElementType(t, dtype, weak))
              : Tangent.ZERO;
      // the tangent has no name
      case Name _ -> dx.get(0);
      // dx = −(∂F(x; a)/∂a)/p(x; a) da
      case GammaSample(boolean logarithm) ->
          shaped(dx.get(0).plus(scaled(dx.get(1), () -> gammaGrad(logarithm, x.get(1), z))), z);
      // by definition
      case StopGradient _ -> Tangent.ZERO;
    };
  }

  private static Array gammaGrad(boolean logarithm, Array a, Array z) {
    return logarithm ? Special.randomLoggammaGrad(a, z) : Special.randomGammaGrad(a, z);
  }

  private static Tangent integerPow(int n, Array x, Tangent dx) {
    return switch (n) {
      case 0 -> Tangent.ZERO;
      case 1 -> dx;
      case 2 -> scaled(dx, () -> Lax.mul(Scalars.like(x, 2), x));
      default -> scaled(dx, () -> Lax.mul(Scalars.like(x, n), Lax.integerPow(x, n - 1)));
    };
  }

  private static Tangent product(Array x, Tangent dx, Array y, Tangent dy) {
    return dx.map(t -> Lax.mul(t, y)).plus(dy.map(t -> Lax.mul(x, t)));
  }

  private static Tangent minus(Tangent dx, Tangent dy) {
    if (dx instanceof Tangent.Of(Array first) && dy instanceof Tangent.Of(Array second)) {
      return Tangent.of(Lax.sub(first, second));
    }
    return dy.isZero() ? dx : dy.map(Lax::neg);
  }

  /// d clamp(lo, x, hi) = dlo where x < lo < hi, dx where lo < x < hi, dhi where hi < x.
  private static Tangent clamp(Array lo, Array x, Array hi, List<Tangent> dx, Tangent.Zeros zeros) {
    Tangent low = where(() -> Lax.and(Lax.gt(lo, x), Lax.lt(lo, hi)), dx.get(0), zeros);
    Tangent middle = where(() -> Lax.and(Lax.gt(x, lo), Lax.lt(x, hi)), dx.get(1), zeros);
    Tangent high = where(() -> Lax.lt(hi, x), dx.get(2), zeros);
    return low.plus(middle).plus(high);
  }

  /// The tangent where a condition holds and zero elsewhere, also where the tangent is not finite.
  private static Tangent where(Supplier<Array> condition, Tangent dx, Tangent.Zeros zeros) {
    return dx.map(t -> Lax.select(condition.get(), t, zeros.of(t.type())));
  }

  private static Tangent select(
      Select primitive, List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    List<Array> operands = new ArrayList<>(x.size());
    operands.add(x.get(0));
    for (int i = 1; i < x.size(); i++) {
      operands.add(dx.get(i).orZeros(x.get(i).type(), zeros));
    }
    return Tangent.of(CurrentInterpreter.bindOne(primitive, operands));
  }

  /// dx · factor, where the factor is computed only if there is a tangent.
  static Tangent scaled(Tangent dx, Supplier<Array> factor) {
    return dx.map(t -> Lax.mul(t, factor.get()));
  }

  /// Repeats a tangent to the shape of the result.
  private static Tangent shaped(Tangent dx, Array z) {
    return dx.map(t -> Broadcasting.to(t, z.shape()));
  }
}
