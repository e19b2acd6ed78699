package org.lanewise.vector.sort;

import java.util.Arrays;

/// Sorts records in one thread, stably, by the bits in which they may differ.
///
/// A few are sorted by insertion. As many as a cache holds are sorted digit by digit from the least
/// significant one (Knuth, TAOCP 3, 5.2.5). More are first parted by their most significant digit,
/// and each part is sorted on its own. Digits are those of the bits that vary: what all keys have
/// in common costs no pass.
final class RangeSort {
  /// Records below which counting digits takes longer than sorting by insertion.
  private static final int SHORT = 40;

  /// The most records that are sorted from the least significant digit.
  private static final int LONG = 1 << 14;

  /// Takes sorted records.
  @FunctionalInterface
  interface Sorted {
    void take(int side, int start, int count);
  }

  private final Records records;
  private final Sorted sorted;
  private final int[][] counts = new int[Long.SIZE / Digit.BITS + 1][];

  /// @param sorted what becomes of records that are sorted: ranges come in any order
  RangeSort(Records records, Sorted sorted) {
    this.records = records;
    this.sorted = sorted;
  }

  /// Sorts records.
  ///
  /// @param varying the bits in which they may differ; those above are the same in all
  void sort(int side, int start, int count, long varying) {
    sort(side, start, count, varying, 0);
  }

  private void sort(int side, int start, int count, long varying, int depth) {
    if (count < SHORT) {
      if (varying != 0) {
        records.insert(side, start, count);
      }
      sorted.take(side, start, count);
      return;
    }
    if (count > LONG && digits(varying) > 1) {
      part(side, start, count, varying, depth);
    } else {
      sorted.take(sortDigits(side, start, count, varying, depth), start, count);
    }
  }

  private static int bits(long varying) {
    return varying == 0
        ? 0
        : Long.SIZE - Long.numberOfLeadingZeros(varying) - Long.numberOfTrailingZeros(varying);
  }

  private static int digits(long varying) {
    return (bits(varying) + Digit.BITS - 1) / Digit.BITS;
  }

  private int[] counts(int depth) {
    if (counts[depth] == null) {
      counts[depth] = new int[Digit.COUNT];
    } else {
      Arrays.fill(counts[depth], 0);
    }
    return counts[depth];
  }

  private void part(int side, int start, int count, long varying, int depth) {
    Digit digit = Digit.highest(varying);
    int[] ends = counts(depth);
    records.count(side, start, count, digit, ends);
    Digits.toPlaces(start, ends);
    records.move(side, start, count, digit, ends);
    long below = digit.below(varying);
    int from = start;
    for (int value = 0; value <= digit.mask(); value++) {
      int end = ends[value]; // the place after the last one
      if (end > from) {
        sort(1 - side, from, end - from, below, depth + 1);
      }
      from = end;
    }
  }

  /// @return the side on which the records end
  private int sortDigits(int side, int start, int count, long varying, int depth) {
    int at = side;
    int shift = Long.numberOfTrailingZeros(varying);
    int left = bits(varying);
    for (int digits = digits(varying); digits > 0; digits--) {
      int width = left / digits;
      Digit digit = Digit.of(shift, width);
      int[] places = counts(depth);
      records.count(at, start, count, digit, places);
      if (places[records.digit(at, start, digit)] < count) {
        Digits.toPlaces(start, places);
        records.move(at, start, count, digit, places);
        at = 1 - at;
      }
      shift += width;
      left -= width;
    }
    return at;
  }
}
