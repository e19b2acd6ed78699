package org.lanewise.vector.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;

/// Copies single rows of elements, whatever their type, to where they lie side by side.
final class ElementCopy {
  private ElementCopy() {}

  /// Copies `n` elements that are `step` apart.
  ///
  /// @param source where from
  /// @param from the position of the first element in the source's buffer
  /// @param step the distance of the elements, in elements
  /// @param target where to
  /// @param to the position of the first element in the target's buffer
  /// @param n how many
  static void row(Strided source, long from, long step, Strided target, long to, long n) {
    MemorySegment in = source.buffer().segment();
    MemorySegment out = target.buffer().segment();
    switch (source.dtype().byteSize()) {
      case 1 -> bytes(in, from, step, out, to, n);
      case 2 -> shorts(in, from, step, out, to, n);
      case 4 -> ints(in, from, step, out, to, n);
      default -> longs(in, from, step, out, to, n);
    }
  }

  private static void bytes(
      MemorySegment in, long from, long step, MemorySegment out, long to, long n) {
    for (long i = 0; i < n; i++) {
      out.set(JAVA_BYTE, to + i, in.get(JAVA_BYTE, from + i * step));
    }
  }

  private static void shorts(
      MemorySegment in, long from, long step, MemorySegment out, long to, long n) {
    for (long i = 0; i < n; i++) {
      out.setAtIndex(JAVA_SHORT, to + i, in.getAtIndex(JAVA_SHORT, from + i * step));
    }
  }

  private static void ints(
      MemorySegment in, long from, long step, MemorySegment out, long to, long n) {
    for (long i = 0; i < n; i++) {
      out.setAtIndex(JAVA_INT, to + i, in.getAtIndex(JAVA_INT, from + i * step));
    }
  }

  private static void longs(
      MemorySegment in, long from, long step, MemorySegment out, long to, long n) {
    for (long i = 0; i < n; i++) {
      out.setAtIndex(JAVA_LONG, to + i, in.getAtIndex(JAVA_LONG, from + i * step));
    }
  }
}
