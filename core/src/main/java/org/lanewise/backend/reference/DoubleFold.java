package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.backend.definition.DoubleBinary;

/// Folds the next elements of something into one f64, in the order of [ReductionOrder].
///
/// @param operator ∘
/// @param identity where every lane starts
/// @param block where elements come from
record DoubleFold(DoubleBinary operator, double identity, Block block) {

  /// Takes the next `count` elements, at most [ReductionOrder#BLOCK], into the lanes: element i
  /// into lane `i mod LANES`.
  @FunctionalInterface
  interface Block {
    void accumulate(double[] lanes, int count);
  }

  /// Folds the elements of a reader.
  static DoubleFold of(DoubleBinary operator, double identity, Reader reader) {
    double[] x = new double[ReductionOrder.BLOCK];
    return new DoubleFold(
        operator,
        identity,
        (lanes, count) -> {
          reader.doubles(x, count);
          for (int i = 0; i < count; i++) {
            int lane = i % ReductionOrder.LANES;
            lanes[lane] = operator.apply(lanes[lane], x[i]);
          }
        });
  }

  /// Sums the products of the elements of two readers: `lane = fma(a, b, lane)`.
  static DoubleFold ofProducts(Reader first, Reader second) {
    double[] a = new double[ReductionOrder.BLOCK];
    double[] b = new double[ReductionOrder.BLOCK];
    return new DoubleFold(
        Double::sum,
        0,
        (lanes, count) -> {
          first.doubles(a, count);
          second.doubles(b, count);
          for (int i = 0; i < count; i++) {
            int lane = i % ReductionOrder.LANES;
            lanes[lane] = Math.fma(a[i], b[i], lanes[lane]);
          }
        });
  }

  /// Folds the next `extent` elements.
  double next(long extent) {
    long blocks = ReductionOrder.blocks(extent);
    if (blocks == 0) {
      return identity;
    }
    if (blocks == 1) {
      return foldBlock((int) extent);
    }
    long split = ReductionOrder.splitPoint(blocks) * ReductionOrder.BLOCK;
    double left = next(split);
    return operator.apply(left, next(extent - split));
  }

  private double foldBlock(int count) {
    double[] lanes = new double[ReductionOrder.LANES];
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
