package org.lanewise.vector.sort;

/// Stable sorts of keys with positions, digit by digit from the least significant one.
///
/// The counts of all digits are taken in one pass; a digit in which all keys agree is skipped.
final class RadixSort {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int MASK = DIGITS - 1;

  private RadixSort() {}

  /// The positions of keys in ascending order.
  static int[] order(long[] keys) {
    int n = keys.length;
    int passes = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;
    int[][] counts = count(keys, passes);
    long[] from = keys.clone();
    long[] to = new long[n];
    int[] order = new int[n];
    int[] next = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int pass = 0; pass < passes; pass++) {
      int[] start = counts[pass];
      if (!toStarts(start, n)) {
        continue;
      }
      int shift = pass * DIGIT_BITS;
      for (int i = 0; i < n; i++) {
        int place = start[digit(from[i], shift)]++;
        to[place] = from[i];
        next[place] = order[i];
      }
      long[] keysBefore = from;
      from = to;
      to = keysBefore;
      int[] before = order;
      order = next;
      next = before;
    }
    return order;
  }

  private static int[][] count(long[] keys, int passes) {
    int[][] counts = new int[passes][DIGITS];
    for (long key : keys) {
      for (int pass = 0; pass < passes; pass++) {
        counts[pass][digit(key, pass * DIGIT_BITS)]++;
      }
    }
    return counts;
  }

  /// A digit of a key whose sign is turned, so that digits are in unsigned order.
  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & MASK;
  }

  /// Turns counts into the places where digits begin; false if there is only one digit.
  private static boolean toStarts(int[] counts, int n) {
    int start = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = counts[digit];
      if (count == n) {
        return false;
      }
      counts[digit] = start;
      start += count;
    }
    return true;
  }
}
