package org.lanewise.backend.reference;

import org.lanewise.backend.DotOrder;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.ir.Combining;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Positions;
import org.lanewise.memory.ScalarBits;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// `dot_general` in the order of [DotOrder].
final class DotReference {
  private DotReference() {}

  static Strided dot(Combining.DotGeneral dot, Strided[] in, ArrayType out) {
    Strided lhs = in[0];
    Strided rhs = in[1];
    Axes lhsFree = free(lhs.shape(), dot.lhsBatch(), dot.lhsContracting());
    Axes rhsFree = free(rhs.shape(), dot.rhsBatch(), dot.rhsContracting());
    Layout lhsLines = lines(lhs.layout(), out.shape(), dot.lhsBatch(), lhsFree, 0);
    Layout rhsLines = lines(rhs.layout(), out.shape(), dot.rhsBatch(), rhsFree, lhsFree.size());
    Positions lhsStarts = new Positions(lhsLines);
    Positions rhsStarts = new Positions(rhsLines);
    long k = lhs.shape().select(dot.lhsContracting()).size();
    boolean lanes =
        DotOrder.usesLanes(
            lhs.shape().select(lhsFree).size(), rhs.shape().select(rhsFree).size());
    Sink sink = new Sink(out);
    for (long i = 0; i < out.size(); i++) {
      Layout a =
          ReducingReference.part(lhs.layout(), dot.lhsContracting(), lhsStarts.next());
      Layout b =
          ReducingReference.part(rhs.layout(), dot.rhsContracting(), rhsStarts.next());
      line(new Cursor(lhs.with(a)), new Cursor(rhs.with(b)), k, lanes, lhs.dtype(), sink, out);
    }
    return sink.result();
  }

  private static Axes free(Shape shape, Axes batch, Axes contracting) {
    return batch.concat(contracting).complement(shape.rank());
  }

  /// Where, for each element of the result, an operand's line begins: its batch axes come first, its
  /// free axes after `skipped` others, and it is repeated along the rest.
  private static Layout lines(
      Layout layout, Shape result, Axes batch, Axes free, int skipped) {
    long[] strides = new long[result.rank()];
    for (int i = 0; i < batch.size(); i++) {
      strides[i] = layout.stride(batch.get(i));
    }
    for (int i = 0; i < free.size(); i++) {
      strides[batch.size() + skipped + i] = layout.stride(free.get(i));
    }
    return Layout.of(result, strides, layout.offset());
  }

  private static void line(
      Cursor a, Cursor b, long k, boolean lanes, DType dtype, Sink sink, ArrayType out) {
    switch (Scalars.kind(dtype)) {
      case SINGLE -> {
        float sum = lanes ? singleLanes(a, b, k) : singleChains(a, b, k);
        sink.bits(ConvertReference.convert(DType.FLOAT32, out.dtype(), Scalars.bits(DType.FLOAT32, sum)));
      }
      case REAL -> {
        double sum = lanes ? realLanes(a, b, k) : realChains(a, b, k);
        sink.bits(ConvertReference.convert(DType.FLOAT64, out.dtype(), Scalars.bits(sum)));
      }
      case INTEGER -> {
        long sum = 0;
        for (long p = 0; p < k; p++) {
          sum += a.integer() * b.integer();
        }
        sink.bits(dtype == DType.BOOL ? (sum == 0 ? 0 : 1) : ScalarBits.of(out.dtype(), sum));
      }
    }
  }

  private static float singleChains(Cursor a, Cursor b, long k) {
    int block = DotOrder.kBlock(DType.FLOAT32);
    float sum = 0;
    for (long from = 0; from < k; from += block) {
      float chain = 0;
      for (long p = from; p < Math.min(k, from + block); p++) {
        chain = Math.fma(a.single(), b.single(), chain);
      }
      sum = from == 0 ? chain : sum + chain;
    }
    return sum;
  }

  private static double realChains(Cursor a, Cursor b, long k) {
    int block = DotOrder.kBlock(DType.FLOAT64);
    double sum = 0;
    for (long from = 0; from < k; from += block) {
      double chain = 0;
      for (long p = from; p < Math.min(k, from + block); p++) {
        chain = Math.fma(a.real(), b.real(), chain);
      }
      sum = from == 0 ? chain : sum + chain;
    }
    return sum;
  }

  private static float singleLanes(Cursor a, Cursor b, long k) {
    return k == 0 ? 0 : singleTree(a, b, ReductionOrder.blocks(k), k);
  }

  private static float singleTree(Cursor a, Cursor b, long blocks, long k) {
    if (blocks > 1) {
      long split = ReductionOrder.splitPoint(blocks);
      float left = singleTree(a, b, split, split * ReductionOrder.BLOCK);
      return left + singleTree(a, b, blocks - split, k - split * ReductionOrder.BLOCK);
    }
    float[] lanes = new float[ReductionOrder.LANES];
    for (int i = 0; i < k; i++) {
      int lane = i % ReductionOrder.LANES;
      lanes[lane] = Math.fma(a.single(), b.single(), lanes[lane]);
    }
    for (int width = ReductionOrder.LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] += lanes[i + width];
      }
    }
    return lanes[0];
  }

  private static double realLanes(Cursor a, Cursor b, long k) {
    return k == 0 ? 0 : realTree(a, b, ReductionOrder.blocks(k), k);
  }

  private static double realTree(Cursor a, Cursor b, long blocks, long k) {
    if (blocks > 1) {
      long split = ReductionOrder.splitPoint(blocks);
      double left = realTree(a, b, split, split * ReductionOrder.BLOCK);
      return left + realTree(a, b, blocks - split, k - split * ReductionOrder.BLOCK);
    }
    double[] lanes = new double[ReductionOrder.LANES];
    for (int i = 0; i < k; i++) {
      int lane = i % ReductionOrder.LANES;
      lanes[lane] = Math.fma(a.real(), b.real(), lanes[lane]);
    }
    for (int width = ReductionOrder.LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] += lanes[i + width];
      }
    }
    return lanes[0];
  }
}
