package org.lanewise.memory;

/// The sizes in which memory is lent: four steps per power of two, so that at most a fifth of a
/// block is padding, and every size is a multiple of 64 bytes.
///
/// Classes 0, 1, 2, 3 are 64, 128, 192 and 256 bytes; from there class c has the size `(4 + c mod
/// 4) · 64 · 2^(c/4 − 1)`: 256·(1 + ¼, ½, ¾, 2, …).
final class SizeClass {
  /// The number of classes; the last is above any address space in use.
  static final int COUNT = 4 * 45;

  private SizeClass() {}

  /// The smallest class that holds `byteSize` bytes.
  static int of(long byteSize) {
    long units = Math.max(1, (byteSize + 63) >>> 6);
    if (units <= 4) {
      return (int) units - 1;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(units - 1);
    int step = (int) ((units - 1) >>> (exponent - 2)) & 3;
    return 4 * (exponent - 1) + step;
  }

  /// The size of a class in bytes.
  static long byteSize(int sizeClass) {
    if (sizeClass < 4) {
      return 64L * (sizeClass + 1);
    }
    int exponent = sizeClass / 4 + 1;
    return (5L + sizeClass % 4) << (exponent - 2 + 6);
  }
}
