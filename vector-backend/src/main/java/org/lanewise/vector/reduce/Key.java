package org.lanewise.vector.reduce;

/// How the bits of an element become what is folded.
///
/// The extremes of floating numbers are found among integers. With `b` the bits, `k = b ^ ((b >>
/// 31) & 0x7fffffff)` is in the order of the numbers, −0 below +0, and NaN lies beyond the
/// infinities, on the side of its sign. Subtracting `0x7fffff`, the number of NaNs of one sign,
/// brings the negative ones around to the top, adding it brings the positive ones to the bottom: so
/// NaN is the largest when a maximum is sought and the smallest when a minimum is. Three
/// instructions replace a dozen that `VectorOperators.MAX` takes.
enum Key {
  /// The bits themselves.
  NONE,
  /// Unsigned integers, in the order of signed ones.
  UNSIGNED,
  /// Floating numbers, NaN on top.
  NAN_HIGH,
  /// Floating numbers, NaN at the bottom.
  NAN_LOW;

  /// The number of NaNs of one sign in 32 bits.
  static final int NANS_32 = 0x7FFFFF;

  /// The number of NaNs of one sign in 64 bits.
  static final long NANS_64 = 0xF_FFFF_FFFF_FFFFL;

  /// Whether keys stand for floating numbers.
  boolean isFloating() {
    return this == NAN_HIGH || this == NAN_LOW;
  }

  /// What is subtracted from 32-bit keys.
  int shift32() {
    return this == NAN_HIGH ? NANS_32 : -NANS_32;
  }

  /// What is subtracted from 64-bit keys.
  long shift64() {
    return this == NAN_HIGH ? NANS_64 : -NANS_64;
  }

  /// Turns the bits of an element into what is folded; those of a narrow one are in the low end.
  long encode(long bits, boolean wide) {
    return switch (this) {
      case NONE -> bits;
      case UNSIGNED -> wide ? bits ^ Long.MIN_VALUE : (int) bits ^ Integer.MIN_VALUE;
      case NAN_HIGH, NAN_LOW -> {
        int narrow = (int) bits;
        yield wide
            ? (bits ^ ((bits >> 63) & Long.MAX_VALUE)) - shift64()
            : (narrow ^ ((narrow >> 31) & Integer.MAX_VALUE)) - shift32();
      }
    };
  }

  /// Turns keys back into bits.
  void decode(Object keys, int from, int to) {
    switch (keys) {
      case int[] small -> {
        for (int i = from; i < to; i++) {
          small[i] = decode(small[i]);
        }
      }
      case long[] large -> {
        for (int i = from; i < to; i++) {
          large[i] = decode(large[i]);
        }
      }
      default -> throw new AssertionError("keys are integers: " + this);
    }
  }

  private int decode(int key) {
    return switch (this) {
      case NONE -> key;
      case UNSIGNED -> key ^ Integer.MIN_VALUE;
      case NAN_HIGH, NAN_LOW -> {
        int k = key + shift32();
        int bits = k ^ ((k >> 31) & Integer.MAX_VALUE);
        yield Float.floatToIntBits(Float.intBitsToFloat(bits));
      }
    };
  }

  private long decode(long key) {
    return switch (this) {
      case NONE -> key;
      case UNSIGNED -> key ^ Long.MIN_VALUE;
      case NAN_HIGH, NAN_LOW -> {
        long k = key + shift64();
        long bits = k ^ ((k >> 63) & Long.MAX_VALUE);
        yield Double.doubleToLongBits(Double.longBitsToDouble(bits));
      }
    };
  }
}
