package org.lanewise.special;

import java.util.function.BinaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Special functions that are computed by loops, elementwise.
///
/// Operands are of one floating type and broadcast as in [Lax]; f16 and bf16 are computed in f32.
/// Derivatives go through the loops: in forward mode everywhere, in reverse mode where the loop
/// runs eagerly (it has no bound, so a program cannot keep what each step needs).
public final class Special {
  private Special() {}

  /// The regularized lower incomplete gamma function P(a, x) = 1/Γ(a)·∫₀ˣ t^(a−1)·e^(−t) dt, the
  /// distribution function of the gamma distribution. NaN for a < 0, x < 0 and a = x = 0.
  ///
  /// Computed from its power series where x ≤ 1 or x ≤ a, else as 1 − Q from a continued fraction
  /// (DLMF 8.11.4 and 8.9.2, as in the Cephes library).
  public static Array igamma(Array a, Array x) {
    return wide(a, x, IncompleteGamma::lower);
  }

  /// The regularized upper incomplete gamma function Q(a, x) = 1 − P(a, x), without loss of digits
  /// where it is small.
  public static Array igammac(Array a, Array x) {
    return wide(a, x, IncompleteGamma::upper);
  }

  /// How a gamma-distributed sample moves with the parameter of the distribution when it stays at
  /// its quantile: ∂x/∂a = −(∂P(a, x)/∂a)/p(x; a), where p is the density x^(a−1)·e^(−x)/Γ(a).
  ///
  /// The derivatives of the series and of the continued fraction of [#igamma] are summed along with
  /// them (Figurnov, Mohamed and Mnih, "Implicit reparameterization gradients", NeurIPS 2018;
  /// Moore, "Algorithm AS 187: derivatives of the incomplete gamma integral", 1982). NaN for a ≤ 0
  /// and x < 0.
  public static Array randomGammaGrad(Array a, Array x) {
    return wide(a, x, IncompleteGamma::sampleDerivative);
  }

  /// The same for the logarithm y of a sample: ∂x/∂a·e^(−y) at x = e^y, which is taken as the
  /// smallest normal number where it underflows.
  public static Array randomLoggammaGrad(Array a, Array y) {
    Array sample = Lax.exp(y);
    double least = tiny(y.dtype());
    Array zero = Lax.eq(sample, like(sample, 0));
    Array positive = Lax.select(zero, like(sample, least), sample);
    return Lax.div(randomGammaGrad(a, positive), positive);
  }

  /// The smallest positive normal number.
  private static double tiny(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 0x1p-14;
      case BFLOAT16, FLOAT32 -> Float.MIN_NORMAL;
      case FLOAT64 -> Double.MIN_NORMAL;
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("not a floating type: " + dtype + ". Please report this.");
    };
  }

  /// A scalar of the type of an array.
  static Array like(Array x, double value) {
    return Lax.scalar(x.dtype(), value);
  }

  private static Array wide(Array a, Array x, BinaryOperator<Array> function) {
    Shape shape = Numpy.broadcastShapes(a.shape(), x.shape());
    Array result = function.apply(full(a, shape), full(x, shape));
    return Lax.convertElementType(result, x.dtype());
  }

  /// An operand in the type that is computed in, of the common shape.
  private static Array full(Array x, Shape shape) {
    DType dtype = x.dtype();
    boolean isHalf = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    Array converted = Lax.convertElementType(x, isHalf ? DType.FLOAT32 : dtype);
    int added = shape.rank() - x.rank();
    Axes axes = Axes.range(shape.rank());
    Array ranked = x.rank() == 0 ? converted : Lax.expandDims(converted, Axes.range(added));
    return Lax.broadcastInDim(ranked, shape, x.rank() == 0 ? Axes.none() : axes);
  }
}
