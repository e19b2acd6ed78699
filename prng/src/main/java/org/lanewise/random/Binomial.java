package org.lanewise.random;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.transform.ControlFlow;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Binomial numbers; see [CountSample#binomial] for the two methods.
///
/// The elements of the other method take part in each with parameters of their own, as in JAX, so
/// that the streams are equal.
final class Binomial {
  private Binomial() {}

  /// @param count the numbers of trials, of the shape to draw
  /// @param p the probabilities of success, likewise
  static Array draw(Key key, Array count, Array p) {
    Array zero = Floats.like(p, 0);
    Array nan = Floats.like(p, Double.NaN);
    Array infinity = Floats.like(p, Double.POSITIVE_INFINITY);
    Array rare = Lax.lt(p, Floats.like(p, 0.5));
    Array q = Lax.select(rare, p, Lax.sub(Floats.like(p, 1), p));
    Array isNan = Lax.ne(q, q);
    Array improper = Lax.or(isNan, Lax.lt(q, zero));
    Array noCount = Lax.or(Lax.ne(count, count), Lax.lt(count, zero));
    Array endless = Lax.eq(count, infinity);
    Array drawn = both(key, count, Lax.select(improper, Floats.like(q, 0.01), q), noCount);
    Array invalid = Lax.or(improper, noCount);
    Array limit = Lax.select(endless, infinity, drawn);
    Array known = Lax.select(invalid, nan, limit);
    Array asDrawn = Lax.or(Lax.or(rare, noCount), Lax.or(isNan, endless));
    return Lax.select(asDrawn, known, Lax.sub(Lax.floor(count), known));
  }

  private static Array both(Key key, Array count, Array q, Array noCount) {
    Array few = Lax.or(noCount, Lax.le(Lax.mul(count, q), Floats.like(q, 10)));
    Array whole = Lax.floor(count);
    Array sums = sums(key, Lax.select(few, whole, Floats.like(count, 0)), q);
    Array trials = Lax.select(few, Floats.like(count, 1e4), whole);
    Rejection target = Rejection.of(trials, Lax.select(few, Floats.like(q, 0.5), q));
    Array idle = Lax.reduceAnd(few, Axes.range(few.rank()));
    return Lax.select(few, sums, TransformedRejection.draw(key, target, q.shape(), idle));
  }

  /// How many geometric numbers add up to no more than the number of trials.
  private static Array sums(Key key, Array count, Array p) {
    Shape shape = p.shape();
    DType dtype = p.dtype();
    Array log = Lax.log1p(Lax.neg(p));
    Array zero = Lax.full(shape, dtype, 0);
    Axes all = Axes.range(shape.rank());
    List<Array> end =
        ControlFlow.whileLoop(
            x -> Lax.reduceOr(Lax.le(x.get(2), count), all),
            x -> {
              Key keys = Key.wrap(x.get(0), key.layout()).split();
              Array more = Lax.convertElementType(Lax.le(x.get(2), count), dtype);
              Array u = Sample.uniform(keys.get(0), shape, dtype);
              Array trials = Lax.ceil(Lax.div(Lax.log(u), log));
              return List.of(
                  keys.get(1).data(), Lax.add(x.get(1), more), Lax.add(x.get(2), trials));
            },
            List.of(key.data(), zero, zero));
    return Lax.sub(end.get(1), Lax.scalar(dtype, 1.0));
  }

  /// Hörmann's algorithm BTRS.
  ///
  /// @param count the number of trials n
  /// @param centre n·p + ½
  /// @param odds p/(1 − p)
  /// @param mode ⌊(n + 1)·p⌋
  private record Rejection(
      Array count, Array centre, Array odds, Array mode, TransformedRejection.Hat hat)
      implements TransformedRejection.Target {

    static Rejection of(Array n, Array p) {
      Array one = Floats.like(p, 1);
      Array fails = Lax.sub(one, p);
      Array deviation = Lax.sqrt(Lax.mul(Lax.mul(n, p), fails));
      Array b = Lax.fma(Floats.like(p, 2.53), deviation, Floats.like(p, 1.15));
      Array base = Lax.fma(Floats.like(p, 0.0248), b, Floats.like(p, -0.0873));
      Array a = Lax.fma(Floats.like(p, 0.01), p, base);
      Array squeeze = Lax.sub(Floats.like(p, 0.92), Lax.div(Floats.like(p, 4.2), b));
      Array factor = Lax.add(Floats.like(p, 2.83), Lax.div(Floats.like(p, 5.1), b));
      Array alpha = Lax.mul(factor, deviation);
      return new Rejection(
          n,
          Lax.fma(n, p, Floats.like(p, 0.5)),
          Lax.div(p, fails),
          Lax.floor(Lax.mul(Lax.add(n, one), p)),
          new TransformedRejection.Hat(a, b, squeeze, alpha));
    }

    @Override
    public Array count(Array slope, Array u) {
      return Lax.floor(Lax.fma(slope, u, centre));
    }

    @Override
    public Array refused(Array k, Array s, Array v) {
      return Lax.or(Lax.lt(k, Floats.like(k, 0)), Lax.gt(k, count));
    }

    /// ln of n!/(k!·(n − k)!)·pᵏ·(1 − p)^(n−k) over the same at the mode, by Stirling's formula.
    @Override
    public Array logRatio(Array k) {
      Array one = Floats.like(k, 1);
      Array half = Floats.like(k, 0.5);
      Array above = Lax.add(Lax.sub(count, mode), one);
      Array below = Lax.add(Lax.sub(count, k), one);
      Array modeOdds = Lax.div(Lax.add(mode, one), Lax.mul(odds, above));
      Array countOdds = Lax.div(Lax.mul(odds, below), Lax.add(k, one));
      Array first = Lax.mul(Lax.add(mode, half), Lax.log(modeOdds));
      Array second = Lax.fma(Lax.add(count, one), Lax.log(Lax.div(above, below)), first);
      Array third = Lax.fma(Lax.add(k, half), Lax.log(countOdds), second);
      Array tails = Lax.add(Lax.add(third, tail(mode)), tail(Lax.sub(count, mode)));
      return Lax.sub(Lax.sub(tails, tail(k)), tail(Lax.sub(count, k)));
    }
  }

  /// ln k! − (½·ln 2π + (k + ½)·ln(k + 1) − (k + 1)): tabulated for k ≤ 9, else the series of 1/(k
  /// + 1).
  private static Array tail(Array k) {
    Array one = Floats.like(k, 1);
    Array next = Lax.add(k, one);
    Array square = Lax.mul(next, next);
    Array inner = Lax.div(Floats.like(k, 1.0 / 1260), square);
    Array middle = Lax.div(Lax.sub(Floats.like(k, 1.0 / 360), inner), square);
    Array series = Lax.div(Lax.sub(Floats.like(k, 1.0 / 12), middle), next);
    Array nine = Floats.like(k, 9);
    Array index = Lax.floor(Lax.clamp(Floats.like(k, 0), k, nine));
    Array tabulated = Numpy.take(table(k.dtype()), Lax.convertElementType(index, DType.INT32), 0);
    return Lax.select(Lax.le(k, nine), tabulated, series);
  }

  private static Array table(DType dtype) {
    return Lax.convertElementType(
        Numpy.array(
            0.0810614667953272,
            0.0413406959554092,
            0.0276779256849983,
            0.02079067210376509,
            0.0166446911898211,
            0.0138761288230707,
            0.0118967099458917,
            0.0104112652619720,
            0.00925546218271273,
            0.00833056343336287),
        dtype);
  }
}
