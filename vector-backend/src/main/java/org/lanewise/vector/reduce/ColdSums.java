package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Memory;

/// Folds a run into as many sums, one element after the other: what [FoldKernel#elements] does,
/// while that is cold.
final class ColdSums {
  private ColdSums() {}

  /// `sums[sumsAt + i] ∘= source[i]`.
  static void elements(Fold fold, Object sums, int sumsAt, MemorySegment source, long at, int n) {
    MemorySegment memory = Memory.view(source);
    for (int i = 0; i < n; i++) {
      int to = sumsAt + i;
      switch (sums) {
        case float[] floats -> {
          float x = memory.get(Memory.FLOAT, at + 4L * i);
          floats[to] = fold.op() == Fold.Op.PROD ? floats[to] * x : floats[to] + x;
        }
        case double[] doubles -> {
          double x = memory.get(Memory.DOUBLE, at + 8L * i);
          doubles[to] = fold.op() == Fold.Op.PROD ? doubles[to] * x : doubles[to] + x;
        }
        case int[] ints -> {
          long x = fold.key().encode(memory.get(Memory.INT, at + 4L * i), false);
          ints[to] = (int) combined(fold.op(), ints[to], x);
        }
        case long[] longs -> {
          long x = fold.key().encode(memory.get(Memory.LONG, at + 8L * i), true);
          longs[to] = combined(fold.op(), longs[to], x);
        }
        default -> throw new AssertionError("sums are elements: " + fold);
      }
    }
  }

  private static long combined(Fold.Op op, long sum, long x) {
    return switch (op) {
      case SUM -> sum + x;
      case PROD -> sum * x;
      case MAX -> Math.max(sum, x);
      case MIN -> Math.min(sum, x);
      case AND -> sum & x;
      case OR -> sum | x;
      case XOR -> sum ^ x;
      case DOT -> throw new AssertionError("a product has two runs");
    };
  }
}
