package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.backend.definition.FloatBinary;

/// Folds the next elements of something into one f32, in the order of [ReductionOrder].
///
/// @param operator ∘
/// @param identity where every lane starts
/// @param block where elements come from
record FloatFold(FloatBinary operator, float identity, Block block) {

  /// Takes the next `count` elements, at most [ReductionOrder#BLOCK], into the lanes: element i
  /// into lane `i mod LANES`.
  @FunctionalInterface
  interface Block {
    void accumulate(float[] lanes, int count);
  }

  /// Folds the elements of a reader.
  static FloatFold of(FloatBinary operator, float identity, Reader reader) {
    float[] x = new float[ReductionOrder.BLOCK];
    return new FloatFold(
        operator,
        identity,
        (lanes, count) -> {
          reader.floats(x, count);
          for (int i = 0; i < count; i++) {
            int lane = i % ReductionOrder.LANES;
            lanes[lane] = operator.apply(lanes[lane], x[i]);
          }
        });
  }

  /// Sums the products of the elements of two readers: `lane = fma(a, b, lane)`.
  static FloatFold ofProducts(Reader first, Reader second) {
    float[] a = new float[ReductionOrder.BLOCK];
    float[] b = new float[ReductionOrder.BLOCK];
    return new FloatFold(
        Float::sum,
        0,
        (lanes, count) -> {
          first.floats(a, count);
          second.floats(b, count);
          for (int i = 0; i < count; i++) {
            int lane = i % ReductionOrder.LANES;
            lanes[lane] = Math.fma(a[i], b[i], lanes[lane]);
          }
        });
  }

  /// Folds the next `extent` elements.
  float next(long extent) {
    long blocks = ReductionOrder.blocks(extent);
    if (blocks == 0) {
      return identity;
    }
    if (blocks == 1) {
      return foldBlock((int) extent);
    }
    long split = ReductionOrder.splitPoint(blocks) * ReductionOrder.BLOCK;
    float left = next(split);
    return operator.apply(left, next(extent - split));
  }

  private float foldBlock(int count) {
    float[] lanes = new float[ReductionOrder.LANES];
    Arrays.fill(lanes, identity);
    block.accumulate(lanes, count);
    for (int width = ReductionOrder.LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] = operator.apply(lanes[i], lanes[i + width]);
      }
    }
    return lanes[0];
  }
}
