package org.lanewise.random;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.transform.ControlFlow;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Rejection from a transformed uniform number, for counts whose distribution is bell-shaped
/// (Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance:
/// Mathematics and Economics 12, 1993, and "The generation of binomial random variates", J. Stat.
/// Comput. Simul. 46, 1993).
///
/// With u uniform in [−½, ½), s = ½ − |u| and v uniform in [0, 1), the count is k = ⌊(2a/s + b)·u +
/// centre⌋. It is accepted at once if s ≥ 0.07 and v ≤ `squeeze`; else, unless it is refused, if
/// ln(v·alpha/(a/s² + b)) does not exceed the logarithm of its probability over that of the mode.
///
/// All elements draw from one chain of keys until each has accepted a count, and keep the last one
/// that they accepted. So a count depends on how long the other elements took; that is JAX's
/// stream, and does no harm: what is drawn later has the same distribution.
final class TransformedRejection {
  private TransformedRejection() {}

  /// The hat above a distribution: numbers that broadcast to the shape to draw.
  ///
  /// @param a how heavy its tails are
  /// @param b how wide it is
  /// @param squeeze below which v all is accepted in the middle
  /// @param alpha how high it is
  record Hat(Array a, Array b, Array squeeze, Array alpha) {}

  /// A distribution of counts.
  interface Target {
    /// The hat above it.
    Hat hat();

    /// ⌊slope·u + centre⌋.
    Array count(Array slope, Array u);

    /// Whether a count outside of the squeeze is no candidate.
    Array refused(Array k, Array s, Array v);

    /// The logarithm of the probability of a count over that of the mode.
    Array logRatio(Array k);
  }

  /// Draws one count for each element, as numbers of the parameters' type.
  ///
  /// @param idle a scalar: whether no count is asked for, so that nothing needs to be drawn
  static Array draw(Key key, Target target, Shape shape, Array idle) {
    DType dtype = target.hat().a().dtype();
    Array none = Lax.full(shape, dtype, -1);
    Array done = Lax.broadcastInDim(idle, shape, Axes.none());
    Axes all = Axes.range(shape.rank());
    return ControlFlow.whileLoop(
            x -> Lax.not(Lax.reduceAnd(x.get(2), all)),
            x -> trial(Key.wrap(x.get(0), key.layout()), target, x.get(1), x.get(2)),
            List.of(key.data(), none, done))
        .get(1);
  }

  /// Draws once for all elements: the next key, the counts, and which have accepted one.
  private static List<Array> trial(Key key, Target target, Array counts, Array done) {
    Hat hat = target.hat();
    DType dtype = counts.dtype();
    Key keys = key.split(3);
    Array half = Lax.scalar(dtype, 0.5);
    Array u = Lax.sub(Sample.uniform(keys.get(1), counts.shape(), dtype), half);
    Array v = Sample.uniform(keys.get(2), counts.shape(), dtype);
    Array s = Lax.sub(half, Lax.abs(u));
    Array twice = Lax.mul(Lax.scalar(dtype, 2.0), hat.a());
    Array k = target.count(Lax.add(Lax.div(twice, s), hat.b()), u);
    Array squeezed = Lax.and(Lax.ge(s, Lax.scalar(dtype, 0.07)), Lax.le(v, hat.squeeze()));
    Array width = Lax.add(Lax.div(hat.a(), Lax.mul(s, s)), hat.b());
    Array height = Lax.log(Lax.div(Lax.mul(v, hat.alpha()), width));
    Array below = Lax.and(Lax.not(target.refused(k, s, v)), Lax.le(height, target.logRatio(k)));
    Array accepted = Lax.or(squeezed, below);
    return List.of(keys.get(0).data(), Lax.select(accepted, k, counts), Lax.or(done, accepted));
  }
}
