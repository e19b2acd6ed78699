package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.type.Axes;

/// The derivative of a running product, maximum or minimum: an associative scan of dual numbers.
///
/// The tree is JAX's (pairs are folded, the scan of the folded pairs gives every second result, one
/// more fold each the others), so ties of maxima are shared as there: half and half in each fold.
/// Work and memory are linear in the size.
final class RunningFold {
  private final Cumulative.Op op;
  private final int axis;

  private RunningFold(Cumulative.Op op, int axis) {
    this.op = op;
    this.axis = axis;
  }

  /// A value and its tangent, both arrays.
  private record Pair(Array value, Array tangent) {}

  /// The tangent of the running fold of x along an axis.
  static Array tangent(Cumulative.Op op, Array x, Array t, int axis, boolean reverse) {
    Axes turned = reverse ? Axes.of(axis) : Axes.none();
    Pair scanned = new RunningFold(op, axis).scan(new Pair(Lax.rev(x, turned), Lax.rev(t, turned)));
    return Lax.rev(scanned.tangent, turned);
  }

  private Pair scan(Pair x) {
    long n = x.value.shape().get(axis);
    if (n < 2) {
      return x;
    }
    Pair odd = scan(fold(every(x, 0, n - 1), every(x, 1, n)));
    long middle = n % 2 == 0 ? n / 2 - 1 : n / 2;
    Pair even = fold(slice(odd, 0, middle, 1), every(x, 2, n));
    return interleave(joined(slice(x, 0, 1, 1), even), odd);
  }

  private Pair fold(Pair x, Pair y) {
    return switch (op) {
      // d(x y) = dx y + x dy
      case PROD ->
          new Pair(
              Lax.mul(x.value, y.value),
              Lax.addAny(Lax.mul(x.tangent, y.value), Lax.mul(x.value, y.tangent)));
      case MAX -> chosen(x, y, Lax.max(x.value, y.value));
      case MIN -> chosen(x, y, Lax.min(x.value, y.value));
    };
  }

  private static Pair chosen(Pair x, Pair y, Array z) {
    Array first = Lax.mul(x.tangent, BinaryJvp.share(x.value, y.value, z));
    Array second = Lax.mul(y.tangent, BinaryJvp.share(y.value, x.value, z));
    return new Pair(z, Lax.addAny(first, second));
  }

  private Pair every(Pair x, long start, long limit) {
    return slice(x, start, Math.max(start, limit), 2);
  }

  private Pair slice(Pair x, long start, long limit, long step) {
    return new Pair(
        Lax.sliceInDim(x.value, start, limit, step, axis),
        Lax.sliceInDim(x.tangent, start, limit, step, axis));
  }

  private Pair joined(Pair x, Pair y) {
    return new Pair(
        Lax.concatenate(List.of(x.value, y.value), axis),
        Lax.concatenate(List.of(x.tangent, y.tangent), axis));
  }

  private Pair interleave(Pair even, Pair odd) {
    return new Pair(interleave(even.value, odd.value), interleave(even.tangent, odd.tangent));
  }

  /// even₀, odd₀, even₁, odd₁, …: both with a new axis beside the scanned one, joined along it.
  private Array interleave(Array even, Array odd) {
    long evens = even.shape().get(axis);
    long odds = odd.shape().get(axis);
    Array both = Lax.concatenate(List.of(split(firstOf(even, odds)), split(odd)), axis + 1);
    Array paired = Lax.reshape(both, odd.shape().with(axis, 2 * odds));
    return evens == odds
        ? paired
        : Lax.concatenate(List.of(paired, Lax.sliceInDim(even, odds, evens, 1, axis)), axis);
  }

  private Array firstOf(Array x, long count) {
    return Lax.sliceInDim(x, 0, count, 1, axis);
  }

  private Array split(Array x) {
    return Lax.reshape(x, x.shape().insert(axis + 1, 1));
  }
}
