package org.lanewise.vector.elementwise;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Memory;

/// Copies blocks of elements, whatever their type, from any strides to rows whose elements lie side
/// by side.
///
/// The longer of the two axes is the inner loop, so that blocks of many short rows cost no more
/// than few long ones. Callers keep the buffers reachable.
final class ElementCopy {
  private ElementCopy() {}

  /// A block of `rows` by `columns` elements; all other numbers count elements.
  ///
  /// @param size the bytes of an element
  /// @param fromRow the distance of rows in the source
  /// @param fromColumn the distance of columns in the source
  /// @param toRow the distance of rows in the target
  record Block(int size, long fromRow, long fromColumn, long toRow, long rows, long columns) {

    /// Whether columns are longer than rows.
    boolean isTall() {
      return rows > columns;
    }
  }

  /// Copies a block.
  ///
  /// @param inBase where its first element lies in the source, in bytes
  /// @param outBase where it shall lie in the target
  static void copy(MemorySegment in, long inBase, MemorySegment out, long outBase, Block block) {
    int size = block.size;
    boolean tall = block.isTall();
    long outer = tall ? block.columns : block.rows;
    long inner = tall ? block.rows : block.columns;
    long inOuter = (tall ? block.fromColumn : block.fromRow) * size;
    long inInner = (tall ? block.fromRow : block.fromColumn) * size;
    long outOuter = (tall ? 1 : block.toRow) * size;
    long outInner = (tall ? block.toRow : 1) * size;
    for (long i = 0; i < outer; i++) {
      long at = inBase + i * inOuter;
      long to = outBase + i * outOuter;
      switch (size) {
        case 1 -> bytes(in, at, inInner, out, to, outInner, inner);
        case 2 -> shorts(in, at, inInner, out, to, outInner, inner);
        case 4 -> ints(in, at, inInner, out, to, outInner, inner);
        default -> longs(in, at, inInner, out, to, outInner, inner);
      }
    }
  }

  private static void bytes(
      MemorySegment from, long at, long step, MemorySegment to, long place, long stride, long n) {
    MemorySegment in = Memory.view(from);
    MemorySegment out = Memory.view(to);
    for (long i = 0; i < n; i++) {
      out.set(Memory.BYTE, place + i * stride, in.get(Memory.BYTE, at + i * step));
    }
  }

  private static void shorts(
      MemorySegment from, long at, long step, MemorySegment to, long place, long stride, long n) {
    MemorySegment in = Memory.view(from);
    MemorySegment out = Memory.view(to);
    for (long i = 0; i < n; i++) {
      out.set(Memory.SHORT, place + i * stride, in.get(Memory.SHORT, at + i * step));
    }
  }

  private static void ints(
      MemorySegment from, long at, long step, MemorySegment to, long place, long stride, long n) {
    MemorySegment in = Memory.view(from);
    MemorySegment out = Memory.view(to);
    for (long i = 0; i < n; i++) {
      out.set(Memory.INT, place + i * stride, in.get(Memory.INT, at + i * step));
    }
  }

  private static void longs(
      MemorySegment from, long at, long step, MemorySegment to, long place, long stride, long n) {
    MemorySegment in = Memory.view(from);
    MemorySegment out = Memory.view(to);
    for (long i = 0; i < n; i++) {
      out.set(Memory.LONG, place + i * stride, in.get(Memory.LONG, at + i * step));
    }
  }
}
