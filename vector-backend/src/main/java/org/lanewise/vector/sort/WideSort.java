package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.kernel.Memory;

/// Sorts candidates of [Largest] for types of 64 bits, whose places stand beside their keys: the
/// largest first, and of equal ones in the order that they have.
///
/// That is a stable sort by the complements of the keys, in memory that is kept from one time to
/// the next.
final class WideSort implements AutoCloseable {
  private final Strided[] rows;
  private final Strided[] sorted;
  private final RowSort sort;

  /// @param capacity the most candidates
  WideSort(int capacity) {
    this.rows = rows(capacity);
    this.sorted = rows(capacity);
    this.sort = new RowSort(rows, sorted, 1);
  }

  private static Strided[] rows(int capacity) {
    Shape row = Shape.of(capacity);
    return new Strided[] {Strided.allocate(DType.INT64, row), Strided.allocate(DType.INT32, row)};
  }

  /// Sorts the first `count` candidates, of which the first `kept` are brought back.
  void sort(long[] keys, int[] places, int count, int kept) {
    MemorySegment complements = Memory.segment(rows[0]);
    for (int i = 0; i < count; i++) {
      complements.set(Memory.LONG, Memory.at(rows[0]) + 8L * i, ~keys[i]);
    }
    MemorySegment.copy(places, 0, Memory.segment(rows[1]), Memory.INT, Memory.at(rows[1]), count);
    sort.sortFirst(count);
    MemorySegment result = Memory.segment(sorted[0]);
    for (int i = 0; i < kept; i++) {
      keys[i] = ~result.get(Memory.LONG, Memory.at(sorted[0]) + 8L * i);
    }
    MemorySegment.copy(
        Memory.segment(sorted[1]), Memory.INT, Memory.at(sorted[1]), places, 0, kept);
  }

  @Override
  public void close() {
    sort.close();
    for (int i = 0; i < rows.length; i++) {
      Reference.reachabilityFence(rows[i].buffer());
      Reference.reachabilityFence(sorted[i].buffer());
      rows[i].buffer().release();
      sorted[i].buffer().release();
    }
  }
}
