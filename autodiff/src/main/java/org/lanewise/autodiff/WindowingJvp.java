package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.ir.Windowing.Conv;
import org.lanewise.ir.Windowing.ReduceWindow;
import org.lanewise.ir.Windowing.ReduceWindowSum;
import org.lanewise.ir.Windowing.Select;
import org.lanewise.ir.Windowing.SelectAndGatherAdd;
import org.lanewise.ir.Windowing.SelectAndScatterAdd;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// The derivatives of convolutions and folds of windows.
final class WindowingJvp {
  private WindowingJvp() {}

  static Tangent tangent(
      Windowing primitive, List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    return switch (primitive) {
      // d(x ∗ w) = dx ∗ w + x ∗ dw
      case Conv conv ->
          dx.get(0)
              .map(t -> Lax.convGeneralDilated(t, x.get(1), conv))
              .plus(dx.get(1).map(t -> Lax.convGeneralDilated(x.get(0), t, conv)));
      // d Σx = Σ dx
      case ReduceWindowSum(Window window) -> dx.get(0).map(t -> Lax.reduceWindowSum(t, window));
      case ReduceWindow(ReduceWindow.Op op, Window window) ->
          dx.get(0) instanceof Tangent.Of(Array t)
              ? fold(op, window, x.get(0), t, zeros)
              : Tangent.ZERO;
      // what is chosen is constant but for steps
      case SelectAndGatherAdd(Select select, Window window) ->
          dx.get(0).map(t -> Lax.selectAndGatherAdd(t, x.get(1), select, window));
      case SelectAndScatterAdd(Select select, Window window) ->
          dx.get(0).map(t -> Lax.selectAndScatterAdd(t, x.get(1), select, window));
    };
  }

  private static Tangent fold(
      ReduceWindow.Op op, Window window, Array x, Array t, Tangent.Zeros zeros) {
    return switch (op) {
      // d Πx = Σⱼ dxⱼ Π_{k≠j} xₖ
      case PROD -> product(window, x, t, zeros);
      // dx where x is the extreme, at the first of equals
      case MAX -> Tangent.of(Lax.selectAndGatherAdd(t, x, Select.GE, window));
      case MIN -> Tangent.of(Lax.selectAndGatherAdd(t, x, Select.LE, window));
      // of integers and truth values
      case AND, OR -> Tangent.ZERO;
    };
  }

  private static Tangent product(Window window, Array x, Array t, Tangent.Zeros zeros) {
    if (window.counts(x.shape()).size() == 0) {
      return Tangent.ZERO;
    }
    Array zero = zeros.of(t.type().withShape(Shape.scalar()));
    return ReducingJvp.product(
        Axes.of(0), taps(window, x, Scalars.like(x, 1)), taps(window, t, zero));
  }

  /// What the taps read, one after the other along a new first axis; a number in padding and holes.
  private static Array taps(Window window, Array x, Array filler) {
    Sizes interior = window.baseDilation().zip(Sizes.filled(x.rank(), 1), (a, b) -> a - b);
    Array padded = Lax.pad(x, filler, window.low(), window.high(), interior);
    Shape counts = window.counts(x.shape());
    Shape taps = Shape.of(window.sizes().toArray());
    List<Array> all = new ArrayList<>();
    for (long tap = 0; tap < taps.size(); tap++) {
      long[] starts = new long[x.rank()];
      long[] limits = new long[x.rank()];
      long rest = tap;
      for (int axis = x.rank() - 1; axis >= 0; axis--) {
        starts[axis] = rest % taps.get(axis) * window.windowDilation().get(axis);
        limits[axis] = starts[axis] + (counts.get(axis) - 1) * window.strides().get(axis) + 1;
        rest /= taps.get(axis);
      }
      Array part = Lax.slice(padded, Sizes.of(starts), Sizes.of(limits), window.strides());
      all.add(Lax.reshape(part, counts.insert(0, 1)));
    }
    return Lax.concatenate(all, 0);
  }
}
