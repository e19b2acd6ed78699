package org.lanewise.vector.reduce;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;

/// An operand of a fold, as memory and positions in it.
///
/// @param operand the operand
/// @param segment its memory, as kernels get it
/// @param base where the buffer's first element lies in the segment, in bytes
record Run(Strided operand, MemorySegment segment, long base) {

  static Run of(Strided operand) {
    return new Run(operand, Memory.segment(operand), Memory.at(operand) - operand.byteOffset());
  }

  /// Where the element at a position of the buffer lies, in bytes.
  long at(long position) {
    return base + position * operand.dtype().byteSize();
  }

  /// Keeps the memory alive up to this call.
  void keep() {
    Reference.reachabilityFence(operand.buffer());
  }
}
