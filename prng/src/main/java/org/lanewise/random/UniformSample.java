package org.lanewise.random;

import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;

/// The part of [Sample] that needs random bits alone: bits, uniform numbers, integers, coins.
abstract sealed class UniformSample permits ContinuousSample {
  UniformSample() {}

  /// Uniform random 32-bit words, u32.
  public static Array bits(Key key, Shape shape) {
    return bits(key, shape, DType.UINT32);
  }

  /// Uniform random bits of an unsigned type.
  ///
  /// @throws DTypeException if the type is not u8, u16, u32 or u64
  public static Array bits(Key key, Shape shape, DType dtype) {
    if (!dtype.isUnsigned()) {
      throw new DTypeException(
          "`bits`: random bits are of an unsigned type, got "
              + dtype
              + ". Use u8, u16, u32 or u64, or `randint`.");
    }
    return Words.bits(key.single("bits"), shape, dtype);
  }

  /// One f32 uniform in [0, 1).
  public static Array uniform(Key key) {
    return uniform(key, Shape.scalar());
  }

  /// f32 uniform in [0, 1).
  public static Array uniform(Key key, Shape shape) {
    return uniform(key, shape, DType.FLOAT32);
  }

  /// Uniform in [0, 1) of a floating type.
  public static Array uniform(Key key, Shape shape, DType dtype) {
    return uniform(key, shape, dtype, 0, 1);
  }

  /// f32 uniform in [low, high).
  public static Array uniform(Key key, Shape shape, double low, double high) {
    return uniform(key, shape, DType.FLOAT32, low, high);
  }

  /// Uniform in [low, high) of a floating type.
  public static Array uniform(Key key, Shape shape, DType dtype, double low, double high) {
    Floats.require("uniform", dtype);
    return uniform(key, shape, Lax.scalar(dtype, low), Lax.scalar(dtype, high));
  }

  /// Uniform in [low, high), of the bounds' floating type.
  ///
  /// As many random bits as the significand has digits fill it below a leading 1: f in [1, 2); the
  /// result is `max(low, fma(f − 1, high − low, low))`. bf16 draws 8 bits of which it keeps 7, and
  /// rounds after the product too, as JAX does.
  ///
  /// @param low scalar, or of a shape that broadcasts to `shape`
  /// @param high likewise, of the same type
  public static Array uniform(Key key, Shape shape, Array low, Array high) {
    DType dtype = low.dtype();
    Floats.require("uniform", dtype);
    Array bits = Words.bits(key.single("uniform"), shape, Floats.drawn(dtype));
    return Floats.between(
        Floats.unit(bits, dtype), Floats.rank(low, shape), Floats.rank(high, shape));
  }

  /// i32 uniform in {low, …, high − 1}.
  public static Array randint(Key key, Shape shape, long low, long high) {
    return randint(key, shape, low, high, DType.INT32);
  }

  /// Uniform integers in {low, …, high − 1}; `low` if that set is empty. Bounds outside of the type
  /// are clipped to it, and a `high` above its largest value includes that value.
  public static Array randint(Key key, Shape shape, long low, long high, DType dtype) {
    return randint(key, shape, Lax.scalar(DType.INT64, low), Lax.scalar(DType.INT64, high), dtype);
  }

  /// Uniform integers in {low, …, high − 1} with array bounds.
  ///
  /// Two words of the type's width are drawn for each element and combined to `(w₁·2ʷ + w₂) mod
  /// (high − low)`, which leaves a bias below 2⁻ʷ. Types narrower than 32 bits are drawn as i32.
  ///
  /// @param low signed integers, scalar or of a shape that broadcasts to `shape`
  /// @param high likewise
  public static Array randint(Key key, Shape shape, Array low, Array high, DType dtype) {
    if (!dtype.isInteger()) {
      throw new DTypeException(
          "`randint`: the result must be of an integer type, got "
              + dtype
              + ". Use `uniform` for floating types.");
    }
    Array from = Floats.rank(Lax.convertElementType(low, DType.INT64), shape);
    Array to = Floats.rank(Lax.convertElementType(high, DType.INT64), shape);
    if (dtype.bitSize() < 32) {
      Array least = Lax.scalar(DType.INT64, Integers.min(dtype));
      Array above = Lax.scalar(DType.INT64, Integers.max(dtype) + 1);
      Array wide =
          Integers.draw(
              key.single("randint"),
              shape,
              Lax.clamp(least, from, above),
              Lax.clamp(least, to, above),
              DType.INT32);
      return Lax.convertElementType(wide, dtype);
    }
    return Integers.draw(key.single("randint"), shape, from, to, dtype);
  }

  /// Coins that show true with probability `p` (f32), each of its own.
  public static Array bernoulli(Key key, double p, Shape shape) {
    return bernoulli(key, Lax.scalar(DType.FLOAT32, p), shape);
  }

  /// Coins that show true with probability `p`: `uniform < p`, in p's floating type.
  ///
  /// @param p scalar, or of a shape that broadcasts to `shape`
  public static Array bernoulli(Key key, Array p, Shape shape) {
    Floats.require("bernoulli", p.dtype());
    return Lax.lt(uniform(key.single("bernoulli"), shape, p.dtype()), Floats.rank(p, shape));
  }

  /// Coins with twice as many random bits, for probabilities near 0: `u₂·2⁻ᵈ < p − u₁`, d being the
  /// digits of the type (JAX's mode "high").
  public static Array bernoulliHigh(Key key, Array p, Shape shape) {
    DType dtype = p.dtype();
    Floats.require("bernoulli", dtype);
    Array both = uniform(key.single("bernoulli"), Shape.of(2).concat(shape), dtype);
    Array coarse = Floats.row(both, 0);
    Array resolution = Lax.scalar(dtype, Math.scalb(1.0, -Floats.digits(dtype)));
    Array fine = Lax.mul(Floats.row(both, 1), resolution);
    return Lax.lt(fine, Lax.sub(Floats.rank(p, shape), coarse));
  }

  /// Signs: −1 or 1 with equal probability, i32.
  public static Array rademacher(Key key, Shape shape) {
    return rademacher(key, shape, DType.INT32);
  }

  /// Signs of a number type: 2·bernoulli(½) − 1.
  public static Array rademacher(Key key, Shape shape, DType dtype) {
    Array coins = Lax.convertElementType(bernoulli(key, 0.5, shape), dtype);
    Array twice = Lax.mul(Lax.scalar(dtype, 2L), coins);
    return Lax.sub(twice, Lax.scalar(dtype, 1L));
  }
}
