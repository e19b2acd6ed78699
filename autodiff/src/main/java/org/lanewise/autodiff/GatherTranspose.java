package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Shape;

/// The transpositions of gather and scatter: each is the other's.
final class GatherTranspose {
  private GatherTranspose() {}

  /// ct added at the places that were read.
  static void gather(Gather gather, Array ct, Place x, Array indices) {
    // a promised gather that breaks its promise reads as a clipping one, so that is where ct goes
    Mode mode = gather.mode() == Mode.PROMISE_IN_BOUNDS ? Mode.CLIP : gather.mode();
    Scatter adding =
        new Scatter(
            Scatter.Op.ADD,
            gather.dimensions(),
            mode,
            gather.indicesAreSorted(),
            gather.uniqueIndices());
    x.giveInto(sum -> Lax.scatter(sum, indices, ct, adding));
  }

  static void scatter(Scatter scatter, Array ct, List<Place> x) {
    Place operand = x.get(0);
    Array indices = x.get(1).constant();
    Place updates = x.get(2);
    Shape window = updates.type().shape();
    switch (scatter.op()) {
      // ct with the places emptied, and ct at the places of the updates that are last
      case SET -> {
        operand.give(() -> Lax.scatter(ct, indices, Lax.zeros(updates.type()), scatter));
        updates.give(() -> read(scatter, ct, indices, window));
      }
      // ct, and ct at the places
      case ADD -> {
        operand.give(() -> ct);
        updates.give(() -> GatherOrZero.atTargets(ct, indices, window, scatter));
      }
      // ct multiplied alike
      case MUL -> operand.give(() -> Lax.scatter(ct, indices, updates.constant(), scatter));
      case MIN, MAX ->
          throw new AssertionError("`" + scatter.name() + "` is not linear. Please report this.");
    }
  }

  private static Array read(Scatter scatter, Array ct, Array indices, Shape window) {
    Array read = GatherOrZero.atTargets(ct, indices, window, scatter);
    if (scatter.uniqueIndices() || ct.size() == 0) {
      return read;
    }
    Array last = ScatterJvp.winners(scatter, ct.shape(), indices, window);
    return Lax.select(last, read, Scalars.like(ct, 0));
  }
}
