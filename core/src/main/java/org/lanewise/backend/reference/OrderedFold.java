package org.lanewise.backend.reference;

import java.util.Arrays;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.memory.ScalarBits;
import org.lanewise.type.DType;

/// Folds a line of elements in the order of [ReductionOrder]: lanes, halves, a tree of blocks.
final class OrderedFold {
  private final Folding.Op op;
  private final DType dtype;

  OrderedFold(Folding.Op op, DType dtype) {
    this.op = op;
    this.dtype = dtype;
  }

  /// The fold of the next `n` elements, as bits of the type.
  long fold(Cursor at, long n) {
    if (n == 0) {
      return Folding.identity(op, dtype);
    }
    long blocks = ReductionOrder.blocks(n);
    return switch (Scalars.kind(dtype)) {
      case SINGLE -> Scalars.bits(dtype, singleTree(at, blocks, n));
      case REAL -> Scalars.bits(realTree(at, blocks, n));
      case INTEGER -> integers(at, n);
    };
  }

  private long integers(Cursor at, long n) {
    long sum = ScalarBits.toLong(dtype, Folding.identity(op, dtype));
    for (long i = 0; i < n; i++) {
      sum = Folding.combineIntegers(op, dtype, sum, at.integer());
    }
    return sum;
  }

  private float singleTree(Cursor at, long blocks, long n) {
    if (blocks == 1) {
      return singleBlock(at, (int) n);
    }
    long split = ReductionOrder.splitPoint(blocks);
    float left = singleTree(at, split, split * ReductionOrder.BLOCK);
    float right = singleTree(at, blocks - split, n - split * ReductionOrder.BLOCK);
    return Folding.combine(op, left, right);
  }

  private float singleBlock(Cursor at, int n) {
    float[] lanes = new float[ReductionOrder.LANES];
    Arrays.fill(lanes, Scalars.single(dtype, Folding.identity(op, dtype)));
    for (int i = 0; i < n; i++) {
      int lane = i % ReductionOrder.LANES;
      lanes[lane] = Folding.combine(op, lanes[lane], at.single());
    }
    for (int width = ReductionOrder.LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] = Folding.combine(op, lanes[i], lanes[i + width]);
      }
    }
    return lanes[0];
  }

  private double realTree(Cursor at, long blocks, long n) {
    if (blocks == 1) {
      return realBlock(at, (int) n);
    }
    long split = ReductionOrder.splitPoint(blocks);
    double left = realTree(at, split, split * ReductionOrder.BLOCK);
    double right = realTree(at, blocks - split, n - split * ReductionOrder.BLOCK);
    return Folding.combine(op, left, right);
  }

  private double realBlock(Cursor at, int n) {
    double[] lanes = new double[ReductionOrder.LANES];
    Arrays.fill(lanes, Double.longBitsToDouble(Folding.identity(op, dtype)));
    for (int i = 0; i < n; i++) {
      int lane = i % ReductionOrder.LANES;
      lanes[lane] = Folding.combine(op, lanes[lane], at.real());
    }
    for (int width = ReductionOrder.LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] = Folding.combine(op, lanes[i], lanes[i + width]);
      }
    }
    return lanes[0];
  }
}
