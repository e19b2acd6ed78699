package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Memory;

/// The inner loops of a sort digit by digit: counting digits, and moving records to the places of
/// theirs.
///
/// Digits of eight bits have 256 places to write to, as many as the nearest cache and the first
/// table of pages bear; with 2048 a pass takes twice as long, which fewer passes do not make up
/// for.
final class Digits {
  /// The bits of a digit.
  static final int BITS = 8;

  /// The number of digits.
  static final int COUNT = 1 << BITS;

  private static final int MASK = COUNT - 1;

  private Digits() {}

  /// Counts a digit of records of four bytes, in 256 counts from `first` on.
  static void countNarrow(MemorySegment s, long at, int n, int shift, int[] counts, int first) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      counts[first + (work.get(Memory.INT, at + 4L * i) >>> shift & MASK)]++;
    }
  }

  /// Counts a digit of records of eight bytes, in 256 counts from `first` on.
  static void countWide(MemorySegment s, long at, int n, int shift, int[] counts, int first) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      counts[first + ((int) (work.get(Memory.LONG, at + 8L * i) >>> shift) & MASK)]++;
    }
  }

  /// Moves records of four bytes in their order: `to[places[first + digit]++] = record`.
  static void moveNarrow(
      MemorySegment s, long from, int n, int shift, long to, int[] places, int first) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      int record = work.get(Memory.INT, from + 4L * i);
      int digit = first + (record >>> shift & MASK);
      int place = places[digit];
      places[digit] = place + 1;
      work.set(Memory.INT, to + 4L * place, record);
    }
  }

  /// Moves records of eight bytes in their order.
  static void moveWide(
      MemorySegment s, long from, int n, int shift, long to, int[] places, int first) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      long record = work.get(Memory.LONG, from + 8L * i);
      int digit = first + ((int) (record >>> shift) & MASK);
      int place = places[digit];
      places[digit] = place + 1;
      work.set(Memory.LONG, to + 8L * place, record);
    }
  }

  /// Moves records of eight bytes in their order, and with each its position, four bytes elsewhere.
  static void movePlaced(
      MemorySegment s,
      long from,
      long positionsFrom,
      int n,
      int shift,
      long to,
      long positionsTo,
      int[] places,
      int first) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      long record = work.get(Memory.LONG, from + 8L * i);
      int digit = first + ((int) (record >>> shift) & MASK);
      int place = places[digit];
      places[digit] = place + 1;
      work.set(Memory.LONG, to + 8L * place, record);
      int position = work.get(Memory.INT, positionsFrom + 4L * i);
      work.set(Memory.INT, positionsTo + 4L * place, position);
    }
  }
}
