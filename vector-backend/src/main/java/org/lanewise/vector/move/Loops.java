package org.lanewise.vector.move;

import java.util.Arrays;
import org.lanewise.memory.Layout;

/// The nested loops that go over two layouts of one shape together, as few as possible.
///
/// Axes of size 1 are dropped, neighbouring axes that are one run in both layouts are merged, and a
/// run of 2, 4 or 8 bytes becomes one unit. All steps are in bytes.
final class Loops {
  private final long[] sizes;
  private final long[] from;
  private final long[] to;
  private final int unit;

  private Loops(long[] sizes, long[] from, long[] to, int unit) {
    this.sizes = sizes;
    this.from = from;
    this.to = to;
    this.unit = unit;
  }

  /// The loops over two layouts of the same shape, which is not empty.
  static Loops of(Layout source, Layout target, int elementBytes) {
    int rank = source.shape().rank();
    long[] sizes = new long[rank];
    long[] from = new long[rank];
    long[] to = new long[rank];
    int count = 0;
    for (int axis = 0; axis < rank; axis++) {
      long size = source.shape().get(axis);
      if (size == 1) {
        continue;
      }
      long step = source.stride(axis) * elementBytes;
      long stepTo = target.stride(axis) * elementBytes;
      if (count > 0 && from[count - 1] == step * size && to[count - 1] == stepTo * size) {
        count--;
        size *= sizes[count];
      }
      sizes[count] = size;
      from[count] = step;
      to[count] = stepTo;
      count++;
    }
    int unit = elementBytes;
    while (count > 0 && isUnit(sizes[count - 1], from[count - 1], to[count - 1], unit)) {
      unit = (int) (unit * sizes[--count]);
    }
    return new Loops(
        Arrays.copyOf(sizes, count), Arrays.copyOf(from, count), Arrays.copyOf(to, count), unit);
  }

  private static boolean isUnit(long size, long from, long to, int unit) {
    return from == unit && to == unit && size <= 8 && Long.bitCount(size) == 1 && unit * size <= 8;
  }

  /// The bytes that are moved as one.
  int unit() {
    return unit;
  }

  /// Whether all is one run of memory, in source and target.
  boolean isRun() {
    return sizes.length == 0 || (sizes.length == 1 && from[0] == unit && to[0] == unit);
  }

  /// The number of loops.
  int depth() {
    return sizes.length;
  }

  /// The number of rounds of a loop.
  long size(int loop) {
    return sizes[loop];
  }

  /// The step of a loop in the source.
  long from(int loop) {
    return from[loop];
  }

  /// The step of a loop in the target.
  long to(int loop) {
    return to[loop];
  }

  /// Where the source's memory ends: after its last element, if the first one lies at `start`.
  long end(long start) {
    long end = start + unit;
    for (int loop = 0; loop < sizes.length; loop++) {
      end += Math.max(0, (sizes[loop] - 1) * from[loop]);
    }
    return end;
  }

  /// The loop, other than the innermost, in which the source steps by one unit, or -1.
  int sourceRun() {
    for (int loop = sizes.length - 2; loop >= 0; loop--) {
      if (from[loop] == unit) {
        return loop;
      }
    }
    return -1;
  }

  /// The rounds of all loops but the innermost and one other (or -1).
  long rounds(int except) {
    long rounds = 1;
    for (long size : outer(sizes, except)) {
      rounds *= size;
    }
    return rounds;
  }

  /// Walks over the source of all loops but the innermost and one other (or -1).
  Odometer walkFrom(int except, long start) {
    return new Odometer(outer(sizes, except), outer(from, except), start);
  }

  /// Walks over the target of all loops but the innermost and one other (or -1).
  Odometer walkTo(int except, long start) {
    return new Odometer(outer(sizes, except), outer(to, except), start);
  }

  private static long[] outer(long[] values, int except) {
    long[] kept = new long[values.length];
    int count = 0;
    for (int loop = 0; loop < values.length - 1; loop++) {
      if (loop != except) {
        kept[count++] = values[loop];
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
