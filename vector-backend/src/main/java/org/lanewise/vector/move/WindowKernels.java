package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;

/// Loops over windows that are single units or runs of memory, at the distances that a [Locator]
/// found. Those that are outside are left out.
final class WindowKernels {
  /// Bytes of a run from which on a call that copies memory pays.
  private static final int LONG_RUN = 4096;

  /// Bytes of a run up to which a loop over words is faster than such a call.
  private static final int SHORT_RUN = 64;

  private WindowKernels() {}

  /// `target[i] = source[distances[i]]`, units of 1, 2, 4 or 8 bytes.
  static void take(
      int unit,
      MemorySegment source,
      long from,
      long[] distances,
      int count,
      MemorySegment target,
      long to) {
    switch (unit) {
      case 8 -> SinglesEmitter.of(Element.LONG).take(source, from, distances, count, target, to);
      case 4 -> SinglesEmitter.of(Element.INT).take(source, from, distances, count, target, to);
      default -> takeNarrow(unit, source, from, distances, count, target, to);
    }
  }

  private static void takeNarrow(
      int unit, MemorySegment s, long from, long[] distances, int count, MemorySegment t, long to) {
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        long bits = StepKernels.bits(unit, source, from + distances[i]);
        StepKernels.putBits(unit, target, to + (long) i * unit, bits);
      }
    }
  }

  /// Copies windows that are runs to where they lie one after the other.
  static void takeRuns(
      MemorySegment source,
      long from,
      long[] distances,
      int count,
      MemorySegment target,
      long to,
      long bytes) {
    if (usesVectors(bytes)) {
      RunKernel kernel = RunKernels.mover().kernel();
      kernel.take(source, from, bytes, distances, count, target, to, (int) bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        copy(source, from + distances[i], target, to + i * bytes, bytes);
      }
    }
  }

  /// Copies a part of runs that lie one after the other to where the windows are, in order.
  ///
  /// @param from where the part of the first run begins
  /// @param step the bytes of a whole run
  /// @param to where the part begins in a window without distance
  /// @param bytes the size of the part
  static void putRuns(
      MemorySegment source,
      long from,
      long step,
      long[] distances,
      int count,
      MemorySegment target,
      long to,
      long bytes) {
    if (usesVectors(bytes)) {
      RunKernel kernel = RunKernels.mover().kernel();
      kernel.put(source, from, step, distances, count, target, to, (int) bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (distances[i] != Locator.OUTSIDE) {
        copy(source, from + i * step, target, to + distances[i], bytes);
      }
    }
  }

  private static boolean usesVectors(long bytes) {
    return bytes < LONG_RUN
        && bytes >= (long) RunKernels.mover().lanes() * Long.BYTES
        && RunKernels.mover().isHot();
  }

  /// A call that copies memory costs as much as some words.
  private static void copy(MemorySegment s, long from, MemorySegment t, long to, long bytes) {
    if (bytes >= SHORT_RUN) {
      MemorySegment.copy(s, from, t, to, bytes);
      return;
    }
    MemorySegment source = Memory.view(s);
    MemorySegment target = Memory.view(t);
    int words = (int) bytes & -Long.BYTES;
    for (int i = 0; i < words; i += Long.BYTES) {
      target.set(Memory.LONG, to + i, source.get(Memory.LONG, from + i));
    }
    for (int i = words; i < bytes; i++) {
      target.set(Memory.BYTE, to + i, source.get(Memory.BYTE, from + i));
    }
  }
}
