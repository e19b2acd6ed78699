package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Memory;

/// A matrix in memory, or a stack of them.
///
/// @param segment the memory, as kernels get it
/// @param at where the first element lies, in bytes
/// @param batchStep the distance of matrices of a stack, in bytes
/// @param rowStep the distance of rows, in bytes
/// @param columnStep the distance of columns, in bytes
record Matrix(MemorySegment segment, long at, long batchStep, long rowStep, long columnStep) {

  /// A stack of matrices of three axes.
  static Matrix of(Strided stack) {
    int size = stack.dtype().byteSize();
    return new Matrix(
        Memory.segment(stack),
        Memory.at(stack),
        stack.layout().stride(0) * size,
        stack.layout().stride(1) * size,
        stack.layout().stride(2) * size);
  }

  /// One matrix of a stack.
  Matrix batch(long index) {
    return new Matrix(segment, at + index * batchStep, 0, rowStep, columnStep);
  }

  /// Where an element lies, in bytes.
  long at(long row, long column) {
    return at + row * rowStep + column * columnStep;
  }
}
