package org.lanewise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.memory.Transfer;

/// Where a bool array is true: depends on its elements, so they must be known.
final class TruePositions {
  private TruePositions() {}

  /// One i32 vector per axis, which together list the true elements in row-major order.
  ///
  /// @throws ConcretizationException if the mask is a tracer
  static List<Array> of(Array mask) {
    Strided data =
        switch (mask) {
          case ConcreteArray array -> array.data();
          case Tracer tracer -> throw ConcretizationException.of("Index.mask", tracer);
        };
    int rank = mask.rank();
    long[] sizes = mask.shape().toArray();
    int[][] found = new int[rank][16];
    int count = 0;
    Positions walk = new Positions(data.layout());
    for (long i = 0; i < mask.size(); i++) {
      if (Transfer.getBits(data.buffer().segment(), data.dtype(), walk.next()) != 0) {
        if (rank > 0 && count == found[0].length) {
          grow(found);
        }
        note(found, count++, i, sizes);
      }
    }
    List<Array> vectors = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      vectors.add(new ConcreteArray(Transfer.copyOf(Arrays.copyOf(found[axis], count))));
    }
    return vectors;
  }

  private static void grow(int[][] found) {
    for (int axis = 0; axis < found.length; axis++) {
      found[axis] = Arrays.copyOf(found[axis], 2 * found[axis].length);
    }
  }

  private static void note(int[][] found, int at, long linear, long[] sizes) {
    long rest = linear;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      found[axis][at] = Math.toIntExact(rest % sizes[axis]);
      rest /= sizes[axis];
    }
  }
}
