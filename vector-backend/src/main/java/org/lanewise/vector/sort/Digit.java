package org.lanewise.vector.sort;

/// Some neighbouring bits of a record, by which records are told apart.
///
/// @param shift the lowest bit
/// @param mask as many ones as there are bits
record Digit(int shift, int mask) {
  /// The most bits. 256 places to write to are as many as the nearest cache and the first table of
  /// pages bear; with 2048 a pass takes twice as long, which fewer passes do not make up for.
  static final int BITS = 8;

  /// The most values.
  static final int COUNT = 1 << BITS;

  /// The bits from `shift` on.
  static Digit of(int shift, int bits) {
    return new Digit(shift, (1 << bits) - 1);
  }

  /// The highest digit of the bits in which records differ.
  static Digit highest(long varying) {
    int end = Long.SIZE - Long.numberOfLeadingZeros(varying);
    int shift = Math.max(Long.numberOfTrailingZeros(varying), end - BITS);
    return of(shift, end - shift);
  }

  /// Of the bits in which records differ, those below this digit.
  long below(long varying) {
    return varying & ((1L << shift) - 1);
  }
}
