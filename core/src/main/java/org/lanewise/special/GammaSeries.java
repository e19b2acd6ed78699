package org.lanewise.special;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.transform.ControlFlow;
import org.lanewise.type.Axes;

/// The power series of the lower incomplete gamma function, S(a, x) = 1 + Σ xⁿ/((a + 1)···(a + n))
/// (DLMF 8.11.4), and its derivative in a, term by term.
///
/// With cₙ = cₙ₋₁·x/(a + n): dcₙ = dcₙ₋₁·x/(a + n) − cₙ₋₁·x/(a + n)². It ends where neither sum
/// changes.
final class GammaSeries {
  /// What the loop carries: whether an element goes on, a + n, cₙ, the sum, dcₙ, its sum.
  private record State(Array enabled, Array r, Array term, Array sum, Array slope, Array slopes) {
    List<Array> arrays() {
      return List.of(enabled, r, term, sum, slope, slopes);
    }

    static State of(List<Array> x) {
      return new State(x.get(0), x.get(1), x.get(2), x.get(3), x.get(4), x.get(5));
    }
  }

  private GammaSeries() {}

  static IncompleteGamma.Sum sum(Array a, Array x, Array enabled) {
    Array one = Lax.full(x.shape(), x.dtype(), 1);
    Array zero = Lax.full(x.shape(), x.dtype(), 0);
    Axes all = Axes.range(x.rank());
    State end =
        State.of(
            ControlFlow.whileLoop(
                state -> Lax.reduceOr(state.get(0), all),
                state -> next(State.of(state), x).arrays(),
                new State(enabled, a, one, one, zero, zero).arrays()));
    return new IncompleteGamma.Sum(end.sum(), end.slopes());
  }

  private static State next(State s, Array x) {
    Array r = Lax.add(s.r(), Lax.scalar(x.dtype(), 1.0));
    Array ratio = Lax.div(x, r);
    Array change = Lax.div(Lax.mul(s.term(), x), Lax.mul(r, r));
    Array slope = Lax.sub(Lax.mul(s.slope(), ratio), change);
    Array slopes = Lax.add(s.slopes(), slope);
    Array term = Lax.mul(s.term(), ratio);
    Array sum = Lax.add(s.sum(), term);
    Array epsilon = IncompleteGamma.epsilon(x);
    Array moves = Lax.gt(Lax.div(term, sum), epsilon);
    Array slopeMoves = Lax.gt(Lax.abs(Lax.div(slope, slopes)), epsilon);
    Array on = s.enabled();
    return new State(
        Lax.and(on, Lax.or(moves, slopeMoves)),
        Lax.select(on, r, s.r()),
        Lax.select(on, term, s.term()),
        Lax.select(on, sum, s.sum()),
        Lax.select(on, slope, s.slope()),
        Lax.select(on, slopes, s.slopes()));
  }
}
