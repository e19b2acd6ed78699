package org.lanewise.backend.reference;

import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Evaluates `argmax` and `argmin`: the index of the first extreme; the first NaN, if there is one.
final class ArgReduceKernel {
  private ArgReduceKernel() {}

  static Strided argReduce(ArgReduce.Op op, int axis, Strided x, ArrayType type) {
    Strided result = Strided.allocate(type);
    Axes folded = Axes.of(axis);
    Axes kept = folded.complement(x.shape().rank());
    Strided arranged = x.with(x.layout().transpose(kept.concat(folded)));
    Keys keys = new Keys(arranged);
    Writer out = new Writer(result);
    long extent = x.shape().get(axis);
    long[] index = new long[1];
    for (long i = 0; i < type.size(); i++) {
      index[0] = first(op, keys, extent);
      out.longs(index, 1);
    }
    return result;
  }

  /// NaN has the largest key, so the first NaN is what `argmax` finds by itself; to `argmin` it is
  /// the smallest.
  private static long first(ArgReduce.Op op, Keys keys, long extent) {
    long[] key = new long[Chunks.length(extent)];
    long[] state = {0, 0, 0}; // the index of the best, its key, the index of the next
    Chunks.forEach(
        extent,
        n -> {
          keys.next(key, n);
          for (int i = 0; i < n; i++) {
            long rank =
                switch (op) {
                  case ARGMAX -> key[i];
                  case ARGMIN -> keys.isNan(key[i]) ? Long.MAX_VALUE : ~key[i];
                };
            if (state[2] == 0 || rank > state[1]) {
              state[0] = state[2];
              state[1] = rank;
            }
            state[2]++;
          }
        });
    return state[0];
  }
}
