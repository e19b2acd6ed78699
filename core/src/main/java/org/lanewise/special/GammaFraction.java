package org.lanewise.special;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.transform.ControlFlow;
import org.lanewise.type.Axes;

/// The continued fraction of the upper incomplete gamma function (DLMF 8.9.2, in the even form of
/// the Cephes library) and its derivative in a, which follows the same recurrence differentiated.
///
/// The n-th approximant is Pₙ/Qₙ, where P and Q satisfy Rₙ = zₙ·Rₙ₋₁ − n·yₙ·Rₙ₋₂ with yₙ = 1 − a +
/// n and zₙ = x + 1 − a + 2n + 1. When P becomes large, all are scaled down. The loop ends where
/// neither the value nor the derivative changes, after 2000 steps at the latest.
final class GammaFraction {
  /// A numerator or denominator and its derivative in a.
  private record Part(Array value, Array slope) {
    /// zR₁ − ycR₂, and with z′ = y′ = −1 its derivative z·dR₁ − R₁ − yc·dR₂ + c·R₂.
    static Part next(Part one, Part two, Array y, Array z, Array c) {
      Array yc = Lax.mul(y, c);
      Array value = Lax.sub(Lax.mul(one.value, z), Lax.mul(two.value, yc));
      Array slope = Lax.sub(Lax.mul(one.slope, z), one.value);
      Array rest = Lax.sub(slope, Lax.mul(two.slope, yc));
      return new Part(value, Lax.add(rest, Lax.mul(two.value, c)));
    }

    Part scaled(Array large, Array factor) {
      return new Part(
          Lax.select(large, Lax.mul(value, factor), value),
          Lax.select(large, Lax.mul(slope, factor), slope));
    }

    Part where(Array condition, Part other) {
      return new Part(
          Lax.select(condition, value, other.value), Lax.select(condition, slope, other.slope));
    }
  }

  /// What the loop carries.
  ///
  /// @param enabled whether an element goes on
  /// @param n the number of steps, the same for all
  /// @param result the approximant and its derivative
  private record State(
      Array enabled, Array n, Array y, Array z, Part result, Part p1, Part q1, Part p2, Part q2) {
    List<Array> arrays() {
      List<Array> arrays = new ArrayList<>(List.of(enabled, n, y, z));
      for (Part part : List.of(result, p1, q1, p2, q2)) {
        arrays.add(part.value);
        arrays.add(part.slope);
      }
      return arrays;
    }

    static State of(List<Array> x) {
      return new State(
          x.get(0),
          x.get(1),
          x.get(2),
          x.get(3),
          part(x, 4),
          part(x, 6),
          part(x, 8),
          part(x, 10),
          part(x, 12));
    }

    private static Part part(List<Array> x, int i) {
      return new Part(x.get(i), x.get(i + 1));
    }
  }

  private GammaFraction() {}

  static IncompleteGamma.Sum evaluate(Array a, Array x, Array enabled) {
    Axes all = Axes.range(x.rank());
    Array limit = Lax.scalar(x.dtype(), 2000.0);
    State end =
        State.of(
            ControlFlow.whileLoop(
                s -> Lax.and(Lax.lt(s.get(1), limit), Lax.reduceOr(s.get(0), all)),
                s -> next(State.of(s)).arrays(),
                start(a, x, enabled).arrays()));
    return new IncompleteGamma.Sum(end.result().value(), end.result().slope());
  }

  private static State start(Array a, Array x, Array enabled) {
    Array one = Lax.full(x.shape(), x.dtype(), 1);
    Array zero = Lax.full(x.shape(), x.dtype(), 0);
    Array y = Lax.sub(one, a);
    Array z = Lax.add(Lax.add(x, y), one);
    Part p2 = new Part(one, zero);
    Part q2 = new Part(x, zero);
    Part p1 = new Part(Lax.add(x, one), zero);
    Part q1 = new Part(Lax.mul(z, x), Lax.neg(x));
    Array value = Lax.div(p1.value, q1.value);
    Array slope = Lax.div(Lax.sub(p1.slope, Lax.mul(value, q1.slope)), q1.value);
    Array n = Lax.scalar(x.dtype(), 0.0);
    return new State(enabled, n, y, z, new Part(value, slope), p1, q1, p2, q2);
  }

  private static State next(State s) {
    Array one = Special.like(s.n, 1);
    Array n = Lax.add(s.n, one);
    Array y = Lax.add(s.y, one);
    Array z = Lax.add(s.z, Special.like(s.n, 2));
    Part p = Part.next(s.p1, s.p2, y, z, n);
    Part q = Part.next(s.q1, s.q2, y, z, n);
    Array defined = Lax.ne(q.value, Special.like(s.n, 0));
    Array ratio = Lax.div(p.value, q.value);
    Array slope = Lax.div(Lax.sub(p.slope, Lax.mul(ratio, q.slope)), q.value);
    Part result = new Part(ratio, slope).where(defined, s.result);
    Array epsilon = IncompleteGamma.epsilon(y);
    Array change = Lax.abs(Lax.div(Lax.sub(s.result.value, ratio), ratio));
    Array slopeChange = Lax.abs(Lax.sub(slope, s.result.slope));
    Array moves = Lax.or(Lax.gt(change, epsilon), Lax.gt(slopeChange, epsilon));
    Array on = s.enabled;
    Array large = Lax.gt(Lax.abs(p.value), Lax.div(one, epsilon));
    return new State(
        Lax.and(on, Lax.or(moves, Lax.not(defined))),
        n,
        Lax.select(on, y, s.y),
        Lax.select(on, z, s.z),
        result.where(on, s.result),
        p.scaled(large, epsilon).where(on, s.p1),
        q.scaled(large, epsilon).where(on, s.q1),
        s.p1.scaled(large, epsilon).where(on, s.p2),
        s.q1.scaled(large, epsilon).where(on, s.q2));
  }
}
