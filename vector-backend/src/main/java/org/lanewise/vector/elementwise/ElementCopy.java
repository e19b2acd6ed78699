package org.lanewise.vector.elementwise;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.move.StepKernels;

/// Copies blocks of elements, whatever their type, from any strides to rows whose elements lie side
/// by side.
///
/// The longer of the two axes is the inner loop, so that blocks of many short rows cost no more
/// than few long ones. Callers keep the buffers reachable.
final class ElementCopy {
  private ElementCopy() {}

  /// A block of `rows` by `columns` elements, which are fewer than 2³¹ each; all other numbers
  /// count elements.
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
    int inner = (int) (tall ? block.rows : block.columns);
    long inOuter = (tall ? block.fromColumn : block.fromRow) * size;
    long inInner = (tall ? block.fromRow : block.fromColumn) * size;
    long outOuter = (tall ? 1 : block.toRow) * size;
    long outInner = (tall ? block.toRow : 1) * size;
    for (long i = 0; i < outer; i++) {
      long at = inBase + i * inOuter;
      long to = outBase + i * outOuter;
      StepKernels.move(size, in, at, inInner, out, to, outInner, inner);
    }
  }
}
