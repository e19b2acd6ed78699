package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Memory;

/// Sorts a few records by insertion, in place and stable (Knuth, TAOCP 3, 5.2.1).
final class Insertion {
  private Insertion() {}

  /// Sorts records of four bytes, as unsigned integers.
  static void narrow(MemorySegment s, long at, int n) {
    MemorySegment work = Memory.view(s);
    for (int i = 1; i < n; i++) {
      int record = work.get(Memory.INT, at + 4L * i);
      int place = i;
      while (place > 0) {
        int before = work.get(Memory.INT, at + 4L * (place - 1));
        if (Integer.compareUnsigned(before, record) <= 0) {
          break;
        }
        work.set(Memory.INT, at + 4L * place, before);
        place--;
      }
      work.set(Memory.INT, at + 4L * place, record);
    }
  }

  /// Sorts records of eight bytes by their bits from `firstBit` on, as unsigned integers.
  static void wide(MemorySegment s, long at, int n, int firstBit) {
    MemorySegment work = Memory.view(s);
    for (int i = 1; i < n; i++) {
      long record = work.get(Memory.LONG, at + 8L * i);
      int place = placeOf(work, at, i, record, firstBit);
      shift(work, at, Long.BYTES, place, i);
      work.set(Memory.LONG, at + 8L * place, record);
    }
  }

  /// Sorts records of eight bytes, as unsigned integers, and their positions with them.
  static void placed(MemorySegment s, long at, long positions, int n) {
    MemorySegment work = Memory.view(s);
    for (int i = 1; i < n; i++) {
      long record = work.get(Memory.LONG, at + 8L * i);
      int position = work.get(Memory.INT, positions + 4L * i);
      int place = placeOf(work, at, i, record, 0);
      shift(work, at, Long.BYTES, place, i);
      shift(work, positions, Integer.BYTES, place, i);
      work.set(Memory.LONG, at + 8L * place, record);
      work.set(Memory.INT, positions + 4L * place, position);
    }
  }

  /// After the last of the first `i` records that is not larger.
  private static int placeOf(MemorySegment work, long at, int i, long record, int firstBit) {
    int place = i;
    while (place > 0
        && Long.compareUnsigned(
                work.get(Memory.LONG, at + 8L * (place - 1)) >>> firstBit, record >>> firstBit)
            > 0) {
      place--;
    }
    return place;
  }

  private static void shift(MemorySegment work, long at, int bytes, int place, int end) {
    MemorySegment.copy(
        work,
        at + (long) place * bytes,
        work,
        at + (place + 1L) * bytes,
        (end - place) * (long) bytes);
  }
}
