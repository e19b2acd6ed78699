package org.lanewise.vector.move;

import java.lang.foreign.MemorySegment;
import org.lanewise.ir.Indexing;
import org.lanewise.memory.Layout;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;
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
    switch (result.dtype()) {
      case FLOAT32 -> {
        float[] table = new float[size];
        MemorySegment.copy(target, Memory.FLOAT, to, table, 0, size);
        addFloats(indices, at, source, from, n, table);
        MemorySegment.copy(table, 0, target, Memory.FLOAT, to, size);
      }
      case FLOAT64 -> {
        double[] table = new double[size];
        MemorySegment.copy(target, Memory.DOUBLE, to, table, 0, size);
        addDoubles(indices, at, source, from, n, table);
        MemorySegment.copy(table, 0, target, Memory.DOUBLE, to, size);
      }
      case INT32, UINT32 -> {
        int[] table = new int[size];
        MemorySegment.copy(target, Memory.INT, to, table, 0, size);
        addInts(indices, at, source, from, n, table);
        MemorySegment.copy(table, 0, target, Memory.INT, to, size);
      }
      case INT64, UINT64 -> {
        long[] table = new long[size];
        MemorySegment.copy(target, Memory.LONG, to, table, 0, size);
        addLongs(indices, at, source, from, n, table);
        MemorySegment.copy(table, 0, target, Memory.LONG, to, size);
      }
      case BOOL, INT8, INT16, UINT8, UINT16, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new AssertionError("no sums of " + result.dtype() + " here");
    }
  }

  private static boolean isInside(int index, int length) {
    return Integer.compareUnsigned(index, length) < 0;
  }

  private static void addFloats(
      MemorySegment s, long at, MemorySegment u, long from, int n, float[] table) {
    MemorySegment indices = Memory.view(s);
    MemorySegment updates = Memory.view(u);
    for (int i = 0; i < n; i++) {
      int index = indices.get(Memory.INT, at + 4L * i);
      if (isInside(index, table.length)) {
        table[index] += updates.get(Memory.FLOAT, from + 4L * i);
      }
    }
  }

  private static void addDoubles(
      MemorySegment s, long at, MemorySegment u, long from, int n, double[] table) {
    MemorySegment indices = Memory.view(s);
    MemorySegment updates = Memory.view(u);
    for (int i = 0; i < n; i++) {
      int index = indices.get(Memory.INT, at + 4L * i);
      if (isInside(index, table.length)) {
        table[index] += updates.get(Memory.DOUBLE, from + 8L * i);
      }
    }
  }

  private static void addInts(
      MemorySegment s, long at, MemorySegment u, long from, int n, int[] table) {
    MemorySegment indices = Memory.view(s);
    MemorySegment updates = Memory.view(u);
    for (int i = 0; i < n; i++) {
      int index = indices.get(Memory.INT, at + 4L * i);
      if (isInside(index, table.length)) {
        table[index] += updates.get(Memory.INT, from + 4L * i);
      }
    }
  }

  private static void addLongs(
      MemorySegment s, long at, MemorySegment u, long from, int n, long[] table) {
    MemorySegment indices = Memory.view(s);
    MemorySegment updates = Memory.view(u);
    for (int i = 0; i < n; i++) {
      int index = indices.get(Memory.INT, at + 4L * i);
      if (isInside(index, table.length)) {
        table[index] += updates.get(Memory.LONG, from + 8L * i);
      }
    }
  }
}
