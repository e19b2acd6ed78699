package org.lanewise.random;

import static org.lanewise.random.Parameters.number;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.transform.ControlFlow;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Poisson-distributed numbers; see [CountSample#poisson] for the two methods.
///
/// The elements of the other method take part in each with a rate of their own, as in JAX, so that
/// the streams are equal.
final class Poisson {
  private Poisson() {}

  /// @param rate f32, of the shape to draw
  static Array draw(Key key, Array rate, DType dtype) {
    Array zero = number(0);
    Array proper = Lax.isFinite(rate);
    Array small = Lax.or(Lax.not(proper), Lax.lt(rate, number(10)));
    Array finite = Lax.select(Lax.and(small, proper), rate, zero);
    Array few = products(key, finite, dtype);
    Array large = Lax.select(small, number(1e5), rate);
    Array idle = Lax.reduceAnd(small, Axes.range(rate.rank()));
    Array many = TransformedRejection.draw(key, Rejection.of(large), rate.shape(), idle);
    Array drawn = Lax.select(small, few, Lax.convertElementType(many, dtype));
    Array none = Lax.scalar(dtype, -1L);
    return Lax.select(Lax.eq(rate, zero), Lax.scalar(dtype, 0L), Lax.select(proper, drawn, none));
  }

  /// Counts the uniform numbers whose product stays above e^(−λ).
  private static Array products(Key key, Array rate, DType dtype) {
    Shape shape = rate.shape();
    Array threshold = Lax.neg(rate);
    List<Array> start =
        List.of(key.data(), Lax.full(shape, dtype, 0), Lax.full(shape, rate.dtype(), 0));
    List<Array> end =
        ControlFlow.whileLoop(
            x -> any(Lax.gt(x.get(2), threshold)),
            x -> {
              Key keys = Key.wrap(x.get(0), key.layout()).split();
              Array above = Lax.gt(x.get(2), threshold);
              Array u = Sample.uniform(keys.get(1), shape);
              return List.of(
                  keys.get(0).data(),
                  Lax.add(x.get(1), Lax.convertElementType(above, dtype)),
                  Lax.add(x.get(2), Lax.log(u)));
            },
            start);
    return Lax.sub(end.get(1), Lax.scalar(dtype, 1L));
  }

  private static Array any(Array x) {
    return Lax.reduceOr(x, Axes.range(x.rank()));
  }

  /// Hörmann's algorithm PTRS.
  private record Rejection(Array rate, TransformedRejection.Hat hat)
      implements TransformedRejection.Target {

    static Rejection of(Array rate) {
      Array b = Lax.fma(number(2.53), Lax.sqrt(rate), number(0.931));
      Array a = Lax.fma(number(0.02483), b, number(-0.059));
      Array squeeze = Lax.sub(number(0.9277), Lax.div(number(3.6224), Lax.sub(b, number(2))));
      Array alpha = Lax.add(number(1.1239), Lax.div(number(1.1328), Lax.sub(b, number(3.4))));
      return new Rejection(rate, new TransformedRejection.Hat(a, b, squeeze, alpha));
    }

    @Override
    public Array count(Array slope, Array u) {
      return Lax.floor(Lax.add(Lax.fma(slope, u, rate), number(0.43)));
    }

    @Override
    public Array refused(Array k, Array s, Array v) {
      Array edge = Lax.and(Lax.lt(s, number(0.013)), Lax.gt(v, s));
      return Lax.or(Lax.lt(k, number(0)), edge);
    }

    /// k·ln λ − λ − ln k!.
    @Override
    public Array logRatio(Array k) {
      Array power = Lax.fma(k, Lax.log(rate), Lax.neg(rate));
      return Lax.sub(power, Lax.lgamma(Lax.add(k, number(1))));
    }
  }
}
