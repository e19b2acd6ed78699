package org.lanewise.vector.sort;

import java.lang.foreign.MemorySegment;
import org.lanewise.vector.kernel.Memory;

/// The inner loops of a sort digit by digit: counting digits, and moving records to the places of
/// theirs. The digit of a record is `record >>> shift & mask`.
final class Digits {
  private Digits() {}

  /// Counts a digit of records of four bytes.
  static void countNarrow(MemorySegment s, long at, int n, int shift, int mask, int[] counts) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      counts[work.get(Memory.INT, at + 4L * i) >>> shift & mask]++;
    }
  }

  /// Counts a digit of records of eight bytes.
  static void countWide(MemorySegment s, long at, int n, int shift, int mask, int[] counts) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      counts[(int) (work.get(Memory.LONG, at + 8L * i) >>> shift) & mask]++;
    }
  }

  /// Turns the counts of digits in chunks into the places where the digits of each chunk begin:
  /// after the smaller digits, and after its own digit in the chunks before.
  ///
  /// @param start the first place
  static void toPlaces(int start, int[]... counts) {
    int place = start;
    for (int value = 0; value < Digit.COUNT; value++) {
      for (int[] chunk : counts) {
        int count = chunk[value];
        chunk[value] = place;
        place += count;
      }
    }
  }

  /// Moves records of four bytes in their order: `to[places[digit]++] = record`.
  static void moveNarrow(
      MemorySegment s, long from, int n, int shift, int mask, long to, int[] places) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      int record = work.get(Memory.INT, from + 4L * i);
      int digit = record >>> shift & mask;
      int place = places[digit];
      places[digit] = place + 1;
      work.set(Memory.INT, to + 4L * place, record);
    }
  }

  /// Moves records of eight bytes in their order.
  static void moveWide(
      MemorySegment s, long from, int n, int shift, int mask, long to, int[] places) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      long record = work.get(Memory.LONG, from + 8L * i);
      int digit = (int) (record >>> shift) & mask;
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
      int mask,
      long to,
      long positionsTo,
      int[] places) {
    MemorySegment work = Memory.view(s);
    for (int i = 0; i < n; i++) {
      long record = work.get(Memory.LONG, from + 8L * i);
      int digit = (int) (record >>> shift) & mask;
      int place = places[digit];
      places[digit] = place + 1;
      work.set(Memory.LONG, to + 8L * place, record);
      int position = work.get(Memory.INT, positionsFrom + 4L * i);
      work.set(Memory.INT, positionsTo + 4L * place, position);
    }
  }
}
