package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The part of [Sample] that transforms uniform numbers: normal, exponential and their kin.
///
/// Each distribution has a form for f32 and one for any floating type.
abstract sealed class ContinuousSample extends UniformSample permits ParametricSample {
  ContinuousSample() {}

  /// One f32 standard normal number.
  public static Array normal(Key key) {
    return normal(key, Shape.scalar());
  }

  /// f32 standard normal numbers.
  public static Array normal(Key key, Shape shape) {
    return normal(key, shape, DType.FLOAT32);
  }

  /// Standard normal numbers: √2 · erf⁻¹(u), u uniform in (−1, 1).
  public static Array normal(Key key, Shape shape, DType dtype) {
    Floats.require("normal", dtype);
    Array bits = Words.bits(key.single("normal"), shape, Floats.drawn(dtype));
    return Floats.normal(Floats.unit(bits, dtype));
  }

  /// f32 standard normal numbers on condition that they lie in (low, high).
  public static Array truncatedNormal(Key key, double low, double high, Shape shape) {
    return truncatedNormal(
        key, Lax.scalar(DType.FLOAT32, low), Lax.scalar(DType.FLOAT32, high), shape);
  }

  /// Standard normal numbers on condition that they lie in (low, high): √2 · erf⁻¹(u), u uniform
  /// between erf(low/√2) and erf(high/√2), clipped to the open interval.
  ///
  /// @param low scalar, or of a shape that broadcasts to `shape`
  /// @param high likewise, of the same floating type
  public static Array truncatedNormal(Key key, Array low, Array high, Shape shape) {
    DType dtype = low.dtype();
    Floats.require("truncatedNormal", dtype);
    Array root = Lax.scalar(dtype, Math.sqrt(2));
    Array u =
        uniform(
            key.single("truncatedNormal"),
            shape,
            Lax.erf(Lax.div(low, root)),
            Lax.erf(Lax.div(high, root)));
    Array drawn = Lax.mul(root, Lax.erfInv(u));
    Array infinity = Lax.scalar(dtype, Double.POSITIVE_INFINITY);
    Array least = Lax.nextafter(Lax.stopGradient(Floats.rank(low, shape)), infinity);
    Array most = Lax.nextafter(Lax.stopGradient(Floats.rank(high, shape)), Lax.neg(infinity));
    return Lax.min(Lax.max(drawn, least), most);
  }

  /// f32 exponential numbers with rate 1.
  public static Array exponential(Key key, Shape shape) {
    return exponential(key, shape, DType.FLOAT32);
  }

  /// Exponential numbers with rate 1: −log1p(−u), u uniform in [0, 1).
  public static Array exponential(Key key, Shape shape, DType dtype) {
    return Lax.neg(Lax.log1p(Lax.neg(uniform(key.single("exponential"), shape, dtype))));
  }

  /// f32 standard Gumbel numbers.
  public static Array gumbel(Key key, Shape shape) {
    return gumbel(key, shape, DType.FLOAT32);
  }

  /// Standard Gumbel numbers: −log(−log u), u uniform in (0, 1).
  public static Array gumbel(Key key, Shape shape, DType dtype) {
    Floats.require("gumbel", dtype);
    Array u = uniform(key.single("gumbel"), shape, dtype, Floats.tiny(dtype), 1);
    return Lax.neg(Lax.log(Lax.neg(Lax.log(u))));
  }

  /// Standard Gumbel numbers with twice as many random bits, for the far upper tail (JAX's mode
  /// "high"): −log(−log1p(−x)), where x is u₁, or u₁ + 2⁻ᵈ·u₂ + tiny below ½.
  public static Array gumbelHigh(Key key, Shape shape, DType dtype) {
    Array both = uniform(key.single("gumbel"), Shape.of(2).concat(shape), dtype);
    Array coarse = Floats.row(both, 0);
    Array resolution = Floats.like(both, Math.scalb(1.0, -Floats.digits(dtype)));
    Array fine = Lax.fma(resolution, Floats.row(both, 1), coarse);
    Array finer = Lax.add(fine, Floats.like(both, Floats.tiny(dtype)));
    Array x = Lax.select(Lax.ge(coarse, Floats.like(both, 0.5)), coarse, finer);
    return Lax.neg(Lax.log(Lax.neg(Lax.log1p(Lax.neg(x)))));
  }

  /// f32 standard Laplace numbers.
  public static Array laplace(Key key, Shape shape) {
    return laplace(key, shape, DType.FLOAT32);
  }

  /// Standard Laplace numbers: sign(u) · log1p(−|u|), u uniform in (−1, 1).
  public static Array laplace(Key key, Shape shape, DType dtype) {
    Floats.require("laplace", dtype);
    Array u = uniform(key.single("laplace"), shape, dtype, -1 + Floats.epsilon(dtype) / 2, 1);
    return Lax.mul(Lax.sign(u), Lax.log1p(Lax.neg(Lax.abs(u))));
  }

  /// f32 standard logistic numbers.
  public static Array logistic(Key key, Shape shape) {
    return logistic(key, shape, DType.FLOAT32);
  }

  /// Standard logistic numbers: log u − log1p(−u), u uniform in (0, 1).
  public static Array logistic(Key key, Shape shape, DType dtype) {
    Floats.require("logistic", dtype);
    Array u = uniform(key.single("logistic"), shape, dtype, Floats.tiny(dtype), 1);
    return Lax.sub(Lax.log(u), Lax.log1p(Lax.neg(u)));
  }

  /// f32 standard Cauchy numbers.
  public static Array cauchy(Key key, Shape shape) {
    return cauchy(key, shape, DType.FLOAT32);
  }

  /// Standard Cauchy numbers: tan(π·(u − ½)), u uniform in (0, 1).
  public static Array cauchy(Key key, Shape shape, DType dtype) {
    Floats.require("cauchy", dtype);
    Array u = uniform(key.single("cauchy"), shape, dtype, Floats.epsilon(dtype), 1);
    Array centred = Lax.sub(u, Floats.like(u, 0.5));
    return Lax.tan(Lax.mul(Floats.like(u, Math.PI), centred));
  }
}
