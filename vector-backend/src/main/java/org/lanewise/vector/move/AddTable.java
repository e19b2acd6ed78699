package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.ir.Indexing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;

/// Adds many single elements to few, as in a histogram: `table[index[i]] += update[i]`, in order.
///
/// The few are copied to a Java array, whose check of the index is the one that the scatter needs
/// anyway: half a nanosecond for each element, in place of one and a half.
final class AddTable {
  /// The most elements of a table, which shall stay in the caches.
  private static final long LARGEST = 1 << 16;

  private AddTable() {}

  /// Whether a scatter is one of single elements, in one index of 32 bits, that are dropped if they
  /// are outside, and worth the copies.
  static boolean fits(Indexing.Scatter scatter, Locator locator, Layout window, Strided result) {
    long size = result.shape().size();
    return scatter.op() == Indexing.Scatter.Op.ADD
        && locator.vectors().dtype() == DType.INT32
        && locator.isPlain(size, result.dtype().byteSize())
        && window.shape().size() == 1
        && size <= LARGEST
        && locator.vectors().shape().size() >= size;
  }

  /// Adds all updates.
  static void add(Locator locator, Strided updates, Strided result) {
    MemorySegment indices = Memory.segment(locator.vectors());
    long at = Memory.at(locator.vectors());
    int n = Math.toIntExact(locator.vectors().shape().size());
    MemorySegment source = Memory.segment(updates);
    long from = Memory.at(updates);
    MemorySegment target = Memory.segment(result);
    long to = Memory.at(result);
    int size = (int) result.shape().size();
    Element element = AddKernels.element(result.dtype());
    Object table = element.newArray(size);
    MemorySegment.copy(target, element.layout(), to, table, 0, size);
    SinglesEmitter.of(element).addToTable(indices, at, source, from, n, table);
    MemorySegment.copy(table, 0, target, element.layout(), to, size);
  }
}
