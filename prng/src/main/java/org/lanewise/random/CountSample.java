package org.lanewise.random;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.Step;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;

/// The part of [Sample] that counts: geometric, Poisson, binomial and multinomial numbers.
///
/// Counts do not move with their parameters, so derivatives are zero. Array parameters are scalars
/// or of a shape that broadcasts to the shape to draw.
abstract sealed class CountSample extends GammaSample permits Sample {
  CountSample() {}

  /// i32 geometric numbers with an f32 probability.
  public static Array geometric(Key key, double p, Shape shape) {
    return geometric(key, Parameters.number(p), shape);
  }

  /// i32 geometric numbers.
  public static Array geometric(Key key, Array p, Shape shape) {
    return geometric(key, p, shape, DType.INT32);
  }

  /// The number of trials up to the first success, k = 1, 2, … with probability (1 − p)^(k−1)·p:
  /// ⌊ln u/log1p(−p)⌋ + 1, u uniform in (0, 1], in p's floating type.
  ///
  /// @param p the probability of success, in (0, 1]
  /// @throws DTypeException if `dtype` is not an integer type
  public static Array geometric(Key key, Array p, Shape shape, DType dtype) {
    requireInteger("geometric", dtype);
    DType real = Parameters.floating("geometric", p);
    Array success = Lax.stopGradient(Parameters.fit("geometric", p, shape));
    Array u = uniform(key.single("geometric"), shape, real);
    Array one = Floats.like(u, 1);
    Array positive = Lax.select(Lax.eq(u, Floats.like(u, 0)), one, u);
    Array failures = Lax.div(Lax.log(positive), Lax.log1p(Lax.neg(success)));
    return Lax.convertElementType(Lax.add(Lax.floor(failures), one), dtype);
  }

  private static void requireInteger(String operation, DType dtype) {
    if (!dtype.isInteger()) {
      throw new DTypeException(
          "`"
              + operation
              + "`: draws integers, got "
              + dtype
              + ". Use an integer type, and convert the result.");
    }
  }

  /// i32 Poisson numbers.
  public static Array poisson(Key key, double rate, Shape shape) {
    return poisson(key, Parameters.number(rate), shape);
  }

  /// i32 Poisson numbers.
  public static Array poisson(Key key, Array rate, Shape shape) {
    return poisson(key, rate, shape, DType.INT32);
  }

  /// Poisson numbers k = 0, 1, … with probability λᵏ·e^(−λ)/k!, computed in f32.
  ///
  /// For λ < 10 uniform numbers are multiplied until the product falls below e^(−λ) (Knuth, "The
  /// art of computer programming", vol. 2, 3.4.1); for larger λ by transformed rejection (Hörmann,
  /// "The transformed rejection method for generating Poisson random variables", 1993, algorithm
  /// PTRS).
  ///
  /// @param rate λ of a real type; 0 gives 0, a negative, infinite or NaN rate −1
  /// @throws DTypeException if `dtype` is not an integer type
  public static Array poisson(Key key, Array rate, Shape shape, DType dtype) {
    requireInteger("poisson", dtype);
    Array real = Lax.convertElementType(Lax.stopGradient(rate), DType.FLOAT32);
    return Poisson.draw(key.single("poisson"), Parameters.full("poisson", real, shape), dtype);
  }

  /// f32 binomial numbers.
  public static Array binomial(Key key, double n, double p, Shape shape) {
    return binomial(key, Parameters.number(n), Parameters.number(p), shape);
  }

  /// Binomial numbers k = 0, …, n with probability n!/(k!·(n − k)!)·pᵏ·(1 − p)^(n−k), as whole
  /// numbers of p's floating type, in which they are computed.
  ///
  /// With q = min(p, 1 − p), for n·q ≤ 10 geometric numbers are added until they exceed n, for
  /// larger n·q by transformed rejection (Hörmann, "The generation of binomial random variates",
  /// 1993, algorithm BTRS); for p ≥ ½ the result is n − k.
  ///
  /// @param n the number of trials, of a real type, rounded down; negative or NaN gives NaN, ∞
  ///   gives ∞
  /// @param p the probability of success; outside of [0, 1] or NaN gives NaN
  public static Array binomial(Key key, Array n, Array p, Shape shape) {
    DType dtype = Parameters.floating("binomial", p);
    Array trials = Lax.convertElementType(Lax.stopGradient(n), dtype);
    return Binomial.draw(
        key.single("binomial"),
        Parameters.full("binomial", trials, shape),
        Lax.stopGradient(Parameters.full("binomial", p, shape)));
  }

  /// Multinomial counts, one vector for each row of probabilities.
  public static Array multinomial(Key key, Array n, Array p) {
    return multinomial(key, n, p, p.shape());
  }

  /// Multinomial counts: how often each category shows in n draws, as whole numbers of p's floating
  /// type.
  ///
  /// One category after the other takes a binomial number of the draws that are left, with its
  /// probability divided by that of all categories that are left.
  ///
  /// @param n the number of draws, of a real type; its shape broadcasts to `shape` without its last
  ///   axis
  /// @param p the probabilities, along the last axis; they need not add up to 1
  /// @param shape the shape of the result, to which that of `p` broadcasts; the categories are
  ///   along its last axis
  public static Array multinomial(Key key, Array n, Array p, Shape shape) {
    DType dtype = Parameters.floating("multinomial", p);
    requireVector("multinomial", p);
    int last = shape.rank() - 1;
    Array probabilities = Lax.stopGradient(Parameters.full("multinomial", p, shape));
    Array trials = Lax.convertElementType(Lax.stopGradient(n), dtype);
    Array draws = Parameters.full("multinomial", trials, shape.subshape(0, last));
    Array rows = Numpy.moveaxis(probabilities, last, 0);
    Array left = Lax.cumsum(rows, 0, true);
    Array one = Floats.like(rows, 1);
    Array zero = Floats.like(rows, 0);
    Array ratios = Lax.div(rows, Lax.select(Lax.eq(left, zero), one, left));
    Key single = key.single("multinomial");
    Array words = single.split(shape.get(last)).data();
    Array counts =
        ControlFlow.scan(
                (Array rest, List<Array> x) -> {
                  Key own = Key.wrap(x.get(1), single.layout());
                  Array count = Binomial.draw(own, rest, Lax.clamp(zero, x.get(0), one));
                  return Step.of(Lax.sub(rest, count), count);
                },
                draws,
                List.of(ratios, words))
            .output();
    return Numpy.moveaxis(counts, 0, last);
  }
}
