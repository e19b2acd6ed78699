package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The derivatives of the ways to scatter.
final class ScatterJvp {
  private ScatterJvp() {}

  /// The tangent of y = scatter(x, i, u).
  static Tangent tangent(
      Scatter scatter, List<Array> operands, Array y, List<Tangent> tangents, Tangent.Zeros zeros) {
    Array x = operands.get(0);
    Array indices = operands.get(1);
    Array updates = operands.get(2);
    Tangent dx = tangents.get(0);
    Tangent du = tangents.get(2);
    if (x.size() == 0) {
      return dx; // nothing is written
    }
    return switch (scatter.op()) {
      // the element of the last update, whose tangent is scattered in the same order
      case SET ->
          Tangent.of(
              Lax.scatter(
                  dx.orZeros(x.type(), zeros),
                  indices,
                  du.orZeros(updates.type(), zeros),
                  scatter));
      // dx + Σ du
      case ADD -> added(scatter, dx, x, indices, du, zeros);
      // dx Π u + Σⱼ duⱼ · x Π_{k≠j} uₖ
      case MUL ->
          added(
              scatter,
              dx.map(t -> Lax.scatter(t, indices, updates, scatter)),
              x,
              indices,
              ElementwiseJvp.scaled(du, () -> ScatterProducts.others(scatter, x, indices, updates)),
              zeros);
      // the mean of the tangents of all that are equal to the extreme
      case MIN, MAX -> extreme(scatter, operands, y, dx, du, zeros);
    };
  }

  private static Tangent added(
      Scatter scatter, Tangent dx, Array x, Array indices, Tangent du, Tangent.Zeros zeros) {
    return du instanceof Tangent.Of(Array t)
        ? Tangent.of(Lax.scatter(dx.orZeros(x.type(), zeros), indices, t, adding(scatter)))
        : dx;
  }

  /// The same scatter, but adding.
  static Scatter adding(Scatter scatter) {
    return new Scatter(
        Scatter.Op.ADD,
        scatter.dimensions(),
        scatter.mode(),
        scatter.indicesAreSorted(),
        scatter.uniqueIndices());
  }

  private static Tangent extreme(
      Scatter scatter, List<Array> operands, Array y, Tangent dx, Tangent du, Tangent.Zeros zeros) {
    Array x = operands.get(0);
    Array indices = operands.get(1);
    Array updates = operands.get(2);
    Shape window = updates.shape();
    Array one = Scalars.like(x, 1);
    Array zero = Scalars.like(x, 0);
    Array won = Lax.eq(updates, GatherOrZero.atTargets(y, indices, window, scatter));
    Array wins = Lax.select(won, one, Broadcasting.to(zero, window));
    Array kept = Lax.select(Lax.eq(x, y), one, Broadcasting.to(zero, x.shape()));
    Array candidates = Lax.scatter(kept, indices, wins, adding(scatter));
    Array touched = touched(scatter, x.shape(), indices, window);
    Tangent first =
        ElementwiseJvp.scaled(dx, () -> Lax.select(touched, Lax.div(kept, candidates), one));
    Tangent second =
        ElementwiseJvp.scaled(
            du,
            () -> {
              Array rivals = GatherOrZero.atTargets(candidates, indices, window, scatter);
              // at least 1, but for updates that are dropped
              return Lax.select(won, Lax.div(wins, Lax.max(rivals, one)), zero);
            });
    return added(scatter, first, x, indices, second, zeros);
  }

  /// Where an update is written at all.
  private static Array touched(Scatter scatter, Shape operand, Array indices, Shape updates) {
    Scatter setting =
        new Scatter(
            Scatter.Op.SET, scatter.dimensions(), scatter.mode(), false, scatter.uniqueIndices());
    return Lax.scatter(
        Lax.full(operand, DType.BOOL, 0), indices, Lax.full(updates, DType.BOOL, 1), setting);
  }

  /// Which updates of a setting scatter are the last at their place, and are not dropped: each
  /// update writes its number, and those that read it back have won.
  static Array winners(Scatter scatter, Shape operand, Array indices, Shape updates) {
    DType counter = updates.size() <= Integer.MAX_VALUE ? DType.INT32 : DType.INT64;
    Array numbers = Lax.reshape(Lax.iota(counter, updates.size()), updates);
    Array none = Lax.broadcastInDim(Lax.scalar(counter, -1L), operand, Axes.none());
    Array last = Lax.scatter(none, indices, numbers, scatter);
    Mode mode = scatter.mode() == Mode.CLIP ? Mode.CLIP : Mode.FILL_OR_DROP;
    Array read = Lax.gather(last, indices, GatherOrZero.inverse(scatter, operand, updates, mode));
    return Lax.eq(read, numbers);
  }
}
