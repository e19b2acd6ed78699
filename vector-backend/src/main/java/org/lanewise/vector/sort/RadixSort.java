package org.lanewise.vector.sort;

import java.util.Arrays;

/// Stable sorts digit by digit, from the least significant one (Knuth, TAOCP 3, 5.2.5).
///
/// The counts of all digits are taken in one pass; a digit in which all keys agree is skipped.
/// Short rows, for which the counts would cost more than the sort, are sorted by comparison.
final class RadixSort {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int MASK = DIGITS - 1;
  private static final int SHORT = 2000;

  private RadixSort() {}

  /// Sorts keys by their upper bits, signed; keys that agree in them must stand in order, or not
  /// differ.
  ///
  /// @param firstBit the lowest bit that counts
  /// @return the sorted keys, in the given array or another one
  static long[] sort(long[] keys, int firstBit) {
    int n = keys.length;
    if (n < SHORT) {
      Arrays.sort(keys);
      return keys;
    }
    int[][] counts = count(keys, firstBit);
    long[] from = keys;
    long[] to = new long[n];
    for (int pass = 0; pass < counts.length; pass++) {
      int[] place = counts[pass];
      int shift = firstBit + pass * DIGIT_BITS;
      if (!toPlaces(place, n)) {
        continue;
      }
      for (int i = 0; i < n; i++) {
        long key = from[i];
        to[place[digit(key, shift)]++] = key;
      }
      long[] sorted = to;
      to = from;
      from = sorted;
    }
    return from;
  }

  /// The positions of keys in ascending order.
  static int[] order(long[] keys) {
    int n = keys.length;
    int[][] counts = count(keys, 0);
    long[] from = keys;
    long[] to = new long[n];
    int[] order = new int[n];
    int[] next = new int[n];
    Arrays.setAll(order, i -> i);
    for (int pass = 0; pass < counts.length; pass++) {
      if (!toPlaces(counts[pass], n)) {
        continue;
      }
      pass(from, order, to, next, counts[pass], pass * DIGIT_BITS);
      long[] sorted = to;
      to = from;
      from = sorted;
      int[] ordered = next;
      next = order;
      order = ordered;
    }
    return order;
  }

  private static void pass(
      long[] from, int[] order, long[] to, int[] next, int[] place, int shift) {
    for (int i = 0; i < from.length; i++) {
      long key = from[i];
      int goal = place[digit(key, shift)]++;
      to[goal] = key;
      next[goal] = order[i];
    }
  }

  private static int[][] count(long[] keys, int firstBit) {
    int passes = (Long.SIZE - firstBit + DIGIT_BITS - 1) / DIGIT_BITS;
    int[][] counts = new int[passes][DIGITS];
    for (int pass = 0; pass < passes; pass++) {
      int[] count = counts[pass];
      int shift = firstBit + pass * DIGIT_BITS;
      for (long key : keys) {
        count[digit(key, shift)]++;
      }
    }
    return counts;
  }

  /// A digit of a key whose sign is turned, so that digits are in unsigned order.
  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & MASK;
  }

  /// Turns counts into the places where digits begin; false if there is only one digit.
  private static boolean toPlaces(int[] counts, int n) {
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
