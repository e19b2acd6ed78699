package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Sizes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// What each update of a multiplying scatter is multiplied with: the element at its place and all
/// other updates there.
///
/// Nothing is divided, so zeros among the updates do no harm, at any order of differentiation: the
/// updates are sorted by place, and the products of those before and those after come from running
/// products that stop where the place changes.
final class ScatterProducts {
  private ScatterProducts() {}

  /// For each update the product of x and of the other updates at its place; 0 for dropped updates.
  static Array others(Scatter scatter, Array x, Array indices, Array updates) {
    Array elements = GatherOrZero.atTargets(x, indices, updates.shape(), scatter);
    if (scatter.uniqueIndices() || updates.size() < 2) {
      return elements;
    }
    long count = updates.size();
    Array places = places(scatter, x.shape(), indices, updates.shape());
    Array numbers = Lax.iota(counter(count), count);
    Array flat = Lax.reshape(updates, Shape.of(count));
    List<Array> sorted = Lax.sort(List.of(places, numbers, flat), 0, 1);
    Array place = sorted.get(0);
    Array before = runningProduct(place, sorted.get(2), 1);
    Array after = runningProduct(place, sorted.get(2), -1);
    Array back = Lax.sort(List.of(sorted.get(1), Lax.mul(before, after)), 0, 1).get(1);
    return Lax.mul(elements, Lax.reshape(back, updates.shape()));
  }

  /// The row-major position in the operand to which each update element goes.
  private static Array places(Scatter scatter, Shape operand, Array indices, Shape updates) {
    Array positions = Lax.reshape(Lax.iota(counter(operand.size()), operand.size()), operand);
    Mode mode = scatter.mode() == Mode.CLIP ? Mode.CLIP : Mode.FILL_OR_DROP;
    Array places =
        Lax.gather(positions, indices, GatherOrZero.inverse(scatter, operand, updates, mode));
    return Lax.reshape(places, Shape.of(updates.size()));
  }

  /// The product of all elements of the same place before (step 1) or after (step −1) each element,
  /// by doubling the distance.
  private static Array runningProduct(Array place, Array values, int step) {
    long count = place.size();
    Array one = Scalars.like(values, 1);
    Array elsewhere = Lax.scalar(place.dtype(), -1L);
    Array product = Lax.select(same(place, elsewhere, step), shift(values, one, step), one);
    for (long distance = 1; distance < count; distance *= 2) {
      long by = step * distance;
      Array further = shift(product, one, by);
      product = Lax.mul(product, Lax.select(same(place, elsewhere, by), further, one));
    }
    return product;
  }

  private static Array same(Array place, Array elsewhere, long by) {
    return Lax.eq(place, shift(place, elsewhere, by));
  }

  /// The element `by` places before each.
  private static Array shift(Array x, Array filler, long by) {
    return Lax.pad(x, filler, Sizes.of(by), Sizes.of(-by), Sizes.of(0));
  }

  private static DType counter(long count) {
    return count <= Integer.MAX_VALUE ? DType.INT32 : DType.INT64;
  }
}
