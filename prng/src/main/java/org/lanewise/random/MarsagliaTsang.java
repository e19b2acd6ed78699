package org.lanewise.random;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.transform.ControlFlow;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Gamma-distributed numbers by rejection, each element with a chain of keys of its own.
///
/// For a ≥ 1, d = a − 1/3 and c = 1/(3·√d), a normal number x with v = (1 + c·x)³ > 0 and a uniform
/// number u give d·v, if u < 1 − 0.0331·x⁴ or ln u < x²/2 + d·(1 − v + ln v); about one in twenty
/// is rejected. For a < 1 a draw for a + 1 is multiplied by w^(1/a), w uniform in (0, 1] (Marsaglia
/// and Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000).
///
/// JAX nests two loops for each element: the inner one repeats until v > 0. Here is one loop over
/// all elements, in which each takes a step of its inner loop; those that are done wait. As every
/// element has keys of its own, what it draws depends on no other. Where there are many, the loop
/// ends when few are left, which is after one step almost always; these go on in arrays of their
/// own ([Remaining]), else the four or five steps that the last one needs would be taken by all.
final class MarsagliaTsang {
  private final DType dtype;
  private final Array d;
  private final Array c;

  private MarsagliaTsang(Array d, Array c) {
    this.dtype = d.dtype();
    this.d = d;
    this.c = c;
  }

  /// @param a parameters of at least 1
  private static MarsagliaTsang of(Array a) {
    Array third = Floats.like(a, 1.0 / 3);
    Array d = Lax.sub(a, third);
    return new MarsagliaTsang(d, Lax.div(third, Lax.sqrt(d)));
  }

  /// Draws one number, or its logarithm, for each parameter.
  ///
  /// @param a the parameters, of the shape to draw
  /// @param logarithm whether logarithms are drawn, which do not underflow for small parameters
  static Array draw(Key key, Array a, boolean logarithm) {
    Array one = Floats.like(a, 1);
    Array large = Lax.ge(a, one);
    MarsagliaTsang method = of(Lax.select(large, a, Lax.add(a, one)));
    List<ElementKeys> keys = ElementKeys.of(key, a.shape()).split(2);
    Array v = method.accepted(keys.get(0));
    Array exponent = Lax.div(one, a);
    Array u = keys.get(1).uniform(a.dtype());
    if (!logarithm) {
      Array boost = Lax.pow(Lax.sub(one, u), exponent);
      return Lax.mul(Lax.mul(method.d, v), Lax.select(large, one, boost));
    }
    Array zero = Floats.like(a, 0);
    Array log = Lax.log1p(Lax.neg(u));
    Array none = Lax.or(large, Lax.eq(log, zero));
    Array boost = Lax.select(none, zero, Lax.mul(log, exponent));
    return Lax.add(Lax.add(Lax.log(method.d), Lax.log(v)), boost);
  }

  /// What the loop carries.
  ///
  /// @param chain the key of the current trial
  /// @param inner the key of the next try for a positive v
  /// @param fresh whether the trial has just begun, so that `inner` is yet to come from `chain`
  /// @param active whether the element is not done
  /// @param v (1 + c·x)³ of the last try
  private record State(ElementKeys chain, ElementKeys inner, Array fresh, Array active, Array v) {
    List<Array> arrays() {
      return List.of(
          chain.first(), chain.second(), inner.first(), inner.second(), fresh, active, v);
    }

    static State of(List<Array> arrays, Threefry layout) {
      return new State(
          new ElementKeys(arrays.get(0), arrays.get(1), layout),
          new ElementKeys(arrays.get(2), arrays.get(3), layout),
          arrays.get(4),
          arrays.get(5),
          arrays.get(6));
    }

    /// The state of those elements that are not done.
    State of(Remaining remaining) {
      return new State(
          chain.map(remaining::take),
          inner.map(remaining::take),
          remaining.take(fresh),
          remaining.present(),
          remaining.take(v));
    }
  }

  /// The first v that is accepted, for each element.
  private Array accepted(ElementKeys keys) {
    Shape shape = keys.first().shape();
    Array all = Lax.full(shape, DType.BOOL, 1);
    State start = new State(keys, keys, all, all, Lax.full(shape, dtype, 1));
    long few = Remaining.most(shape.size());
    State end = loop(start, few);
    return few == 0 ? end.v() : last(end, few);
  }

  /// Takes steps until no more elements are active than a number.
  private State loop(State start, long few) {
    Threefry layout = start.chain().layout();
    Array most = Lax.scalar(DType.INT32, few);
    List<Array> end =
        ControlFlow.whileLoop(
            arrays -> Lax.gt(Remaining.count(State.of(arrays, layout).active()), most),
            arrays -> step(State.of(arrays, layout)).arrays(),
            start.arrays());
    return State.of(end, layout);
  }

  /// The first v that is accepted, after a loop that left few elements active.
  private Array last(State state, long few) {
    Remaining remaining = Remaining.of(state.active(), few);
    MarsagliaTsang method = new MarsagliaTsang(remaining.take(d), remaining.take(c));
    State end = method.loop(state.of(remaining), 0);
    return remaining.putBack(end.v(), state.v());
  }

  private State step(State state) {
    List<ElementKeys> trial = state.chain().split(3);
    List<ElementKeys> tries = trial.get(1).where(state.fresh(), state.inner()).split(2);
    Array x = tries.get(1).normal(dtype);
    Array root = Lax.fma(x, c, Floats.like(x, 1));
    Array tryAgain = Lax.le(root, Floats.like(x, 0));
    Array v = Lax.mul(Lax.mul(root, root), root);
    Array u = trial.get(2).uniform(dtype);
    Array rejected = rejected(Lax.mul(x, x), v, u);
    Array fresh = Lax.not(tryAgain);
    return new State(
        trial.get(0).where(fresh, state.chain()),
        tries.get(0),
        fresh,
        Lax.and(state.active(), Lax.or(tryAgain, rejected)),
        Lax.select(state.active(), v, state.v()));
  }

  /// u ≥ 1 − 0.0331·x⁴ and ln u ≥ x²/2 + d·(1 − v + ln v).
  private Array rejected(Array square, Array v, Array u) {
    Array one = Floats.like(v, 1);
    Array squeeze = Lax.ge(u, Lax.fma(Floats.like(v, -0.0331), Lax.mul(square, square), one));
    Array density = Lax.mul(d, Lax.add(Lax.sub(one, v), Lax.log(v)));
    Array bound = Lax.fma(square, Floats.like(v, 0.5), density);
    return Lax.and(squeeze, Lax.ge(Lax.log(u), bound));
  }
}
